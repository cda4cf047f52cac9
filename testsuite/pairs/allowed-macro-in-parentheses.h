/* P6: parentheses around the whole of a macro take nothing from a program. */
/* close to: macro-value-changed-kind */
typedef struct foo *foo_t;
#ifdef BEFORE
#define FOO_NONE (foo_t)0
#else
#define FOO_NONE ((foo_t)0)
#endif
int foo_is(foo_t foo);
#ifdef LIBRARY
int foo_is(foo_t foo) { return foo != FOO_NONE; }
#endif
#ifdef WITNESS
int main(void) { foo_t foo = FOO_NONE; return foo_is(foo); }
#endif
