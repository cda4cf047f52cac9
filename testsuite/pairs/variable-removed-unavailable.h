/* P1: what may not be used any more is gone for programs. */
/* abiding: from gcc 12 (unavailable) */
#ifdef BEFORE
extern int foo_level;
int foo_get(void);
int foo_put(void);
long labs(long n);
typedef int foo_id;
#else
extern int foo_level __attribute__((unavailable)); /* abiding: error "foo_level" variable-removed */
int foo_get(void) __attribute__((unavailable("use foo_put"))); /* abiding: error "can no longer be called" function-removed */
int foo_put(void) __attribute__((error("do not"))); /* abiding: error "can no longer be called" function-removed */
long labs(long n) __attribute__((unavailable)); /* abiding: error "can no longer be called" function-removed */
typedef int foo_id __attribute__((unavailable)); /* abiding: error "foo_id" typedef-target-changed */
#endif
#ifdef LIBRARY
int foo_level = 1;
int foo_get(void) { return 1; }
int foo_put(void) { return 1; }
long labs(long n) { return n < 0 ? -n : n; }
#endif
#ifdef WITNESS
int main(void) { foo_id id = foo_get(); return foo_level + foo_put() + id != labs(-3); }
#endif
