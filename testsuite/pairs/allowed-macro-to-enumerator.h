/* P6: an enumerator may become a constant of the same value; the other way round, a macro stays. */
/* close to: macro-removed macro-form-changed-enumerator */
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
#define FOO_LIMIT FOO_LIMIT
#define FOO_OTHER_LIMIT 32
#define FOO_LOW (-1)
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n <= FOO_LIMIT + FOO_OTHER_LIMIT + FOO_LOW; }
#endif
#ifdef WITNESS
#ifdef FOO_LIMIT
static int numbers[FOO_LIMIT];
#endif
int main(void)
{
	return !foo_check(sizeof(numbers) / sizeof(numbers[0])) || FOO_OTHER_LIMIT != 32 ||
	       FOO_LOW != -1;
}
#endif
