/* P6: a typedef of the standard and the type that it stands for are one type of a value. */
/* close to: macro-type-changed */
#include <stdint.h>
typedef uint32_t foo_flags;
#ifdef BEFORE
#define FOO_SET ((uint32_t)0x800)
#define FOO_HEAD ((uint64_t)(-2))
#define FOO_ALL ((size_t)-1)
#else
#define FOO_SET ((foo_flags)0x800)
#define FOO_HEAD UINT64_C(0xfffffffffffffffe)
#define FOO_ALL SIZE_MAX
#endif
#include <stddef.h>
int foo_seek(uint64_t where, size_t size);
#ifdef LIBRARY
int foo_seek(uint64_t where, size_t size) { return where == FOO_HEAD && size == FOO_ALL; }
#endif
#ifdef WITNESS
int main(void) { return foo_seek(FOO_HEAD, FOO_ALL) != 1; }
#endif
