/* P1: the width of a bit-precise integer is part of its type, whatever its size. */
/* abiding: from gcc 14 (_BitInt) */
/* abiding: only c (C++ has no _BitInt) */
/* abiding: options -std=gnu2x (_BitInt) */
#ifdef BEFORE
int foo_low(_BitInt(7) a);
unsigned _BitInt(200) foo_wide(void);
#else
int foo_low(_BitInt(5) a); /* abiding: error "'_BitInt\(5\)', promised as '_BitInt\(7\)'" function-parameter-type-changed */
unsigned _BitInt(200) foo_wide(void);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_low(_BitInt(7) a) { return a; }
#else
int foo_low(_BitInt(5) a) { return a; }
#endif
unsigned _BitInt(200) foo_wide(void) { return 1; }
#endif
#ifdef WITNESS
int main(void) { return foo_low(50) != 50 || foo_wide() != 1; }
#endif
