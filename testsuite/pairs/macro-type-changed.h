/* P6: the same value in another type: comparisons with it turn round. */
#ifdef BEFORE
#define FOO_LOWEST 1
#else
#define FOO_LOWEST 1U /* abiding: warning "FOO_LOWEST" macro-type-changed */
#endif
int foo_level(void);
#ifdef LIBRARY
int foo_level(void) { return -1; }
#endif
#ifdef WITNESS
int main(void) { return !(foo_level() < FOO_LOWEST); }
#endif
