/* P1: functions may be added. */
/* close to: function-removed */
int foo_open(void);
#ifndef BEFORE
int foo_close(int handle);
#endif
#ifdef LIBRARY
int foo_open(void) { return 3; }
#ifndef BEFORE
int foo_close(int handle) { return handle - 3; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_open() != 3; }
#endif
