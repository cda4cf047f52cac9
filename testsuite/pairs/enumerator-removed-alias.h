/* P5: a value that is gone does not excuse its alias, which has another one now. */
#ifdef BEFORE
typedef enum { FOO_OFF, FOO_ON, FOO_YES = FOO_ON, FOO_AUTO } foo_mode;
#else
typedef enum { FOO_OFF, FOO_YES = 0, FOO_AUTO } foo_mode; /* abiding: error "FOO_ON" enumerator-removed */ /* abiding: error "FOO_YES" enumerator-value-changed */
#endif
int foo_set(foo_mode mode);
#ifdef LIBRARY
int foo_set(foo_mode mode) { return mode; }
#endif
#ifdef WITNESS
int main(void) { return foo_set(FOO_ON) != FOO_YES || FOO_YES != 1; }
#endif
