/* P4: what is new calls a type by its typedef, not by its tag. */
/* abiding: no-witness (what is new breaks no program) */
/* abiding: fixed-by-fixits */
typedef struct _foo_conn foo_conn;
int foo_old(struct _foo_conn *conn);
#ifndef BEFORE
typedef struct _foo_conn *foo_conn_ptr;
struct foo_tag { int tag; };
typedef struct foo_tag foo_tag;
int foo_close(struct _foo_conn *conn, int how, const struct _foo_conn *other); /* abiding: warning "'foo_close' is declared with 'struct _foo_conn', whose name is 'foo_conn'" typedef-not-used fixit "foo_conn" */
int foo_good(const foo_conn *conn, foo_conn_ptr const other, struct foo_tag *tag);
typedef int (*foo_callback)(const struct _foo_conn *conn); /* abiding: warning "'foo_callback'" typedef-not-used fixit "foo_conn" */
typedef struct _foo_list {
	struct _foo_list *next;
	struct _foo_conn *conn; /* abiding: warning "'conn' is declared" typedef-not-used fixit "foo_conn" */
	const foo_conn *const *more;
} foo_list;
#endif
