/* P1: a variadic function stays one. */
#ifdef BEFORE
int foo_log(const char *text, ...);
#else
int foo_log(const char *text); /* abiding: error "foo_log" function-variadic-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_log(const char *text, ...) { return text[0]; }
#else
int foo_log(const char *text) { return text[0]; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_log("a", 1) != 'a'; }
#endif
