/* P2: the size as it was, but another alignment: a struct around it moves. */
#ifdef BEFORE
struct foo_point {
	int x;
	int y;
};
#else
struct __attribute__((aligned(8))) foo_point { /* abiding: error "foo_point" struct-alignment-changed */
	int x;
	int y;
};
#endif
int foo_y(const struct foo_point *points);
#ifdef LIBRARY
int foo_y(const struct foo_point *points) { return points[0].y; }
#endif
#ifdef WITNESS
static struct {
	char kind;
	struct foo_point point;
} mine = { 1, { 2, 3 } };
int main(void)
{
	return (char *)&mine.point - &mine.kind != 4 || foo_y(&mine.point) != 3;
}
#endif
