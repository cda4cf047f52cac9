/* P3: a member is never removed. */
/* abiding: removed error "c" union-member-removed */
union foo_value {
	int i;
#ifdef BEFORE
	char c;
#endif
};
int foo_get(union foo_value *value);
#ifdef LIBRARY
int foo_get(union foo_value *value) { return value->i; }
#endif
#ifdef WITNESS
int main(void)
{
	union foo_value value = { 0 };

	value.c = 1;
	return foo_get(&value) == 0;
}
#endif
