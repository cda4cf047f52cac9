/* P3: the order of a union's members says nothing. */
/* close to: union-member-changed */
union foo_value {
#ifdef BEFORE
	int i;
	unsigned int u;
#else
	unsigned int u;
	int i;
#endif
};
int foo_get(union foo_value *value);
#ifdef LIBRARY
int foo_get(union foo_value *value) { return value->i; }
#endif
#ifdef WITNESS
int main(void)
{
	union foo_value value;

	value.u = 3;
	return foo_get(&value) != 3;
}
#endif
