/* P6: a constant does not become a macro with parameters. */
#ifdef BEFORE
#define FOO_VERSION 258
#else
#define FOO_VERSION() 258 /* abiding: error "FOO_VERSION" macro-form-changed */
#endif
int foo_version(void);
#ifdef LIBRARY
int foo_version(void) { return 258; }
#endif
#ifdef WITNESS
int main(void) { return foo_version() != FOO_VERSION; }
#endif
