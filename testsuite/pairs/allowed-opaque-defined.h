/* P2: an opaque type may get its definition. */
/* close to: type-became-opaque type-kind-changed */
typedef struct _foo_conn foo_conn;
struct foo_other;
#ifndef BEFORE
struct _foo_conn {
	int handle;
};
struct foo_other {
	int handle;
};
#endif
foo_conn *foo_open(struct foo_other *other);
#ifdef LIBRARY
static char conn[16];
foo_conn *foo_open(struct foo_other *other) { return other ? 0 : (foo_conn *)conn; }
#endif
#ifdef WITNESS
int main(void) { return foo_open(0) == 0; }
#endif
