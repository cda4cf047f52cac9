/* P4: a typedef of a function, not of a pointer to one, is a callback too. */
#ifdef BEFORE
typedef int foo_event(int id);
#else
typedef int foo_event(const char *name); /* abiding: error "foo_event" callback-signature-changed */
#endif
int foo_register(foo_event *event);
#ifdef LIBRARY
#ifdef BEFORE
int foo_register(foo_event *event) { return event(3); }
#else
int foo_register(foo_event *event) { return event("a"); }
#endif
#endif
#ifdef WITNESS
static int mine(int id) { return id; }
int main(void) { return foo_register(mine) != 3; }
#endif
