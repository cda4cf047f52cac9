/* P5: where the guard is not defined, no sentinel is expected. */
/* abiding: no-witness (what is new breaks no program) */
int foo_open(int mode);
#ifndef BEFORE
typedef enum { FOO_MODE_READ, FOO_MODE_WRITE } foo_mode;
#endif
