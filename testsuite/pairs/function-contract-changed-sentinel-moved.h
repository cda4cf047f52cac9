/* P1: the NULL at the end of a list stays where it is. */
#ifdef BEFORE
__attribute__((sentinel)) int foo_join(int n, ...);
#else
__attribute__((sentinel(1))) int foo_join(int n, ...); /* abiding: error "sentinel \(1\)" function-contract-changed */
#endif
#ifdef LIBRARY
int foo_join(int n, ...) { return n; }
#endif
#ifdef WITNESS
int main(void) { return foo_join(2, "a", "b", (char *)0) != 2; }
#endif
