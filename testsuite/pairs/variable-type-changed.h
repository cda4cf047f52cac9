/* P1: a public variable keeps its type. */
#ifdef BEFORE
extern int foo_level;
#else
extern double foo_level; /* abiding: error "foo_level" variable-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_level = 3;
#else
double foo_level = 3;
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_level != 3; }
#endif
