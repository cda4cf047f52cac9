/* P1: a signature never has a parameter added. */
#ifdef BEFORE
int foo_add(int a, int b);
#else
int foo_add(int a, int b, int c); /* abiding: error "foo_add" function-parameter-count-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_add(int a, int b) { return a + b; }
#else
int foo_add(int a, int b, int c) { return a + b + c; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_add(1, 2) != 3; }
#endif
