/* P4: a callback keeps what it returns. */
#ifdef BEFORE
typedef void (*foo_event)(int id);
#else
typedef int (*foo_event)(int id); /* abiding: error "foo_event" callback-signature-changed */
#endif
int foo_register(foo_event event);
#ifdef LIBRARY
#ifdef BEFORE
int foo_register(foo_event event) { event(3); return 0; }
#else
int foo_register(foo_event event) { return event(3); }
#endif
#endif
#ifdef WITNESS
static int last;
static void mine(int id) { last = id; }
int main(void) { return foo_register(mine) || last != 3; }
#endif
