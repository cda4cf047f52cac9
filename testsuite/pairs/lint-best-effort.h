/* H1: where the promise is best effort, lints are warnings at most. */
/* abiding: no-witness (what is new breaks no program) */
int foo_open(int mode);
#ifndef BEFORE
int close_foo(int mode); /* abiding: warning "'close_foo'" name-prefix */
#endif
