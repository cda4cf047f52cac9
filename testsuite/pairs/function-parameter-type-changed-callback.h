/* P1: a callback's signature is part of the function that takes it. */
#ifdef BEFORE
int foo_each(int (*visit)(int item), int n);
#else
/* abiding: anywhere error "foo_each" function-parameter-type-changed */
int foo_each(int (*visit)(int item, void *opaque), int n);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_each(int (*visit)(int item), int n) { return visit(n); }
#else
int foo_each(int (*visit)(int item, void *opaque), int n) { return visit(n, 0); }
#endif
#endif
#ifdef WITNESS
static int visit(int item) { return item; }
int main(void) { return foo_each(visit, 3) != 3; }
#endif
