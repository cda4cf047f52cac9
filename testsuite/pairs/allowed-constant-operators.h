/* P6: a sign, a cast, one operand or other spellings of the same operands change nothing. */
/* close to: macro-value-changed-operator */
#ifdef BEFORE
#define FOO_MINUS -1
#define FOO_TYPED ((long)3)
#define FOO_ONE (8)
#define FOO_SUM 1 + 2
#define FOO_PART 2
#define FOO_EXT ("foo" "_ext")
#define FOO_SEVEN ((int)7)
#define FOO_TENTH 0.5
enum { FOO_NINE = 9 };
#define FOO_NINE FOO_NINE
#define FOO_TEN FOO_NINE + 1
#else
#define FOO_MINUS (-1)
#define FOO_TYPED (long)3
#define FOO_ONE 8
#define FOO_PART 2
#define FOO_SUM 1 + FOO_PART
#define FOO_EXT "foo_ext"
#define FOO_SEVEN 7
#define FOO_TENTH (1.0 / 2)
enum { FOO_NINE = 9 };
#define FOO_NINE FOO_NINE
#define FOO_TEN FOO_NINE + 1
#endif
int foo_use(int n);
#ifdef LIBRARY
int foo_use(int n) { return n; }
#endif
#ifdef WITNESS
int main(void)
{
	return foo_use(2 * FOO_SUM) != 4 || 2 - FOO_MINUS != 3 || 2 * FOO_TYPED + FOO_ONE != 14 ||
	       FOO_EXT[3] != '_' || FOO_SEVEN + FOO_TEN != 17 || FOO_TENTH != 0.5;
}
#endif
