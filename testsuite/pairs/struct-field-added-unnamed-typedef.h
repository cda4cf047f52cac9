/* P4: a struct with no name at all is part of the typedef of its pointer. */
#ifdef BEFORE
typedef struct { int x; } *foo_point;
#else
typedef struct { int y; int x; } *foo_point; /* abiding: error "y.*foo_point" struct-field-added */
#endif
int foo_x(foo_point point);
#ifdef LIBRARY
int foo_x(foo_point point) { return point->x; }
#endif
#ifdef WITNESS
int main(void)
{
	int x[2] = { 3, 4 };

	return foo_x((foo_point)(void *)x) != 3;
}
#endif
