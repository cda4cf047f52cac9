/* P1: a public function does not become hidden. */
#ifdef BEFORE
int foo_half(int a);
#else
__attribute__((visibility("hidden")))
int foo_half(int a); /* abiding: error "foo_half" function-linkage-changed */
#endif
#ifdef LIBRARY
int foo_half(int a) { return a / 2; }
#endif
#ifdef WITNESS
int main(void) { return foo_half(6) != 3; }
#endif
