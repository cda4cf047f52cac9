/* Where nothing is promised, nothing is linted. */
/* abiding: no-witness (what is new breaks no program) */
int foo_open(int mode);
#ifndef BEFORE
int close_foo(int mode);
#endif
