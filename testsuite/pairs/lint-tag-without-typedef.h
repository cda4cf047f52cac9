/* P4: an underscore tag is not promised, so that its type needs a typedef. */
/* abiding: no-witness (what is new breaks no program) */
struct _foo_old { int old; };
#ifndef BEFORE
struct _foo_info { int info; }; /* abiding: warning "'struct _foo_info' has no typedef" tag-without-typedef */
struct foo_data { int data; };
typedef struct _foo_more { int more; } foo_more;
#endif
