/* P5: values without a number of their own are numbered by their order. */
typedef enum {
	FOO_MODE_A,
#ifdef BEFORE
	FOO_MODE_B,
	FOO_MODE_C,
#else
	FOO_MODE_C, /* abiding: error "FOO_MODE_C" enumerator-value-changed */
	FOO_MODE_B, /* abiding: error "FOO_MODE_B" enumerator-value-changed */
#endif
} foo_mode;
int foo_is_b(foo_mode mode);
#ifdef LIBRARY
int foo_is_b(foo_mode mode) { return mode == FOO_MODE_B; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_b(FOO_MODE_B); }
#endif
