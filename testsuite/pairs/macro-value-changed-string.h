/* P6: nor does that of a text. */
#ifdef BEFORE
#define FOO_KEY "foo." "count"
#else
#define FOO_KEY "foo." "number" /* abiding: error "FOO_KEY" macro-value-changed */
#endif
int foo_has(const char *key);
#ifdef LIBRARY
#include <string.h>
int foo_has(const char *key) { return strcmp(key, FOO_KEY) == 0; }
#endif
#ifdef WITNESS
int main(void) { return !foo_has(FOO_KEY); }
#endif
