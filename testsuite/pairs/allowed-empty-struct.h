/* P2: a struct without members, which has a size of its own in C++. */
struct foo_none { };
#ifdef BEFORE
int foo_number(struct foo_none *none);
#else
int foo_number(struct foo_none *nothing);
#endif
#ifdef LIBRARY
int foo_number(struct foo_none *none) { return none ? 1 : 0; }
#endif
#ifdef WITNESS
int main(void) { struct foo_none none; return foo_number(&none) != 1; }
#endif
