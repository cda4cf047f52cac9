/* P1: a function without prototype gets one: who called it rightly goes on. */
/* close to: function-parameter-count-changed */
/* abiding: only c ("()" is "(void)" in C++) */
#ifdef BEFORE
int foo_count();
int foo_add();
int foo_none();
#else
int foo_count(int from);
int foo_add(double a, const char *b);
int foo_none(void);
#endif
#ifdef LIBRARY
int foo_count(int from) { return from + 1; }
int foo_add(double a, const char *b) { return (int)a + b[0]; }
int foo_none(void) { return 1; }
#endif
#ifdef WITNESS
int main(void) { return foo_count(0) != 1 || foo_add(1.0, "") != 1 || foo_none() != 1; }
#endif
