/* P5: a sentinel that names the last value has its number, and moves with it. */
typedef enum {
	FOO_STATE_ON,
	FOO_STATE_OFF,
#ifdef BEFORE
	FOO_STATE_LAST = FOO_STATE_OFF
#else
	FOO_STATE_BROKEN,
	FOO_STATE_LAST = FOO_STATE_BROKEN
#endif
} foo_state;
foo_state foo_get(void);
#ifdef LIBRARY
foo_state foo_get(void) { return FOO_STATE_OFF; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() > FOO_STATE_LAST; }
#endif
