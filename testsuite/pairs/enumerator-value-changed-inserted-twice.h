/* P5: two values put in at two places are two causes. */
typedef enum {
	FOO_MODE_A,
#ifndef BEFORE
	FOO_MODE_NEW, /* abiding: error "FOO_MODE_(NEW|B)" enumerator-value-changed */
#endif
	FOO_MODE_B,
	FOO_MODE_C,
#ifndef BEFORE
	FOO_MODE_NEWER, /* abiding: error "FOO_MODE_(NEWER|D)" enumerator-value-changed */
#endif
	FOO_MODE_D,
} foo_mode;
int foo_is_d(foo_mode mode);
#ifdef LIBRARY
int foo_is_d(foo_mode mode) { return mode == FOO_MODE_D; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_d(FOO_MODE_D); }
#endif
