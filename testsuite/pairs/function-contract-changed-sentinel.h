/* P1: a list of arguments that ended by its count does not begin to need a NULL. */
#ifdef BEFORE
int foo_join(int n, ...);
#else
__attribute__((sentinel))
int foo_join(int n, ...); /* abiding: error "foo_join" function-contract-changed */
#endif
#ifdef LIBRARY
int foo_join(int n, ...) { return n; }
#endif
#ifdef WITNESS
int main(void) { return foo_join(2, "a", "b") != 2; }
#endif
