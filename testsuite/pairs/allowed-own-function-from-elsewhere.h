/* P1: a function that the header declared itself now comes from a system header. */
/* close to: function-removed */
/* abiding: diff-only function-removed (a record does not know what system headers declare) */
#ifdef BEFORE
int atoi(const char *text);
void *memchr(const void *bytes, int c, unsigned long n);
#else
#include <stdlib.h>
#include <string.h>
#endif
int foo_f(int a);
#ifdef LIBRARY
int foo_f(int a) { return a; }
#endif
#ifdef WITNESS
int main(void) { return foo_f(atoi("3")) != 3 || memchr("a", 'b', 1) != 0; }
#endif
