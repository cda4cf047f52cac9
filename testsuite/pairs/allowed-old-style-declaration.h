/* P1: a declaration without parameters says nothing beside one that has some. */
/* close to: function-variadic-changed */
/* abiding: only c (in C++ they are two functions) */
#ifdef BEFORE
int foo_add();
int foo_add(int a, int b);
int foo_none();
#else
int foo_add(int a, int b);
int foo_add();
int foo_none(void);
#endif
#ifdef LIBRARY
int foo_add(int a, int b) { return a + b; }
int foo_none(void) { return 1; }
#endif
#ifdef WITNESS
int main(void) { return foo_add(1, 2) + foo_none() != 4; }
#endif
