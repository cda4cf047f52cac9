/* P5: a value behind it lies outside of what programs made room for. */
typedef enum {
	FOO_STATE_ON,
	FOO_STATE_OFF,
	FOO_STATE_LAST,
#ifndef BEFORE
	FOO_STATE_BROKEN, /* abiding: error "FOO_STATE_(BROKEN|LAST)" sentinel-not-last */
#endif
} foo_state;
foo_state foo_get(void);
#ifdef LIBRARY
#ifdef BEFORE
foo_state foo_get(void) { return FOO_STATE_OFF; }
#else
foo_state foo_get(void) { return FOO_STATE_BROKEN; }
#endif
#endif
#ifdef WITNESS
static const char *const names[FOO_STATE_LAST] = { "on", "off" };
int main(void)
{
	int state = (int)foo_get();

	return state >= (int)(sizeof(names) / sizeof(names[0])) || names[state][0] != 'o';
}
#endif
