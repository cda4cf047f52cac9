/* P4: const that is added to what a callback is given breaks the callbacks written so far. */
#ifdef BEFORE
typedef int (*foo_event)(char *name);
#else
typedef int (*foo_event)(const char *name); /* abiding: error "foo_event" callback-signature-changed */
#endif
int foo_register(foo_event event);
#ifdef LIBRARY
static char name[] = "a";
int foo_register(foo_event event) { return event(name); }
#endif
#ifdef WITNESS
static int mine(char *name) { return name[0]; }
int main(void) { return foo_register(mine) != 'a'; }
#endif
