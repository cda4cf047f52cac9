/* P1: a weak declaration no longer pulls the library in: the call goes to address 0. */
#ifdef BEFORE
int foo_half(int a);
#else
__attribute__((weak))
int foo_half(int a); /* abiding: error "foo_half" function-linkage-changed */
#endif
#ifdef LIBRARY
int foo_half(int a) { return a / 2; }
#endif
#ifdef WITNESS
int main(void) { return foo_half(6) != 3; }
#endif
