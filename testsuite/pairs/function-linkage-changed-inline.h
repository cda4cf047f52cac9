/* P1: nor inline only, which in C gives no symbol (C17 6.7.4p7). */
#ifdef BEFORE
int foo_half(int a);
#else
inline int foo_half(int a) /* abiding: error "foo_half" function-linkage-changed */
{
	return a / 2;
}
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_half(int a) { return a / 2; }
#else
int foo_other(void);
int foo_other(void) { return 1; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_half(6) != 3; }
#endif
