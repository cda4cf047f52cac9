/* P1: a public function is never removed. */
/* abiding: removed error "foo_close" function-removed */
int foo_open(void);
#ifdef BEFORE
int foo_close(int handle);
#endif
#ifdef LIBRARY
int foo_open(void) { return 3; }
#ifdef BEFORE
int foo_close(int handle) { return handle - 3; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_close(foo_open()); }
#endif
