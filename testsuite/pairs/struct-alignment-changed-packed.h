/* P2: packed without a gap to close lowers the alignment. */
#ifdef BEFORE
struct foo_point {
	int x;
	int y;
};
#else
struct __attribute__((packed)) foo_point { /* abiding: error "foo_point" struct-alignment-changed */
	int x;
	int y;
};
#endif
int foo_y(const struct foo_point *points);
#ifdef LIBRARY
int foo_y(const struct foo_point *points) { return points[0].y; }
#endif
#ifdef WITNESS
static struct foo_point point = { 2, 3 };
int main(void)
{
	int *y = &point.y;

	return foo_y(&point) != *y;
}
#endif
