/* P1: what an inline function does inside is the library's own matter. */
#ifdef BEFORE
static inline int foo_twice(int a)
{
	return a + a;
}
#else
static inline int foo_twice(int number)
{
	int twice = 2 * number;

	return twice;
}
#endif
#ifdef LIBRARY
int foo_use(int a);
int foo_use(int a) { return foo_twice(a); }
#endif
#ifdef WITNESS
int main(void) { return foo_twice(3) != 6; }
#endif
