/* P2: a struct defined inside a struct is, in C, one of its own. */
/* abiding: only c (in C++ its scope is the outer struct) */
#ifdef BEFORE
struct foo_shape {
	struct foo_point {
		int x;
	} at;
};
#else
struct foo_point {
	int x;
};
struct foo_shape {
	struct foo_point at;
};
#endif
int foo_x(struct foo_point *point);
#ifdef LIBRARY
int foo_x(struct foo_point *point) { return point->x; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_shape shape = { { 3 } };

	return foo_x(&shape.at) != 3;
}
#endif
