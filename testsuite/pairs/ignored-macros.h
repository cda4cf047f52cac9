/* P6: macros that the policy lists as private may come and go. */
/* abiding: removed error "FOO_LIMIT" macro-removed */
int foo_get(void);
#ifdef BEFORE
#define FOO_LIMIT 16
#define __FOO_PRIVATE 17
#endif
#ifdef LIBRARY
int foo_get(void) { return 16; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() != FOO_LIMIT; }
#endif
