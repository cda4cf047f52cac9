/* P6: a macro that is still defined, but has no value any more. */
#ifdef BEFORE
#define FOO_HINTING 2
#else
#define FOO_HINTING /* abiding: error "FOO_HINTING.*stands for nothing any more, promised as .2" macro-removed */
#endif
int foo_hint(int how);
#ifdef LIBRARY
int foo_hint(int how) { return how; }
#endif
#ifdef WITNESS
int main(void) { return foo_hint(FOO_HINTING) != 2; }
#endif
