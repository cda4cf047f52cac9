/* P1-P6: options that could alter layouts, and here alter nothing that is promised. */
/* close to: record-not-comparable not-checked */
/* abiding: after-options -fshort-enums -fshort-wchar -fpack-struct=8 -funsigned-char -funsigned-bitfields (nothing depends on them) */
#include <stddef.h>
#define FOO_LETTER 'a'
#define FOO_NAME "foo\377"
typedef enum {
	FOO_SMALL = 1,
	FOO_LARGE = 0x12345678
} foo_size;
struct foo_info {
	char kind;
	int count;
	double weight;
	unsigned int bits : 3;
	signed int signs : 3;
	foo_size size;
};
int foo_count(const struct foo_info *info, const char *name, size_t length);
#ifdef LIBRARY
int foo_count(const struct foo_info *info, const char *name, size_t length)
{
	return info->count + (name[0] == FOO_LETTER) + (int)length + info->signs;
}
#endif
#ifdef WITNESS
int main(void)
{
	const struct foo_info info = { 1, 3, 1.5, 7, -1, FOO_LARGE };

	return foo_count(&info, "a", 2) != 5;
}
#endif
