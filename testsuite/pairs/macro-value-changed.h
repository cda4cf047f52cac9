/* P6: the value of a constant never changes. */
#ifdef BEFORE
#define FOO_LIMIT 16
#else
#define FOO_LIMIT 8 /* abiding: error "FOO_LIMIT" macro-value-changed */
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n <= FOO_LIMIT; }
#endif
#ifdef WITNESS
int main(void) { return !foo_check(FOO_LIMIT); }
#endif
