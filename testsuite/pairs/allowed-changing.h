/* P6: what the policy lists as changing may have another value. */
#ifdef BEFORE
#define FOO_VERSION_NUMBER 1002003
#else
#define FOO_VERSION_NUMBER 1003000
#endif
int foo_version(void);
#ifdef LIBRARY
int foo_version(void) { return FOO_VERSION_NUMBER; }
#endif
#ifdef WITNESS
int main(void) { return foo_version() < FOO_VERSION_NUMBER; }
#endif
