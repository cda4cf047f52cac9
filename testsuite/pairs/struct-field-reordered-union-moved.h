/* P2: an unnamed union keeps its place among the fields, with all of its alternatives. */
struct foo_value {
	int kind;
#ifdef BEFORE
	union {
		struct {
			int width;
			int height;
		};
		long area;
	};
	long depth;
#else
	long depth;
	union {
		struct {
			int width; /* abiding: error "width" struct-field-reordered */
			int height;
		};
		long area;
	};
#endif
};
int foo_get(struct foo_value *value);
#ifdef LIBRARY
int foo_get(struct foo_value *value) { return value->height; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_value value = {0};

	value.width = 2;
	value.height = 3;
	return foo_get(&value) != 3;
}
#endif
