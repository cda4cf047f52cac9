/* P5: who does not define the guard had the sentinel, and has it no longer. */
#ifdef BEFORE
typedef enum {
	FOO_X_A,
	FOO_X_B,
	FOO_X_LAST
} foo_x;
#else
typedef enum { /* abiding: error "the sentinel 'FOO_X_LAST' of 'foo_x' is gone where 'FOO_ENUM_SENTINELS' is not defined" sentinel-removed */
	FOO_X_A,
	FOO_X_B,
#ifdef FOO_ENUM_SENTINELS
	FOO_X_LAST
#endif
} foo_x;
#endif
int foo_get(void);
#ifdef LIBRARY
int foo_get(void) { return FOO_X_B; }
#endif
#ifdef WITNESS
int main(void) { return foo_get() >= FOO_X_LAST; }
#endif
