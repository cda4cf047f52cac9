/* P6: a float is compared as the number that its type makes of its digits. */
#ifdef BEFORE
#define FOO_STEP 0.1
#define FOO_WIDE 0.1L
#define FOO_NARROW 0.1f
#else
#define FOO_STEP 0.1f /* abiding: error "'FOO_STEP' is now of type 'float' with the value 0.10000000149" macro-value-changed */
#define FOO_WIDE 0.1 /* abiding: error "'FOO_WIDE'" macro-value-changed */
#define FOO_NARROW 0.1 /* abiding: error "'FOO_NARROW'" macro-value-changed */
#endif
int foo_is(double step);
#ifdef LIBRARY
int foo_is(double step) { return step == 0.1; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is(FOO_STEP) || FOO_WIDE != 0.1L || FOO_NARROW != 0.1f; }
#endif
