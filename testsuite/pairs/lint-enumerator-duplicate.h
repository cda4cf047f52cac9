/* P5: a new value has no second name, unless it says so. */
/* abiding: no-witness (what is new breaks no program) */
typedef enum {
	FOO_OLD_A,
	FOO_OLD_B = 0,
#ifndef BEFORE
	FOO_OLD_C = 0, /* abiding: warning "'FOO_OLD_C' has the value of 'FOO_OLD_A', 0" enumerator-duplicate */
#endif
} foo_old;
#ifndef BEFORE
typedef enum {
	FOO_MODE_READ,
	FOO_MODE_WRITE,
	FOO_MODE_DEFAULT = FOO_MODE_READ,
	FOO_MODE_APPEND, /* abiding: warning "'FOO_MODE_APPEND' has the value of 'FOO_MODE_WRITE', 1" enumerator-duplicate */
	FOO_MODE_BOTH = 1, /* abiding: warning "'FOO_MODE_BOTH'" enumerator-duplicate */
	FOO_MODE_LAST = 1
} foo_mode;
typedef enum {
	FOO_LIST_ROOTS = 1 << 0, /* of all */
	FOO_LIST_CHILDREN = 1 << 0, /* of one */
	FOO_LIST_ALL = 1 << 1
} foo_list;
#endif
