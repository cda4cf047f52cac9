/* P1: const of a returned value is no part of it. */
/* close to: function-return-type-changed */
#ifdef BEFORE
int foo_count(void);
#else
#pragma GCC diagnostic ignored "-Wignored-qualifiers"
const int foo_count(void);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_count(void) { return 3; }
#else
const int foo_count(void) { return 3; }
#endif
#endif
#ifdef WITNESS
static int (*count)(void) = foo_count;
int main(void) { return count() != 3; }
#endif
