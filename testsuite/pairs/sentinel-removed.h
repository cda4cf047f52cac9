/* P5: the value that says where an enumeration ends stays. */
/* abiding: removed error "FOO_STATE_LAST" sentinel-removed */
typedef enum {
	FOO_STATE_ON,
	FOO_STATE_OFF,
	FOO_STATE_BROKEN,
#ifdef BEFORE
	FOO_STATE_LAST,
#endif
} foo_state;
foo_state foo_get(void);
#ifdef LIBRARY
foo_state foo_get(void) { return FOO_STATE_OFF; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() >= FOO_STATE_LAST; }
#endif
