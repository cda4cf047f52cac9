/* P5: 1 << 31 and 1U << 31 and 64-bit values, told by number and kept. */
/* close to: enum-type-changed */
typedef enum {
	FOO_FLAG_A = 1,
#ifdef BEFORE
	FOO_FLAG_HIGH = 1U << 31,
#else
	FOO_FLAG_HIGH = 0x80000000,
#endif
} foo_flags;
typedef enum {
	FOO_LEVEL_LOW = -1,
#ifdef BEFORE
	FOO_LEVEL_LOWEST = (-2147483647 - 1),
#else
	FOO_LEVEL_LOWEST = -0x7fffffff - 1,
#endif
} foo_level;
typedef enum {
	FOO_MASK_NONE,
#ifdef BEFORE
	FOO_MASK_ALL = 0xffffffffffffffffULL,
#else
	FOO_MASK_ALL = ~0ULL,
#endif
} foo_mask;
int foo_check(foo_flags flags, foo_level level, foo_mask mask);
#ifdef LIBRARY
int foo_check(foo_flags flags, foo_level level, foo_mask mask)
{
	return flags == FOO_FLAG_HIGH && level == FOO_LEVEL_LOWEST && mask == FOO_MASK_ALL;
}
#endif
#ifdef WITNESS
int main(void) { return !foo_check(FOO_FLAG_HIGH, FOO_LEVEL_LOWEST, FOO_MASK_ALL); }
#endif
