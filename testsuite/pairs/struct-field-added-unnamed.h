/* P2: the members of an unnamed struct are the outer struct's own (C17 6.7.2.1p13). */
struct foo_shape {
	struct {
		int x;
#ifndef BEFORE
		int y; /* abiding: error "y" struct-field-added */
#endif
	};
	int size;
};
int foo_size(struct foo_shape *shape);
#ifdef LIBRARY
int foo_size(struct foo_shape *shape) { return shape->size; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_shape shapes[2] = { { { 1 }, 3 }, { { 4 }, 6 } };

	return foo_size(&shapes[0]) != 3;
}
#endif
