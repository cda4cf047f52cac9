/* P2: programs use the typedef: its own alignment counts. */
struct _foo_point { /* abiding: error "foo_point" struct-alignment-changed */
	int x;
	int y;
};
#ifdef BEFORE
typedef struct _foo_point foo_point;
#else
typedef struct _foo_point foo_point __attribute__((aligned(8)));
#endif
int foo_y(const foo_point *points);
#ifdef LIBRARY
int foo_y(const foo_point *points) { return points[0].y; }
#endif
#ifdef WITNESS
static struct {
	char kind;
	foo_point point;
} mine = { 1, { 2, 3 } };
int main(void)
{
	return (char *)&mine.point - &mine.kind != 4 || foo_y(&mine.point) != 3;
}
#endif
