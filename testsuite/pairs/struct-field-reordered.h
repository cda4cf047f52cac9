/* P2: fields keep their order. */
#ifdef BEFORE
struct foo_size {
	int width;
	int height;
	int depth;
};
#else
struct foo_size {
	int height;
	int width; /* abiding: error "width" struct-field-reordered */
	int depth;
};
#endif
int foo_width(struct foo_size *size);
#ifdef LIBRARY
int foo_width(struct foo_size *size) { return size->width; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_size size = { 3, 4, 5 };

	return foo_width(&size) != 3;
}
#endif
