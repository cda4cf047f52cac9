/* P6: a function is no macro where a constant is needed. */
#ifdef BEFORE
#define foo_twice(a) (2 * (a))
#else
static inline int foo_twice(int a) /* abiding: error "foo_twice" macro-form-changed */
{
	return 2 * a;
}
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n == 4; }
#endif
#ifdef WITNESS
static int numbers[foo_twice(2)];
int main(void) { return !foo_check(sizeof(numbers) / sizeof(numbers[0])); }
#endif
