/* P6: a macro that counts on one of the user's has nothing to evaluate, and its text is told. */
#ifdef BEFORE
#define FOO_NAME_MAX (FOO_LARGEST(sizeof("card"), sizeof("render")) + sizeof("144"))
#else
#define FOO_NAME_MAX (FOO_LARGEST(sizeof("card"), sizeof("render")) + sizeof("1048575")) /* abiding: error "FOO_NAME_MAX" macro-value-changed */
#endif
#define FOO_OF(card) ((card)->state)
#ifdef BEFORE
#define FOO_IS_OPEN (card->state & 1)
#else
#define FOO_IS_OPEN (FOO_OF(card) & sizeof(char)) /* abiding: error "FOO_IS_OPEN" macro-value-changed */
#endif
int foo_name(char *name);
#ifdef LIBRARY
#include <string.h>
#define FOO_LARGEST(a, b) ((a) > (b) ? (a) : (b))
int foo_name(char *name)
{
	memset(name, 'x', FOO_NAME_MAX);
	return 0;
}
#endif
#ifdef WITNESS
#define FOO_LARGEST(a, b) ((a) > (b) ? (a) : (b))
static struct { char name[FOO_NAME_MAX]; char next[8]; } at = { "", "kept" };
int main(void) { return foo_name(at.name) || at.next[0] != 'k'; }
#endif
