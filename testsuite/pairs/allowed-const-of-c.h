/* P1: a const object without static is the whole program's in C, and this unit's in C++. */
/* close to: variable-removed */
const int foo_max = 3;
extern const int foo_min;
int foo_f(int n);
#ifdef LIBRARY
const int foo_min = 1;
int foo_f(int n) { return n <= foo_max && n >= foo_min; }
#endif
#ifdef WITNESS
int main(void) { return !foo_f(foo_max); }
#endif
