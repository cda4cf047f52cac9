/* P6: macros that are still defined, but as no more than decoration. */
#ifdef BEFORE
#define FOO_OLD(function) function __attribute__((deprecated))
#define FOO_TRACE(x) foo_trace(x)
#define foo_hint foo_hint_2
#define FOO_WATCH(x) __asm__ __volatile__("" : "+r"(x))
#else
#define FOO_OLD __attribute__((deprecated)) /* abiding: error "FOO_OLD.*no more than .__attribute__.*promised as .function " macro-removed */
#define FOO_TRACE(x) /* abiding: error "FOO_TRACE.*stands for nothing any more" macro-removed */
#define foo_hint /* abiding: error "foo_hint.*stands for nothing any more, promised as .foo_hint_2." macro-removed */
#define FOO_WATCH(x) __asm__("" : "+r"(x)) /* abiding: warning "FOO_WATCH" macro-value-changed */
#endif
int foo_trace(int x);
int foo_hint_2(int how);
#ifdef LIBRARY
int foo_trace(int x) { return x; }
int foo_hint_2(int how) { return how; }
#endif
#ifdef WITNESS
FOO_OLD(int foo_own(void));
int main(void)
{
	int seen = FOO_TRACE(0);

	FOO_WATCH(seen);
	return foo_hint(seen);
}
#endif
