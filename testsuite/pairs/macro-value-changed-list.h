/* P6: a list of numbers is a value, however it is spelt. */
#ifdef BEFORE
#define FOO_BASE 1, 3, 6
#define FOO_OID 1, 3, 6, 4
#else
#define FOO_BASE 1, 3, 6
#define FOO_OID FOO_BASE, 5 /* abiding: error "'FOO_OID'" macro-value-changed */
#endif
int foo_count(int n);
#ifdef LIBRARY
int foo_count(int n) { return n; }
#endif
#ifdef WITNESS
int main(void)
{
	static const int oid[] = {FOO_OID};

	return foo_count(oid[3]) != 4;
}
#endif
