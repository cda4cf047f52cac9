/* P2: a struct that holds another by value changes with it: one cause, one finding. */
typedef struct _foo_point foo_point;
struct _foo_point {
	int x;
#ifndef BEFORE
	int y; /* abiding: error "y" struct-field-added */
#endif
};
struct foo_shape {
	foo_point at;
	int size;
};
struct foo_drawing {
	struct foo_shape shapes[2];
};
int foo_size(struct foo_drawing *drawing);
#ifdef LIBRARY
int foo_size(struct foo_drawing *drawing) { return drawing->shapes[1].size; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_drawing drawings[2] = { { { { { 1 }, 2 }, { { 3 }, 4 } } },
					   { { { { 5 }, 6 }, { { 7 }, 8 } } } };

	return foo_size(&drawings[0]) != 4;
}
#endif
