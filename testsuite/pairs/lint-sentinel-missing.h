/* P5: a new enum of numbers in a row says where it ends, under its guard. */
/* abiding: no-witness (what is new breaks no program) */
/* abiding: fixed-by-fixits */
#define FOO_SENTINELS
int foo_open(int mode);
#ifndef BEFORE
typedef enum {
	FOO_MODE_READ,
	FOO_MODE_WRITE = 1 /* the last */
} foo_mode; /* abiding: warning "'foo_mode'.* none says where they end" sentinel-missing */
typedef enum {
	FOO_SIZE_SMALL = 1, FOO_SIZE_BIG,
} foo_size; /* abiding: warning "'foo_size'" sentinel-missing */
#endif
