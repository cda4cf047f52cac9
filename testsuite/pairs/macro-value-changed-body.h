/* P6: what a function-like macro expands to is compiled into programs; who can tell if it matters? */
#ifdef BEFORE
#define FOO_MAKE(major, minor) ((major) << 8 | (minor))
#else
#define FOO_MAKE(major, minor) ((major) << 16 | (minor)) /* abiding: warning "FOO_MAKE" macro-value-changed */
#endif
int foo_major(int version);
#ifdef LIBRARY
int foo_major(int version) { return version / FOO_MAKE(1, 0); }
#endif
#ifdef WITNESS
int main(void) { return foo_major(FOO_MAKE(3, 0)) != 3; }
#endif
