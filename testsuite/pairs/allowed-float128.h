/* P1: one type by two names, of which C++ may know only one. */
/* abiding: only x86_64 (where there is one) */
#if defined(BEFORE) || defined(__cplusplus)
__float128 foo_half(__float128 a);
#else
_Float128 foo_half(_Float128 a);
#endif
#ifdef LIBRARY
__float128 foo_half(__float128 a) { return a / 2; }
#endif
#ifdef WITNESS
int main(void) { return foo_half(4) != 2; }
#endif
