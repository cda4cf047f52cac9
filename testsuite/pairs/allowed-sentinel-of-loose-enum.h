/* P5: an enum with neither tag nor typedef ends in a sentinel, which grows. */
/* close to: enumerator-value-changed */
enum {
	FOO_ATTR_NONE,
	FOO_ATTR_NAME,
#ifndef BEFORE
	FOO_ATTR_TIME,
#endif
	FOO_ATTR_LAST
};
enum {
	FOO_FLAG_A,
	FOO_FLAG_B,
#ifndef BEFORE
	FOO_FLAG_C,
#endif
	__FOO_FLAG_MAX
};
#define FOO_FLAG_MAX (__FOO_FLAG_MAX - 1)
int foo_get(int attribute);
#ifdef LIBRARY
int foo_get(int attribute) { return attribute < FOO_ATTR_LAST && attribute <= FOO_FLAG_MAX; }
#endif
#ifdef WITNESS
int main(void) { return !foo_get(FOO_ATTR_NAME) || foo_get(FOO_FLAG_MAX) != 1; }
#endif
