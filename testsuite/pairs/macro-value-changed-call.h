/* P6: a function-like macro that two bodies make another number of, for the same small arguments. */
#ifdef BEFORE
#define FOO_LEN(n) (((n) + 7) / 8)
#define FOO_DOUBLE(n) ((n) * 2)
#define FOO_SUM(a, b) ((a) + (b))
#else
#define FOO_LEN(n) ((n) / 8) /* abiding: error "'FOO_LEN.9.' is now 1, promised as 2" macro-value-changed */
#define FOO_DOUBLE(n) (n * 2) /* abiding: error "'FOO_DOUBLE.1 . 2.' is now 5, promised as 6" macro-value-changed */
#define FOO_SUM(a, b) (a) + (b) /* abiding: error "'2 . FOO_SUM.9, 2.' is now 20, promised as 22" macro-value-changed */
#endif
int foo_len(int bits);
#ifdef LIBRARY
int foo_len(int bits) { return (bits + 7) / 8; }
#endif
#ifdef WITNESS
int main(void) { return foo_len(9) != FOO_LEN(9) || FOO_DOUBLE(1 + 2) != 6 || 2 * FOO_SUM(9, 2) != 22; }
#endif
