/* P5: the values of an enum without a name are constants of their own. */
/* abiding: removed error "FOO_LIMIT" enumerator-removed */
enum {
	FOO_DEFAULT = 1,
#ifdef BEFORE
	FOO_LIMIT = 2,
#endif
};
int foo_get(void);
#ifdef LIBRARY
int foo_get(void) { return 2; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() != FOO_LIMIT; }
#endif
