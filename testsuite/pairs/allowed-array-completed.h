/* P1: an array that was declared without its length may tell it. */
/* close to: variable-type-changed variable-removed */
#ifdef BEFORE
extern const int foo_primes[];
#else
extern const int foo_primes[4];
#endif
#ifdef LIBRARY
const int foo_primes[4] = { 2, 3, 5, 7 };
#endif
#ifdef WITNESS
int main(void) { return foo_primes[3] != 7; }
#endif
