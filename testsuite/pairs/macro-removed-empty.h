/* P6: a macro that is still defined, but has no value any more. */
#ifdef BEFORE
#define FOO_HINTING 2
#else
#define FOO_HINTING /* abiding: error "FOO_HINTING.*has no value any more" macro-removed */
#endif
int foo_hint(int how);
#ifdef LIBRARY
int foo_hint(int how) { return how; }
#endif
#ifdef WITNESS
int main(void) { return foo_hint(FOO_HINTING) != 2; }
#endif
