/* P1: a const object that programs linked with is now static. */
#ifdef BEFORE
extern const int foo_max;
#else
static const int foo_max = 3; /* abiding: error "foo_max' is now static" variable-removed */
#endif
int foo_f(int n);
#ifdef LIBRARY
#ifdef BEFORE
const int foo_max = 3;
#endif
int foo_f(int n) { return n <= foo_max; }
#endif
#ifdef WITNESS
int main(void) { return !foo_f(foo_max); }
#endif
