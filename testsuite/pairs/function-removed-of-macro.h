/* P1, P4: what a macro declares of a number that the header gives is there to be used, also
   where the macro makes an assertion of its line or of a counter besides. */
#define FOO_CAT_(a, b) a##b
#define FOO_CAT(a, b) FOO_CAT_(a, b)
#define FOO_DECLARE(n)                                                                             \
	typedef char FOO_CAT(foo_assert_, __COUNTER__)[sizeof(int) == 4 ? 1 : -1];                 \
	int FOO_CAT(foo_get_, n)(void)
#define FOO_TYPE(n)                                                                                \
	typedef char FOO_CAT(foo_line_, __LINE__)[sizeof(int) == 4 ? 1 : -1];                      \
	typedef int foo_int_##n
FOO_DECLARE(16);
FOO_TYPE(32);
#ifdef BEFORE
FOO_DECLARE(17); /* abiding: removed error "foo_get_17" function-removed */
FOO_TYPE(64);    /* abiding: removed error "foo_int_64" typedef-removed */
#endif
#ifdef LIBRARY
int foo_get_16(void) { return 16; }
int foo_get_17(void);
int foo_get_17(void) { return 17; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_int_64 n = foo_get_17();

	return n != 17;
}
#endif
