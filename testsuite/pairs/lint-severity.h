/* Lints weigh what the policy says: errors, or nothing. */
/* abiding: no-witness (what is new breaks no program) */
int foo_open(int mode);
#ifndef BEFORE
int close_foo(int mode); /* abiding: error "'close_foo'" name-prefix */
struct _foo_info { int info; };
typedef struct foo { int foo; } foo_data; /* abiding: warning "'foo_data'" tag-naming */
#endif
