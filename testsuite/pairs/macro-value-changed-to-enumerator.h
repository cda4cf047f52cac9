/* P6: a string that becomes an enumerator is no string any more. */
#ifdef BEFORE
#define FOO_NAME "foo"
#else
enum { FOO_NAME = 3 }; /* abiding: error "FOO_NAME" macro-value-changed */
#endif
int foo_find(const char *name);
#ifdef LIBRARY
int foo_find(const char *name) { return name[0] == 'f'; }
#endif
#ifdef WITNESS
int main(void) { return foo_find(FOO_NAME) != 1; }
#endif
