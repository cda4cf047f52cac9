/* P5: a removal that is waived is no leave to renumber what stood behind it. */
typedef enum {
	FOO_STATE_ON,
#ifdef BEFORE
	FOO_STATE_UNUSED,
#endif
	FOO_STATE_OFF, /* abiding: error "FOO_STATE_OFF" enumerator-value-changed */
	FOO_STATE_BROKEN
} foo_state;
foo_state foo_get(void);
#ifdef LIBRARY
foo_state foo_get(void) { return FOO_STATE_OFF; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() != FOO_STATE_OFF; }
#endif
