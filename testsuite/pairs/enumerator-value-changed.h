/* P5: a value is never renumbered. */
typedef enum {
	FOO_MODE_A = 1,
#ifdef BEFORE
	FOO_MODE_B = 2,
#else
	FOO_MODE_B = 4, /* abiding: error "FOO_MODE_B" enumerator-value-changed */
#endif
} foo_mode;
int foo_is_b(foo_mode mode);
#ifdef LIBRARY
int foo_is_b(foo_mode mode) { return mode == FOO_MODE_B; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_b(FOO_MODE_B); }
#endif
