/* P6: what a macro stands for is the same where it advises against itself, as those of GLib do. */
#define FOO_DO_PRAGMA(x) _Pragma(#x)
#define FOO_WARNING(text) FOO_DO_PRAGMA(GCC warning #text)
#define FOO_DEPRECATED_FOR(f) FOO_WARNING("Deprecated: use " #f)
#define FOO_DEPRECATED FOO_WARNING("Deprecated")
#define FOO_AVAILABLE
struct foo_pair {
	int a;
	int b;
};
int foo_get(int which);
#ifdef BEFORE
#define FOO_PAIR_INIT {1, 2}
#define FOO_TYPE (foo_get (3))
#define FOO_CALL(which) foo_get (which)
#define FOO_LATER FOO_AVAILABLE foo_get
#define FOO_PASTE(name) foo_##name##_get
#else
#define FOO_PAIR_INIT {1, 2} FOO_DEPRECATED_FOR(foo_get)
#define FOO_TYPE FOO_DEPRECATED (foo_get (3))
#define FOO_CALL(number) FOO_DEPRECATED_FOR(foo_get) foo_get (number)
#define FOO_LATER foo_get
#define FOO_PASTE(FOO_DEPRECATED) foo_##FOO_DEPRECATED##_get
#endif
#ifdef LIBRARY
int foo_get(int which) { return which; }
#endif
/* in the program a warning would be an error */
#ifdef WITNESS
#undef FOO_WARNING
#define FOO_WARNING(text)
int main(void)
{
	struct foo_pair pair = FOO_PAIR_INIT;
	int (*get)(int) = FOO_LATER;

	return pair.b != 2 || FOO_TYPE != 3 || FOO_CALL(4) != 4 || get(1) != 1;
}
#endif
