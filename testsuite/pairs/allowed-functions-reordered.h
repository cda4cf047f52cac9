/* P1: the order of declarations is no promise. */
#ifdef BEFORE
int foo_open(void);
int foo_close(int handle);
#else
int foo_close(int handle);
int foo_open(void);
#endif
#ifdef LIBRARY
int foo_open(void) { return 3; }
int foo_close(int handle) { return handle - 3; }
#endif
#ifdef WITNESS
int main(void) { return foo_close(foo_open()); }
#endif
