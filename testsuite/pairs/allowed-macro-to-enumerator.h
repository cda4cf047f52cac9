/* P6: a constant may become an enumerator of the same value, and the other way round. */
/* close to: macro-removed */
#ifdef BEFORE
#define FOO_LIMIT 16
enum {
	FOO_OTHER_LIMIT = 32,
	FOO_LOW = -1,
};
#else
enum {
	FOO_LIMIT = 16,
};
#define FOO_OTHER_LIMIT 32
#define FOO_LOW (-1)
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n <= FOO_LIMIT + FOO_OTHER_LIMIT + FOO_LOW; }
#endif
#ifdef WITNESS
static int numbers[FOO_LIMIT];
int main(void)
{
	return !foo_check(sizeof(numbers) / sizeof(numbers[0])) || FOO_OTHER_LIMIT != 32 ||
	       FOO_LOW != -1;
}
#endif
