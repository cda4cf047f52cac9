/* P1: texts that were taken as they are do not become format strings. */
#ifdef BEFORE
int foo_log(const char *text, ...);
#else
__attribute__((format(printf, 1, 2)))
int foo_log(const char *text, ...); /* abiding: error "foo_log" function-contract-changed */
#endif
#ifdef LIBRARY
int foo_log(const char *text, ...) { return text[0]; }
#endif
#ifdef WITNESS
int main(void) { return foo_log("100%", 1) != '1'; }
#endif
