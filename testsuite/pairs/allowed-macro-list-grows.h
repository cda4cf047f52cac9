/* P6: a list that is a macro's body may grow as the enum made of it may, and so may _Generic. */
/* abiding: only c (C++ has no _Generic) */
/* close to: macro-value-changed-entry */
#ifdef BEFORE
#define FOO_ERR_MAP(XX) XX(AGAIN, "again") XX(BUSY, "busy")
#define FOO_KIND(x) _Generic((x), int: 1, long: 2, default: 0)
#else
#define FOO_MORE(M) M(CANCELED, "cancelled")
#define FOO_ERR_MAP(YY) YY(AGAIN, "again") YY(BUSY, "busy") FOO_MORE(YY)
#define FOO_KIND(x) _Generic((x), int: 1, long: 2, double: 3, default: 0)
#endif
#define XX(n, s) FOO_E##n,
enum foo_err { FOO_EOK, FOO_ERR_MAP(XX) };
#undef XX
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n == 2; }
#endif
#ifdef WITNESS
int main(void) { return !foo_check(FOO_KIND(3l)) || FOO_EBUSY != 2; }
#endif
