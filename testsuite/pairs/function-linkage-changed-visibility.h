/* P1: a pragma hides like an attribute. */
#ifdef BEFORE
#pragma GCC visibility push(default)
int foo_get(void);
#pragma GCC visibility pop
#else
#pragma GCC visibility push(hidden)
int foo_get(void); /* abiding: error "foo_get" function-linkage-changed */
#pragma GCC visibility pop
#endif
#ifdef LIBRARY
int foo_get(void) { return 1; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() != 1; }
#endif
