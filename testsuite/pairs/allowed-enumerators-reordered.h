/* P5: with numbers of their own, values may stand in any order and in other words. */
/* close to: enumerator-value-changed enumerator-renamed */
typedef enum {
#ifdef BEFORE
	FOO_MODE_A = 1,
	FOO_MODE_B = 2,
	FOO_MODE_C,
#else
	FOO_MODE_C = 1 + 2,
	FOO_MODE_B = 1 << 1,
	FOO_MODE_A = 'b' - 'a',
#endif
} foo_mode;
int foo_set(foo_mode mode);
#ifdef LIBRARY
int foo_set(foo_mode mode) { return (int)mode; }
#endif
#ifdef WITNESS
int main(void) { return foo_set(FOO_MODE_A) + foo_set(FOO_MODE_C) != 4; }
#endif
