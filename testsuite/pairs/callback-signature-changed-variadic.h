/* P4: a callback does not become variadic. */
#ifdef BEFORE
typedef int (*foo_log)(const char *text);
#else
typedef int (*foo_log)(const char *text, ...); /* abiding: error "foo_log" callback-signature-changed */
#endif
int foo_set_log(foo_log log);
#ifdef LIBRARY
int foo_set_log(foo_log log) { return log("a"); }
#endif
#ifdef WITNESS
static int mine(const char *text) { return text[0]; }
int main(void) { return foo_set_log(mine) != 'a'; }
#endif
