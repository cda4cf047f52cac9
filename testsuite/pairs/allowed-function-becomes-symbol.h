/* P1: a static inline function may become one that programs link with. */
/* close to: function-asm-label-changed */
#ifdef BEFORE
static inline int foo_half(int a)
{
	return a / 2;
}
#else
int foo_half(int a);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_other(void);
int foo_other(void) { return foo_half(2); }
#else
int foo_half(int a) { return a / 2; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_half(6) != 3; }
#endif
