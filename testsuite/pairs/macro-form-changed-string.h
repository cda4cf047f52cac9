/* P6: a string stays one that can be joined with others. */
#ifdef BEFORE
#define FOO_EXT "foo_ext"
#define FOO_ALIAS FOO_EXT
#define FOO_PATH "/a" "/b"
#else
#define FOO_EXT ("foo_ext") /* abiding: error "string 'FOO_EXT' is in parentheses now" macro-form-changed */
#define FOO_ALIAS FOO_EXT
#define FOO_PATH __extension__ "/a/b" /* abiding: error "'FOO_PATH'" macro-form-changed */
#endif
int foo_find(const char *name);
#ifdef LIBRARY
int foo_find(const char *name) { return name[0] == 'x'; }
#endif
#ifdef WITNESS
int main(void) { return foo_find("x." FOO_EXT) + foo_find("x." FOO_ALIAS) + foo_find("x" FOO_PATH) != 3; }
#endif
