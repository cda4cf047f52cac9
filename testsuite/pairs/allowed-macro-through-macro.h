/* P6: a macro may name what it spelt out before, and the other way round. */
#define FOO_BASE 1, 3, 6
#define FOO_ARGS(args) args
#ifdef BEFORE
#define FOO_OID 1, 3, 6, 4
#define FOO_SHORT FOO_BASE, 5
#define FOO_CALLBACK(name, args) int (*name) FOO_ARGS(args)
#else
#define FOO_OID FOO_BASE, 4
#define FOO_SHORT 1, 3, 6, 5
#define FOO_CALLBACK(called, with) int (*called) with
#endif
int foo_count(int n);
#ifdef LIBRARY
int foo_count(int n) { return n; }
#endif
#ifdef WITNESS
int main(void)
{
	static const int oid[] = {FOO_OID}, other[] = {FOO_SHORT};
	FOO_CALLBACK(count, (int)) = foo_count;

	return oid[3] != 4 || other[2] != 6 || count(2) != 2;
}
#endif
