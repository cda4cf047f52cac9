/* P1: what is waived is silent; the rest is not. */
/* abiding: removed error "foo_close" function-removed */
int foo_open(void);
#ifdef BEFORE
int foo_close(int handle);
int foo_never_worked(void);
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
/* close to: waiver-invalid */
