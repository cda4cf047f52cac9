/* P6: constants that the target decides, as well: which one, is promised for each target. */
#include <inttypes.h>
#include <limits.h>
#ifdef BEFORE
#define FOO_MAX LONG_MAX
#define FOO_SIZE sizeof(void *)
#define FOO_FORMAT PRIu64
#define FOO_BYTE '\377'
#else
#define FOO_MAX SHRT_MAX /* abiding: error "is now '32767'" macro-value-changed */
#define FOO_SIZE sizeof(char) /* abiding: error "is now '1'" macro-value-changed */
#define FOO_FORMAT PRIu8 /* abiding: error "macro .FOO_FORMAT. is now" macro-value-changed */
#define FOO_BYTE '\376' /* abiding: error "is now" macro-value-changed */
#endif
#define FOO_MIN LONG_MIN
long foo_limit(void);
#ifdef LIBRARY
long foo_limit(void)
{
	return FOO_MAX;
}
#endif
#ifdef WITNESS
int main(void)
{
	return foo_limit() != FOO_MAX;
}
#endif
