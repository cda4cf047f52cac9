/* P1: what a function returns never changes: what an int has no room for is lost. */
#ifdef BEFORE
long long foo_offset(void);
#else
int foo_offset(void); /* abiding: error "foo_offset" function-return-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
long long foo_offset(void) { return 1LL << 40; }
#else
int foo_offset(void) { return (int)(1LL << 40); }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_offset() != 1LL << 40; }
#endif
