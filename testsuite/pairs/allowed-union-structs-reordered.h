/* P3: the order of a union's members says nothing, of unnamed structs in it either. */
/* close to: struct-field-reordered */
struct foo_value {
	union {
#ifdef BEFORE
		struct {
			int width;
			int height;
		};
		struct {
			long length;
		};
#else
		struct {
			long length;
		};
		struct {
			int width;
			int height;
		};
#endif
	};
	int kind;
};
int foo_get(struct foo_value *value);
#ifdef LIBRARY
int foo_get(struct foo_value *value) { return value->height + value->kind; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_value value;

	value.height = 3;
	value.kind = 4;
	return foo_get(&value) != 7;
}
#endif
