/* P1: a variable that all threads shared does not become one per thread. */
#ifdef BEFORE
extern int foo_level;
#else
extern __thread int foo_level; /* abiding: error "foo_level" variable-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_level = 3;
#else
__thread int foo_level = 3;
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_level != 3; }
#endif
