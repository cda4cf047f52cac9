/* P6: include guards and macros of attributes are no constants. */
#ifdef BEFORE
#ifndef FOO_H
#define FOO_H
#define FOO_BEGIN_DECLS
#define FOO_EXPORT __attribute__((visibility("default")))
#define FOO_INLINE static inline
#define FOO_IMPORT
#define FOO_VAR FOO_IMPORT extern
#endif
FOO_BEGIN_DECLS
FOO_EXPORT int foo_open(void);
#else
#ifndef FOO_FOO_H
#define FOO_FOO_H
#endif
int foo_open(void);
#endif
#ifdef LIBRARY
int foo_open(void) { return 3; }
#endif
#ifdef WITNESS
int main(void) { return foo_open() != 3; }
#endif
