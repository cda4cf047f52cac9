/* P3: a union that takes a bare member as an argument goes on to do so. */
#ifdef BEFORE
typedef union { int *number; const char *text; } foo_key __attribute__((transparent_union));
#else
typedef union { int *number; const char *text; } foo_key; /* abiding: error "transparent_union" type-attribute-changed */
#endif
int foo_find(foo_key key);
#ifdef LIBRARY
int foo_find(foo_key key) { return key.text[0]; }
#endif
#ifdef WITNESS
int main(void) { return foo_find("a") != 'a'; }
#endif
