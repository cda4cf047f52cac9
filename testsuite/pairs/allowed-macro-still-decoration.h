/* P6: a macro for attributes may stand for others by another macro's name. */
/* close to: macro-value-changed-text */
/* abiding: diff-only macro-value-changed (what is decoration is in no record) */
#define FOO_EXTERN extern
#define FOO_OLD __attribute__((deprecated)) FOO_EXTERN
#define FOO_LATER(a, b) __attribute__((deprecated("not before " #a "." #b))) FOO_EXTERN
#ifdef BEFORE
#define FOO_SINCE_1 FOO_EXTERN
#define FOO_SINCE_2 FOO_LATER(1, 2)
#else
#define FOO_SINCE_1 FOO_OLD
#define FOO_SINCE_2 FOO_EXTERN
#endif
FOO_EXTERN int foo_count(void);
#ifdef LIBRARY
int foo_count(void) { return 3; }
#endif
#ifdef WITNESS
FOO_SINCE_1 int foo_count(void);
FOO_SINCE_2 int foo_count(void);
int main(void) { return foo_count() != 3; }
#endif
