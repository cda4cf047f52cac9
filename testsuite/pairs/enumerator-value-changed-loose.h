/* P5: the values of an enum without a name keep their numbers too. */
enum {
	FOO_DEFAULT = 1,
#ifdef BEFORE
	FOO_LIMIT = 16,
#else
	FOO_LIMIT = 8, /* abiding: error "FOO_LIMIT" enumerator-value-changed */
#endif
};
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n <= FOO_LIMIT; }
#endif
#ifdef WITNESS
int main(void) { return !foo_check(FOO_LIMIT); }
#endif
