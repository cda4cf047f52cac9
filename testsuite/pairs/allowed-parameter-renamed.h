/* P1: names of parameters are documentation. */
#ifdef BEFORE
int foo_close(int handle, int);
int foo_each(int (*visit)(int item, void *opaque), void *opaque);
#else
int foo_close(int fd, int how);
int foo_each(int (*cb)(int, void *data), void *data);
#endif
#ifdef LIBRARY
int foo_close(int a, int b) { return a - b; }
int foo_each(int (*visit)(int, void *), void *opaque) { return visit(3, opaque); }
#endif
#ifdef WITNESS
static int visit(int item, void *opaque) { return opaque ? 0 : item; }
int main(void) { return foo_close(foo_each(visit, 0), 3); }
#endif
