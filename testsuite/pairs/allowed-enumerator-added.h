/* P5: values may come at the end, in gaps, as second names, as another flag. */
/* close to: enumerator-removed */
typedef enum {
	FOO_MODE_A,
	FOO_MODE_B = 5,
#ifndef BEFORE
	FOO_MODE_ALSO_B = FOO_MODE_B,
	FOO_MODE_GAP = 3,
	FOO_MODE_C = 6,
#endif
} foo_mode;
typedef enum {
	FOO_FLAG_A = 1 << 0,
	FOO_FLAG_B = 1 << 1,
#ifndef BEFORE
	FOO_FLAG_C = 1 << 2,
	FOO_FLAG_HIGH = 1U << 31,
#endif
} foo_flags;
enum {
	FOO_LIMIT = 16,
#ifndef BEFORE
	FOO_OTHER_LIMIT = 32,
#endif
};
int foo_set(foo_mode mode, unsigned int flags);
#ifdef LIBRARY
int foo_set(foo_mode mode, unsigned int flags) { return (int)mode + (int)flags; }
#endif
#ifdef WITNESS
int main(void) { return foo_set(FOO_MODE_B, FOO_FLAG_B) != 7 || FOO_LIMIT != 16; }
#endif
