/* P1: what was never NULL, and compiled as such, does not begin to be. */
#ifdef BEFORE
__attribute__((returns_nonnull)) const char *foo_name(int id);
#else
const char *foo_name(int id); /* abiding: error "foo_name" function-contract-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
const char *foo_name(int id) { return id ? "foo" : ""; }
#else
const char *foo_name(int id) { return id ? "foo" : 0; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_name(0)[0] != 0; }
#endif
