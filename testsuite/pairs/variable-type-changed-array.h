/* P1: a public array keeps its length. */
#ifdef BEFORE
extern int foo_primes[4];
#else
extern int foo_primes[2]; /* abiding: error "foo_primes" variable-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_primes[4] = { 2, 3, 5, 7 };
#else
int foo_primes[2] = { 2, 3 };
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_primes[3] != 7; }
#endif
