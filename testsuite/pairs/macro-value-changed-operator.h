/* P6: what operators around a constant make of it stays: parentheses neither go nor come. */
#ifdef BEFORE
#define FOO_LIMIT (1 + 2)
#define FOO_READ 1
#define FOO_WRITE 4
#define FOO_BOTH (FOO_READ | FOO_WRITE)
#define FOO_ALL FOO_BOTH
#define FOO_SUM 1 + 2
#define FOO_FLAGS 1 | 4
#define FOO_HALF (0.5 + 0.25)
#define FOO_CHOICE (1 ? 3 : 4)
#else
#define FOO_LIMIT 1 + 2 /* abiding: error "'FOO_LIMIT' is now '1 . 2' without parentheses: '2 . FOO_LIMIT' is 4, promised as 6" macro-value-changed */
#define FOO_READ 1
#define FOO_WRITE 4
#define FOO_BOTH FOO_READ | FOO_WRITE /* abiding: error "'FOO_BOTH' is now '1 . 4' without parentheses" macro-value-changed */
#define FOO_ALL FOO_BOTH
#define FOO_SUM (1 + 2) /* abiding: error "'FOO_SUM' is in parentheses now: '2 . FOO_SUM' is 6, promised as 4" macro-value-changed */
#define FOO_FLAGS 4 | 1 /* abiding: error "'FOO_FLAGS' is now '4 . 1', promised as '1 . 4'" macro-value-changed */
#define FOO_HALF 0.5 + 0.25 /* abiding: error "'FOO_HALF'" macro-value-changed */
#define FOO_CHOICE 1 ? 3 : 4 /* abiding: error "'FOO_CHOICE'" macro-value-changed */
#endif
int foo_use(int n);
#ifdef LIBRARY
int foo_use(int n) { return n; }
#endif
#ifdef WITNESS
int main(void)
{
	return foo_use(2 * FOO_LIMIT) != 6 || (1 & FOO_ALL) != 1 || (2 * FOO_SUM) != 4 ||
	       2 * FOO_HALF != 1.5;
}
#endif
