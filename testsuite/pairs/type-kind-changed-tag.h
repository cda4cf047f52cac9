/* P2: nor does one without a typedef. */
#ifdef BEFORE
struct foo_value {
	int i;
	int j;
};
int foo_get(struct foo_value *value);
#else
union foo_value { /* abiding: error "foo_value" type-kind-changed */
	int i;
	int j;
};
int foo_get(union foo_value *value);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_get(struct foo_value *value) { return value->j; }
#else
int foo_get(union foo_value *value) { return value->j; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_value value;

	value.j = 4;
	value.i = 3;
	return foo_get(&value) != 4;
}
#endif
