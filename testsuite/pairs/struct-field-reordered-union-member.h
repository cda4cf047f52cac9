/* P2: the same where the alternatives are members themselves. */
struct foo_value {
	int kind;
#ifdef BEFORE
	union {
		int width;
		long area;
	};
	long depth;
#else
	long depth;
	union {
		int width; /* abiding: error "width" struct-field-reordered */
		long area;
	};
#endif
};
int foo_get(struct foo_value *value);
#ifdef LIBRARY
int foo_get(struct foo_value *value) { return (int)value->area; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_value value = {0};

	value.area = 3;
	return foo_get(&value) != 3;
}
#endif
