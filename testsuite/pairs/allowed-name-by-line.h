/* P4, P1, P2, P5: names that a macro makes of a line or a counter are nobody's to use. */
/* close to: typedef-removed function-removed variable-removed struct-removed enumerator-removed */
#define FOO_CAT_(a, b) a##b
#define FOO_CAT(a, b) FOO_CAT_(a, b)
#define FOO_ASSERT(x) typedef char FOO_CAT(foo_assert_, __LINE__)[(x) ? 1 : -1]
#define FOO_ENUM_ASSERT(x) enum { FOO_CAT(foo_enum_assert_, __LINE__) = 1 / (int)(x) }
#define FOO_STRUCT_ASSERT(x) struct FOO_CAT(foo_struct_assert_, __LINE__) { int assertion : (x) ? 1 : -1; }
#define FOO_ARRAY_ASSERT(x) extern int FOO_CAT(foo_array_assert_, __LINE__)[(x) ? 1 : -1]
#define FOO_FUNCTION_ASSERT(x) int FOO_CAT(foo_function_assert_, __LINE__)(int a[(x) ? 1 : -1])
#define FOO_COUNTER_ASSERT(x) typedef char FOO_CAT(foo_counter_assert_, __COUNTER__)[(x) ? 1 : -1]
#ifndef BEFORE
FOO_COUNTER_ASSERT(sizeof(int) == 4);
#endif
struct foo { int a; };
FOO_ASSERT(sizeof(struct foo) == 4);
FOO_ENUM_ASSERT(sizeof(struct foo) == 4);
FOO_STRUCT_ASSERT(sizeof(struct foo) == 4);
FOO_ARRAY_ASSERT(sizeof(struct foo) == 4);
FOO_FUNCTION_ASSERT(sizeof(struct foo) == 4);
FOO_COUNTER_ASSERT(sizeof(struct foo) == 4);
#ifdef BEFORE
FOO_ASSERT(sizeof(int) == 4);
FOO_ENUM_ASSERT(sizeof(int) == 4);
FOO_STRUCT_ASSERT(sizeof(int) == 4);
FOO_ARRAY_ASSERT(sizeof(int) == 4);
FOO_FUNCTION_ASSERT(sizeof(int) == 4);
#endif
int foo_f(struct foo *s);
#ifdef LIBRARY
int foo_f(struct foo *s) { return s->a; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo foo = {3};

	return foo_f(&foo) != 3;
}
#endif
