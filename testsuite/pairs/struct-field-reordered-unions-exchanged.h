/* P2: two unnamed unions do not change places. */
struct foo_value {
#ifdef BEFORE
	union {
		struct {
			int width;
			int height;
		};
		int area;
	};
#endif
	union {
		struct {
			int red;
			int green;
		};
		int colour;
	};
#ifndef BEFORE
	union {
		struct {
			int width; /* abiding: error "width" struct-field-reordered */
			int height;
		};
		int area;
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

	value.height = 3;
	return foo_get(&value) != 3;
}
#endif
