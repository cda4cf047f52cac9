/* P6: what a macro is at the end of the headers is what programs get. */
#define FOO_LIMIT 16
#ifndef BEFORE
#undef FOO_LIMIT
#define FOO_LIMIT 8
#undef FOO_LIMIT
#define FOO_LIMIT 16
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n <= FOO_LIMIT; }
#endif
#ifdef WITNESS
int main(void) { return !foo_check(FOO_LIMIT); }
#endif
