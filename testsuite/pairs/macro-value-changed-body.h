/* P6: what a function-like macro expands to is compiled into programs; who can tell if it matters? */
#ifdef BEFORE
#define FOO_RUN(x) foo_run(x, 0)
#define FOO_MAKE(major, minor) ((major) << 8 | (minor))
#else
#define FOO_RUN(x) foo_run(x, 1) /* abiding: warning "'FOO_RUN' now expands to" macro-value-changed */
#define FOO_MAKE(major, minor) ((major) << 16 | (minor)) /* abiding: error "'FOO_MAKE.9, 2.' is now 589826, promised as 2306" macro-value-changed */
#endif
int foo_major(int version);
int foo_run(int x, int y);
#ifdef LIBRARY
int foo_major(int version) { return version / FOO_MAKE(1, 0); }
int foo_run(int x, int y) { return x + y; }
#endif
#ifdef WITNESS
int main(void) { return foo_major(FOO_MAKE(3, 0)) != 3; }
#endif
