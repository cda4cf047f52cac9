/* P6: a constant made of offsetof, typeof, or the size of an object, is the number that it comes to. */
#include <stddef.h>
struct foo_head {
	int kind;
	struct {
		short minor;
		char name[10];
	} of[2];
	union {
		int number;
		char letters[8];
	};
	struct foo_head *next;
};
extern char foo_key[16];
extern struct foo_head foo_first;
#ifdef BEFORE
#define FOO_OFFSET offsetof(struct foo_head, of[1].name)
#define FOO_OFFSET_LETTERS (offsetof(struct foo_head, letters[2]) + 1)
#define FOO_KEY_SIZE sizeof(foo_key)
#define FOO_KEYS (sizeof foo_key / sizeof foo_key[0])
#define FOO_NAME_SIZE sizeof(((struct foo_head *)0)->of[0].name)
#define FOO_LETTERS sizeof((*(struct foo_head *)0).letters)
#define FOO_NEXT sizeof(foo_first.next->of[1].minor)
#define FOO_WIDTH sizeof(__typeof__(int))
#define FOO_LIMIT ((__typeof__(1))3)
#define FOO_SMALL ((__typeof__(foo_first.next->number))3)
#define FOO_POINTER sizeof(const __typeof__(char) *)
#define FOO_IS_CONSTANT __builtin_constant_p(4)
#define FOO_PLUS (__extension__ sizeof(foo_key) + 1)
#else
#define FOO_OFFSET 18ul
#define FOO_OFFSET_LETTERS (28ul + 3)
#define FOO_KEY_SIZE 16ul
#define FOO_KEYS (16ul)
#define FOO_NAME_SIZE 10ul
#define FOO_LETTERS 8ul
#define FOO_NEXT 2ul
#define FOO_WIDTH 4ul
#define FOO_LIMIT 3
#define FOO_SMALL 3
#define FOO_POINTER 8ul
#define FOO_IS_CONSTANT 1
#define FOO_PLUS (16ul + 1)
#endif
int foo_of(unsigned long of);
#ifdef LIBRARY
char foo_key[16];
struct foo_head foo_first;
int foo_of(unsigned long of)
{
	return (int)of;
}
#endif
#ifdef WITNESS
int main(void)
{
	return foo_of(FOO_OFFSET) != 18 || FOO_OFFSET_LETTERS != 31 || FOO_KEY_SIZE != 16 ||
	       FOO_KEYS != 16 || FOO_NAME_SIZE != 10 || FOO_LETTERS != 8 || FOO_NEXT != 2 ||
	       FOO_WIDTH != 4 || 2 * FOO_LIMIT != 6 || FOO_SMALL != 3 || FOO_POINTER != 8 ||
	       FOO_IS_CONSTANT != 1 || FOO_PLUS != 17;
}
#endif
