/* P5: a value is never removed. */
/* abiding: removed error "FOO_MODE_C" enumerator-removed */
typedef enum {
	FOO_MODE_A,
	FOO_MODE_B,
#ifdef BEFORE
	FOO_MODE_C,
#endif
} foo_mode;
foo_mode foo_get(void);
#ifdef LIBRARY
foo_mode foo_get(void) { return (foo_mode)2; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() != FOO_MODE_C; }
#endif
