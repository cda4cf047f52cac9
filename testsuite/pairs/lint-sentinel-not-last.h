/* P5: nothing stands behind the sentinel of a new enum. */
/* abiding: no-witness (what is new breaks no program) */
int foo_open(int mode);
#ifndef BEFORE
typedef enum {
	FOO_MODE_READ,
	FOO_MODE_WRITE,
	FOO_MODE_LAST,
	FOO_MODE_APPEND, /* abiding: warning "'FOO_MODE_APPEND' = 3 is not below .* 'FOO_MODE_LAST' = 2" sentinel-not-last */
} foo_mode;
/* not the sentinel by its name: a value like others */
typedef enum {
	FOO_MOVE_TO_FIRST,
	FOO_MOVE_TO_LAST,
	FOO_MOVE_UP,
	FOO_MOVE_LAST
} foo_move;
#endif
