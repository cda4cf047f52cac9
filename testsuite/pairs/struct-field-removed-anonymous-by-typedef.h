/* P2: a name for what had none takes its members away. */
/* abiding: options -fms-extensions (an unnamed member of a typedef) */
/* abiding: only c (C++ has no such members) */
typedef struct { int x, y; } foo_point;
#ifdef BEFORE
struct foo_shape {
	foo_point;
};
#else
struct foo_shape { /* abiding: error "'x' of 'struct foo_shape' is gone" struct-field-removed */ /* abiding: error "'y' of" struct-field-removed */
	foo_point at; /* abiding: error "'at'" struct-field-added */
};
#endif
int foo_sum(const struct foo_shape *shape);
#ifdef LIBRARY
int foo_sum(const struct foo_shape *shape) { return *(const int *)shape; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_shape shape = { .x = 1, .y = 2 };

	return foo_sum(&shape) != 1;
}
#endif
