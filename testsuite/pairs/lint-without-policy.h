/* Without a policy there are no customs to keep. */
/* abiding: no-witness (what is new breaks no program) */
typedef struct _foo_conn foo_conn;
#ifndef BEFORE
int close_foo(struct _foo_conn *conn);
struct _foo_info { int info; };
typedef enum { FOO_A, FOO_B, FOO_C = 1 } foo_mode;
#endif
