/* P6: an enumerator may get a macro of its own name, so that #ifdef sees it. */
typedef enum {
	FOO_MODE_A,
	FOO_MODE_B,
} foo_mode;
#ifndef BEFORE
#define FOO_MODE_B FOO_MODE_B
#endif
int foo_set(foo_mode mode);
#ifdef LIBRARY
int foo_set(foo_mode mode) { return (int)mode; }
#endif
#ifdef WITNESS
int main(void) { return foo_set(FOO_MODE_B) != 1; }
#endif
