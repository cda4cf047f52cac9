/* P6: a function-like macro takes the same parameters for ever. */
#ifdef BEFORE
#define FOO_MAKE(major, minor) ((major) << 8 | (minor))
#else
#define FOO_MAKE(major, minor, micro) ((major) << 8 | (minor) | (micro)) /* abiding: error "FOO_MAKE" macro-form-changed */
#endif
int foo_version(void);
#ifdef LIBRARY
int foo_version(void) { return 258; }
#endif
#ifdef WITNESS
int main(void) { return foo_version() != FOO_MAKE(1, 2); }
#endif
