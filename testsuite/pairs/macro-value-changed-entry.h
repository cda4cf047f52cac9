/* P6: a list that is a macro's body, and _Generic, keep their entries. */
/* abiding: only c (C++ has no _Generic) */
#ifdef BEFORE
#define FOO_ERR_MAP(XX) XX(AGAIN, "again") XX(BUSY, "busy")
#define FOO_KIND(x) _Generic((x), int: 1, long: 2, default: 0)
#else
#define FOO_ERR_MAP(XX) XX(AGAIN, "again") /* abiding: error "'FOO_ERR_MAP' no longer has the entry 'XX.BUSY, .busy..'" macro-value-changed */
#define FOO_KIND(x) _Generic((x), int: 1, default: 0) /* abiding: error "'FOO_KIND' no longer has the entry 'long ?: 2'" macro-value-changed */
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n == 2; }
#endif
#ifdef WITNESS
#define ONE(n, s) FOO_##n,
enum { FOO_ERR_MAP(ONE) };
int main(void) { return !foo_check(FOO_KIND(3l)) || FOO_BUSY != 1; }
#endif
