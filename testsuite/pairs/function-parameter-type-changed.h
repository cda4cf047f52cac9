/* P1: a parameter never changes its type: here the upper half of an offset is lost. */
#ifdef BEFORE
int foo_seek(long long offset);
#else
int foo_seek(int offset); /* abiding: error "foo_seek" function-parameter-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_seek(long long offset) { return offset != 0; }
#else
int foo_seek(int offset) { return offset != 0; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_seek(1LL << 32) != 1; }
#endif
