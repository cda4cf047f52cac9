/* P3: a union without a name that programs make by a typedef of its pointer. */
typedef union {
	int number;
#ifndef BEFORE
	long size; /* abiding: error "foo_value" union-size-changed */
#endif
} *foo_value;
void foo_clear(foo_value value);
#ifdef LIBRARY
#ifdef BEFORE
void foo_clear(foo_value value) { value->number = 0; }
#else
void foo_clear(foo_value value) { value->size = 0; }
#endif
#endif
#ifdef WITNESS
#include <stdlib.h>
static struct { int value, next; } pair = { 1, 2 };
int main(void)
{
	foo_value value = (foo_value)(void *)&pair;

	foo_clear(value);
	return sizeof *value != sizeof(int) || pair.next != 2;
}
#endif
