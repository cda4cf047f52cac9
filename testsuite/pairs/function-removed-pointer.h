/* P1: a variable that points to a function is not the function: old programs jump into data. */
/* abiding: removed error "foo_open" function-removed */
#ifdef BEFORE
int foo_open(int flags);
#else
extern int (*foo_open)(int flags);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_open(int flags) { return flags; }
#else
static int own_open(int flags) { return flags; }
int (*foo_open)(int flags) = own_open;
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_open(3) != 3; }
#endif
