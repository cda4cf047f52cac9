/* P1: a parameter that could be NULL may be for ever. */
#ifdef BEFORE
int foo_open(const char *name);
#else
__attribute__((nonnull(1)))
int foo_open(const char *name); /* abiding: error "foo_open" function-contract-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_open(const char *name) { return name ? name[0] : 3; }
#else
int foo_open(const char *name) { return name[0]; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_open(0) != 3; }
#endif
