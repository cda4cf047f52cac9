/* P1: a function is not replaced by a macro: programs link with it. */
#ifdef BEFORE
int foo_twice(int a);
#else
#define foo_twice(a) (2 * (a)) /* abiding: error "foo_twice" function-became-macro */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_twice(int a) { return 2 * a; }
#else
int foo_other(void);
int foo_other(void) { return 1; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_twice(3) != 6; }
#endif
