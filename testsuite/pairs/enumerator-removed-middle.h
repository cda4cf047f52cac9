/* P5: a value that is removed shifts those behind it: one cause, one finding. */
/* abiding: removed error "FOO_MODE_B" enumerator-removed */
typedef enum {
	FOO_MODE_A,
#ifdef BEFORE
	FOO_MODE_B,
#endif
	FOO_MODE_C,
	FOO_MODE_D,
} foo_mode;
int foo_is_d(foo_mode mode);
#ifdef LIBRARY
int foo_is_d(foo_mode mode) { return mode == FOO_MODE_D; }
#endif
#ifdef WITNESS
static int is_b(foo_mode mode) { return mode == FOO_MODE_B; }
int main(void) { return !foo_is_d(FOO_MODE_D) || is_b(FOO_MODE_A); }
#endif
