/* P1: a function does not become variadic. */
#ifdef BEFORE
int foo_log(const char *text);
#else
int foo_log(const char *text, ...); /* abiding: error "foo_log" function-variadic-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_log(const char *text) { return text[0]; }
#else
int foo_log(const char *text, ...) { return text[0]; }
#endif
#endif
#ifdef WITNESS
static int (*logger)(const char *) = foo_log;
int main(void) { return logger("a") != 'a'; }
#endif
