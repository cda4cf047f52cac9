/* P1: a declaration does not send callers to another symbol. */
#ifdef BEFORE
int foo_size(void);
#else
int foo_size(void) __asm__("foo_size_v2"); /* abiding: error "foo_size" function-asm-label-changed */
#endif
#ifdef LIBRARY
int foo_size(void) { return 3; }
#endif
#ifdef WITNESS
int main(void) { return foo_size() != 3; }
#endif
