/* P1: a text that comes back changed does not begin to be held to be a format. */
#ifdef BEFORE
const char *foo_text(const char *key);
#else
__attribute__((format_arg(1))) const char *foo_text(const char *key); /* abiding: error "format_arg \(1\)" function-contract-changed */
#endif
#ifdef LIBRARY
const char *foo_text(const char *key) { return key[0] ? "%d" : ""; }
#endif
#ifdef WITNESS
int printf(const char *text, ...) __attribute__((format(printf, 1, 2)));
int main(void) { return printf(foo_text("number"), 3) != 1; }
#endif
