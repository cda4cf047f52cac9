/* P1: a label that says the name itself, and a body besides the symbol, change nothing. */
/* close to: function-linkage-changed function-calling-convention-changed */
#ifdef BEFORE
int foo_get(int x);
int foo_put(int x);
#else
int foo_get(int x) __asm__("foo_get");
int foo_put(int x);
extern inline __attribute__((gnu_inline)) int foo_put(int x) { return x; }
#endif
#ifdef LIBRARY
int foo_get(int x) { return x; }
int foo_put(int x) { return x; }
#endif
#ifdef WITNESS
int main(void) { return foo_get(3) != foo_put(3); }
#endif
