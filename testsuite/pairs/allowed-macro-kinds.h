/* P6: constants with casts and types, texts of every kind, and text that is no value. */
/* close to: macro-form-changed */
typedef unsigned int foo_id;
struct foo_info {
	int count;
};
#ifdef BEFORE
#define FOO_INVALID ((foo_id)-1)
#define FOO_NOTHING ((void *)0)
#define FOO_BYTES sizeof(struct foo_info)
#define FOO_TYPE unsigned int
#define FOO_BIG 0xffffffffffffffffULL
#define FOO_WIDE L"a" L"b"
#define FOO_ESCAPES "\x41\102\n"
#define FOO_CALL(a) foo_next((a) + 1)
#define FOO_NAME(a) #a
#define FOO_JOIN(a, b) a##b
#define FOO_LOG(...) foo_log(__VA_ARGS__)
#define FOO_EACH(i, n) for ((i) = 0; (i) < (n); (i)++)
#else
#define FOO_INVALID (~(foo_id)0)
#define FOO_NOTHING ((void *)0)
#define FOO_BYTES (sizeof(struct foo_info))
#define FOO_TYPE /* kept */ unsigned   int
#define FOO_BIG (~0ULL)
#define FOO_WIDE L"ab"
#define FOO_ESCAPES "AB" "\n"
#define FOO_CALL(id) foo_next((id) + 1)
#define FOO_NAME(text) #text
#define FOO_JOIN(left, right) left##right
#define FOO_LOG(...) foo_log(__VA_ARGS__)
#define FOO_EACH(index, count) for ((index) = 0; (index) < (count); (index)++)
#endif
foo_id foo_next(foo_id id);
int foo_log(const char *text, ...);
#ifdef LIBRARY
foo_id foo_next(foo_id id) { return id + 1; }
int foo_log(const char *text, ...) { return text[0]; }
#endif
#ifdef WITNESS
int main(void)
{
	FOO_TYPE i = 0, sum = 0;

	FOO_EACH(i, 3)
		sum += FOO_CALL(i);
	return sum != 9 || FOO_INVALID != 0xffffffff || FOO_NOTHING || FOO_BYTES != 4 ||
	       FOO_WIDE[1] != 'b' || FOO_ESCAPES[1] != 'B' || FOO_NAME(x)[0] != 'x' ||
	       FOO_LOG("a", 1) != 'a' || FOO_JOIN(1, 2) != 12;
}
#endif
