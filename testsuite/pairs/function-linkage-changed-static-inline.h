/* P1: a function that programs link with does not become static inline. */
#ifdef BEFORE
int foo_half(int a);
#else
static inline int foo_half(int a) /* abiding: error "foo_half" function-linkage-changed */
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
