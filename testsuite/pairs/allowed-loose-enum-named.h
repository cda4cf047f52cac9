/* P5: constants of an enum without a name may get one. */
#ifdef BEFORE
enum { FOO_MODE_A, FOO_MODE_B };
#else
typedef enum { FOO_MODE_A, FOO_MODE_B } foo_mode;
#endif
int foo_set(int mode);
#ifdef LIBRARY
int foo_set(int mode) { return mode; }
#endif
#ifdef WITNESS
int main(void) { return foo_set(FOO_MODE_B) != 1; }
#endif
