/* P6: a macro without a body, which programs ask for with #ifdef, stays. */
#define FOO_API
#define FOO_OPTIONAL_H
#ifdef BEFORE
#define FOO_HAS_BAR
#define FOO_HAS_BAZ
#define FOO_WITH_QUX
#else
/* abiding: removed error "'FOO_HAS_BAR' is gone" macro-removed */
#define FOO_HAS_BAZ 1
#define FOO_WITH_QUX
#endif
#ifdef __GNUC__
#define FOO_UNUSED __attribute__((unused))
#else
#define FOO_UNUSED
#endif
#ifndef FOO_CHOICE
#define FOO_CHOICE
#endif
FOO_API int foo_bar(void);
#ifdef LIBRARY
int foo_bar(void) { return 3; }
#endif
#ifdef WITNESS
#if defined FOO_HAS_BAR && defined FOO_HAS_BAZ && defined FOO_WITH_QUX
int main(void) { return foo_bar() != 3; }
#endif
#endif
