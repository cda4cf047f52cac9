/* P5: a value put in the middle shifts the rest; that the sentinel grows is no finding. */
typedef enum {
	FOO_STATE_ON,
#ifndef BEFORE
	FOO_STATE_BROKEN, /* abiding: error "FOO_STATE_(BROKEN|OFF)" enumerator-value-changed */
#endif
	FOO_STATE_OFF,
	FOO_STATE_PAUSED,
	FOO_STATE_LAST,
} foo_state;
int foo_is_off(foo_state state);
#ifdef LIBRARY
int foo_is_off(foo_state state) { return state == FOO_STATE_OFF; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_off(FOO_STATE_OFF); }
#endif
