/* P5: a first negative value makes an enum signed, and what was compared turns round. */
typedef enum {
#ifndef BEFORE
	FOO_DIRECTION_NONE = -1,
#endif
	FOO_DIRECTION_LEFT,
	FOO_DIRECTION_RIGHT,
	FOO_DIRECTION_UP,
	FOO_DIRECTION_DOWN,
} foo_direction; /* abiding: anywhere error "foo_direction" enum-type-changed */
foo_direction foo_get(void);
#ifdef LIBRARY
foo_direction foo_get(void) { return FOO_DIRECTION_DOWN; }
#endif
#ifdef WITNESS
static struct {
	foo_direction direction : 2;
} mine;
int main(void)
{
	mine.direction = foo_get();
	return mine.direction != FOO_DIRECTION_DOWN;
}
#endif
