/* P5: where the guard is not defined, sentinels are not expected. */
/* close to: sentinel-removed */
#if defined BEFORE && !defined WITNESS
#define FOO_SENTINELS
#endif
typedef enum {
	FOO_STATE_ON,
	FOO_STATE_OFF,
	FOO_STATE_BROKEN,
#ifdef FOO_SENTINELS
	FOO_STATE_LAST,
#endif
} foo_state;
foo_state foo_get(void);
#ifdef LIBRARY
foo_state foo_get(void) { return FOO_STATE_OFF; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() != FOO_STATE_OFF; }
#endif
