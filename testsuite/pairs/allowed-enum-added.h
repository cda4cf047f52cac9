/* P5, P2, P4: new types are no change of the old ones. */
int foo_open(void);
#ifndef BEFORE
typedef enum {
	FOO_MODE_A,
	FOO_MODE_B,
	FOO_MODE_LAST,
} foo_mode;
typedef struct _foo_info foo_info;
typedef foo_info *foo_info_ptr;
struct _foo_info {
	foo_mode mode;
};
typedef int (*foo_event)(foo_info_ptr info);
extern int foo_level;
#define FOO_VERSION 3
#define FOO_MAKE(a, b) ((a) << 8 | (b))
int foo_register(foo_event event);
#endif
#ifdef LIBRARY
int foo_open(void) { return 3; }
#endif
#ifdef WITNESS
int main(void) { return foo_open() != 3; }
#endif
