/* P1: a public variable is never removed. */
/* abiding: removed error "foo_level" variable-removed */
extern int foo_debug;
#ifdef BEFORE
extern int foo_level;
#endif
#ifdef LIBRARY
int foo_debug = 1;
#ifdef BEFORE
int foo_level = 2;
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_debug + foo_level != 3; }
#endif
