/* P6: a constant is never removed. */
/* abiding: removed error "FOO_LIMIT" macro-removed */
/* abiding: removed error "FOO_MAKE" macro-removed */
int foo_get(void);
#ifdef BEFORE
#define FOO_LIMIT 16
#define FOO_MAKE(a, b) ((a) << 8 | (b))
#endif
#ifdef LIBRARY
int foo_get(void) { return 16; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() != FOO_LIMIT || FOO_MAKE(1, 2) != 258; }
#endif
