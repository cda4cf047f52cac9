/* P6: what offsetof, typeof and the size of an object come to is held, in whatever way it is said. */
#include <stddef.h>
struct foo_head {
	int kind;
	short size, count;
};
extern char foo_key[16];
extern char foo_long_key[32];
#ifdef BEFORE
#define FOO_AT offsetof(struct foo_head, size)
#define FOO_KEY_SIZE sizeof(foo_key)
#define FOO_MASK ((__typeof__(1))0xff)
#else
#define FOO_AT offsetof(struct foo_head, count) /* abiding: error "FOO_AT" macro-value-changed */
#define FOO_KEY_SIZE sizeof(foo_long_key) /* abiding: error "FOO_KEY_SIZE" macro-value-changed */
#define FOO_MASK ((__typeof__('a'))0xfe)  /* abiding: error "FOO_MASK" macro-value-changed */
#endif
int foo_of(int of);
#ifdef LIBRARY
char foo_key[16];
char foo_long_key[32];
int foo_of(int of)
{
	return of;
}
#endif
#ifdef WITNESS
int main(void)
{
	return foo_of(FOO_AT) != 4 || FOO_KEY_SIZE != 16 || FOO_MASK != 0xff;
}
#endif
