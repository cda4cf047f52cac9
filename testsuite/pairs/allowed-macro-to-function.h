/* P6: what was called as a macro may be called as a function. */
#ifdef BEFORE
#define foo_twice(a) (2 * (a))
#else
static inline int foo_twice(int a)
{
	return 2 * a;
}
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n == 4; }
#endif
#ifdef WITNESS
int main(void) { return !foo_check(foo_twice(2)); }
#endif
