/* P1: what a function returns never changes: here -1 comes back as 4294967295. */
#ifdef BEFORE
long long foo_offset(void);
#else
int foo_offset(void); /* abiding: error "foo_offset" function-return-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
long long foo_offset(void) { return -1; }
#else
int foo_offset(void) { return -1; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_offset() != -1; }
#endif
