/* P1: nor is its name sent to a new function by a macro: old programs find no symbol. */
#ifdef BEFORE
int foo_open(const char *name);
#else
int foo_open2(const char *name, int flags);
#define foo_open(name) foo_open2(name, 0) /* abiding: error "foo_open" function-became-macro */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_open(const char *name) { return name[0]; }
#else
int foo_open2(const char *name, int flags) { return name[flags]; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_open("a") != 'a'; }
#endif
