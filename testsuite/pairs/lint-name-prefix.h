/* P1: names begin as the policy says. */
/* abiding: no-witness (what is new breaks no program) */
int open_old(int mode);
enum { OLD_LIMIT = 3 };
typedef enum { OLD_A, FOO_B } foo_old;
#ifdef BEFORE
#define NUMBER 3
#else
enum { NUMBER = 3 };
#define NUMBER NUMBER
int foo_close(int mode);
int close_foo(int mode); /* abiding: warning "'close_foo' does not look like .*'foo_\*'" name-prefix */
extern int count; /* abiding: warning "'count'" name-prefix */
typedef int mode; /* abiding: warning "'mode' .*'foo_\*' or 'Foo\*'" name-prefix */
typedef int FooMode;
struct info { int info; }; /* abiding: warning "'struct info'" name-prefix */
typedef struct _data { int data; } data; /* abiding: warning "'data'" name-prefix */
#define LIMIT 16 /* abiding: warning "'LIMIT' .*'FOO_\*'" name-prefix */
#define FOO_LIMIT 16
#define foo_shut foo_close
#define foo_close(x) foo_close(x)
typedef enum {
	FOO_KIND_A,
	KIND_B, /* abiding: warning "'KIND_B'" name-prefix */
	KIND_C,
} foo_kind;
enum { LOOSE = 3 }; /* abiding: warning "'LOOSE'" name-prefix */
#endif
