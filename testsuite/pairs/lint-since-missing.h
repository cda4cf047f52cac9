/* Since which release a thing is there, its comment says. */
/* abiding: no-witness (what is new breaks no program) */
#define FOO_OLD 1

typedef enum {
	FOO_A,
#ifndef BEFORE
	FOO_B, /* (Since: 1.1) */
	FOO_C, /* abiding: warning "comment of 'FOO_C' does not say since" since-missing */
#endif
} foo_old;

#ifndef BEFORE
/* Since: 1.1 */
#define FOO_X 1

/* an y */
#define FOO_Y 2 /* abiding: warning "'FOO_Y'" since-missing */

#define FOO_Z 2 /* Since: 1.1 */

/* Of functions, the library's code may tell. */
int foo_open(int mode);

/**
 * foo_info:
 *
 * Since: 1.1
 */
typedef struct _foo_info foo_info;

/* not this */
struct _foo_info { int info; };

typedef struct _foo_data foo_data; /* abiding: warning "'foo_data'" since-missing */

/**
 * foo_mode:
 * @FOO_READ: for reading
 * @FOO_APPEND: behind the end. Since: 1.2
 *
 * Since: 1.1
 */
typedef enum {
	FOO_READ, /* abiding: warning "'FOO_READ'" since-missing */
	FOO_APPEND,
	FOO_WRITE,
} foo_mode;

/* Since: 1.1 */
typedef enum { FOO_ONE, FOO_TWO } foo_number;
#endif
