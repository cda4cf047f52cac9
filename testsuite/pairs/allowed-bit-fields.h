/* P2: bit-fields without names, of length 0, of enums and of bool. */
/* close to: struct-bitfield-changed struct-size-changed struct-alignment-changed */
#include <stdbool.h>
typedef enum { FOO_KIND_A, FOO_KIND_B } foo_kind;
#ifdef BEFORE
typedef unsigned int foo_bits;
#else
typedef unsigned foo_bits;
#endif
struct foo_flags {
	unsigned int a : 3;
	unsigned int : 2;
	foo_bits b : 3;
	int : 0;
	foo_kind kind : 4;
	bool is_set : 1;
	signed char low : 4;
	unsigned long long wide : 40;
};
int foo_total(struct foo_flags *flags);
#ifdef LIBRARY
int foo_total(struct foo_flags *flags)
{
	return flags->a + flags->b + (int)flags->kind + flags->is_set + (int)flags->wide;
}
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_flags flags = { 1, 2, FOO_KIND_B, true, -1, 5 };

	return foo_total(&flags) != 10;
}
#endif
