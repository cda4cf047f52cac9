/* P2: a struct inside a struct is part of what was promised. */
struct foo_shape {
	struct {
		int x;
		int y;
#ifndef BEFORE
		int z; /* abiding: error "z" struct-field-added */
#endif
	} at;
	int size;
};
int foo_size(struct foo_shape *shape);
#ifdef LIBRARY
int foo_size(struct foo_shape *shape) { return shape->size; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_shape shapes[2] = { { { 1, 2 }, 3 }, { { 4, 5 }, 6 } };

	return foo_size(&shapes[0]) != 3;
}
#endif
