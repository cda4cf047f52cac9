/* P1: a macro may stand before a function that is still declared (C17 7.1.4). */
/* close to: function-became-macro */
int foo_twice(int a);
#ifndef BEFORE
#define foo_twice(a) (2 * (a))
#endif
#ifdef LIBRARY
int (foo_twice)(int a) { return 2 * a; }
#endif
#ifdef WITNESS
int main(void) { return foo_twice(3) + (foo_twice)(1) != 8; }
#endif
