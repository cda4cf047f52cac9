/* P2: a struct does not turn into a union. */
#ifdef BEFORE
typedef struct _foo_value {
	int i;
	int j;
} foo_value;
#else
typedef union _foo_value { /* abiding: error "foo_value" type-kind-changed */
	int i;
	int j;
} foo_value;
#endif
int foo_get(foo_value *value);
#ifdef LIBRARY
int foo_get(foo_value *value) { return value->j; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_value value;

	value.j = 4;
	value.i = 3;
	return foo_get(&value) != 4;
}
#endif
