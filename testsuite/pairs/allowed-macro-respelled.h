/* P6: constants are told by their value, however it is written. */
/* close to: macro-value-changed macro-type-changed */
#ifdef BEFORE
#define FOO_SIZE (256 + 1)
#define FOO_KEY "foo.count"
#define FOO_ALIAS 7
#define FOO_MASK 0xff
#define FOO_LETTER 'a'
#define FOO_SCALE 0.5
#define FOO_BITS (sizeof(int) * 8)
#define FOO_MAKE(major, minor) ((major) << 8 | (minor))
#else
#define FOO_SIZE 0x101
#define FOO_PREFIX "foo."
#define FOO_KEY FOO_PREFIX "count"
#define FOO_SEVEN (7)
#define FOO_ALIAS FOO_SEVEN
#define FOO_MASK ((1 << 8) - 1)
#define FOO_LETTER 97
#define FOO_SCALE 5e-1
#define FOO_BITS (8 * sizeof(int))
#define FOO_MAKE(x, y) ((x) << 8 /* major */ | \
	(y))
#endif
int foo_size(const char *key);
#ifdef LIBRARY
int foo_size(const char *key) { return FOO_SIZE + key[4] + FOO_MAKE(1, 2); }
#endif
#ifdef WITNESS
int main(void)
{
	return foo_size(FOO_KEY) != 257 + 'c' + 258 || FOO_ALIAS != 7 || FOO_MASK != 255 ||
	       FOO_LETTER != 'a' || FOO_SCALE != 0.5 || FOO_BITS != 8 * sizeof(int);
}
#endif
