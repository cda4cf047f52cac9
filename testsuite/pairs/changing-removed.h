/* P6: but it may not vanish. */
/* abiding: removed error "FOO_VERSION_NUMBER" macro-removed */
int foo_version(void);
#ifdef BEFORE
#define FOO_VERSION_NUMBER 1002003
#endif
#ifdef LIBRARY
int foo_version(void) { return 1002003; }
#endif
#ifdef WITNESS
int main(void) { return foo_version() < FOO_VERSION_NUMBER; }
#endif
