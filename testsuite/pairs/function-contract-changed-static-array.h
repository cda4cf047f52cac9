/* P1: an array that may be missing does not become one that may not (C17 6.7.6.3p7). */
/* abiding: from gcc 11 (earlier ones do not keep it) */
/* abiding: only c (C++ has no such parameters) */
#ifdef BEFORE
int foo_first(int n, const int a[2]);
#else
int foo_first(int n, const int a[static 2]); /* abiding: error "'nonnull \(2\)'" function-contract-changed */
#endif
#ifdef LIBRARY
int foo_first(int n, const int a[2]) { return a ? a[0] : n; }
#endif
#ifdef WITNESS
int main(void) { return foo_first(3, 0) != 3; }
#endif
