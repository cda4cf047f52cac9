/* P1: a signature never has a parameter removed, the last one neither. */
#ifdef BEFORE
int foo_set(int key, unsigned int flags);
#else
int foo_set(int key); /* abiding: error "foo_set" function-parameter-count-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_set(int key, unsigned int flags) { return key + (int)flags; }
#else
int foo_set(int key) { return key; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_set(1, 2) != 3; }
#endif
