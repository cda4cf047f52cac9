/* P5: a value put in where it shifts others is moved to the end by the fix-it. */
/* abiding: fixed-by-fixits */
#ifdef BEFORE
typedef enum {
	FOO_MODE_A,
	FOO_MODE_B,
	FOO_MODE_C,
	FOO_MODE_LAST
} foo_mode;
typedef enum {
	FOO_SIZE_A,
	FOO_SIZE_B
} foo_size;
#else
typedef enum {
	FOO_MODE_A,
	FOO_MODE_NEW, /* abiding: error "FOO_MODE_(NEW|B)" enumerator-value-changed */
	FOO_MODE_B,
	FOO_MODE_C, /* the last one, of which
	               there is much to be said */
	FOO_MODE_LAST
} foo_mode;
typedef enum {
	/* small */
	FOO_SIZE_A,
	/* between them, and also
	 * with two lines */
	FOO_SIZE_NEW, /* abiding: error "FOO_SIZE_(NEW|B)" enumerator-value-changed */
	/* big */
	FOO_SIZE_B
} foo_size;
#endif
int foo_is_c(foo_mode mode, foo_size size);
#ifdef LIBRARY
int foo_is_c(foo_mode mode, foo_size size) { return mode == FOO_MODE_C && size == FOO_SIZE_B; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_c(FOO_MODE_C, FOO_SIZE_B); }
#endif
