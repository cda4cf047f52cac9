/* P2: fields of an unnamed struct in a union keep their order. */
struct foo_value {
	union {
		struct {
			int length;
		};
		struct {
#ifdef BEFORE
			int width;
			int height;
#else
			int height;
			int width; /* abiding: error "width" struct-field-reordered */
#endif
		};
	};
	int kind;
};
int foo_get(struct foo_value *value);
#ifdef LIBRARY
int foo_get(struct foo_value *value) { return value->height; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_value value;

	value.width = 2;
	value.height = 3;
	return foo_get(&value) != 3;
}
#endif
