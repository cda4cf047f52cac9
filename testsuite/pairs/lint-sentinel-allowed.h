/* P5: bits, single and special values, and repeated lists have no end to tell. */
/* abiding: no-witness (what is new breaks no program) */
#define FOO_SENTINELS
typedef enum { FOO_TYPE_INT, FOO_TYPE_TEXT, FOO_TYPE_LAST } foo_type;
#ifndef BEFORE
typedef enum { FOO_OPEN_READ = 1 << 0, FOO_OPEN_WRITE = 1 << 1 } foo_open_how;
typedef enum { FOO_CLOSE_NOW = 1, FOO_CLOSE_SYNC = 2 } foo_close_flags;
typedef enum { FOO_BIT_A = 0x1, FOO_BIT_B = 0x2, FOO_BIT_C = 0x4 } foo_bit;
typedef enum { FOO_WHAT_ONE } foo_what;
typedef enum { FOO_WAIT_NEVER = -2, FOO_WAIT_DEFAULT, FOO_WAIT_NOT = 0 } foo_wait;
typedef enum { FOO_OLD_INT = FOO_TYPE_INT, FOO_OLD_TEXT = FOO_TYPE_TEXT } foo_old;
typedef enum { FOO_ERROR_NONE = 0, FOO_ERROR_BAD = 100, FOO_ERROR_WORSE = 200 } foo_error;
typedef enum { FOO_STATE_ON, FOO_STATE_OFF, FOO_STATE_LAST } foo_state;
#endif
