/* P1: a prototype may be said twice, and say more the second time. */
/* close to: function-parameter-count-changed */
#ifdef BEFORE
int foo_open(const char *name);
#else
int foo_open(const char *);
int foo_open(const char *name);
extern int foo_open(const char *const name) __attribute__((visibility("default")));
#endif
#ifdef LIBRARY
int foo_open(const char *name) { return name[0]; }
#endif
#ifdef WITNESS
int main(void) { return foo_open("a") != 'a'; }
#endif
