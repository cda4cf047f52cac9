/* P1: a macro of a promised name that comes to the same is no change. */
/* close to: function-parameter-count-changed-hidden */
#ifdef BEFORE
int foo_open(int flags);
int foo_close(int fd);
int foo_log(const char *format, ...);
extern int foo_level;
typedef int foo_id;
typedef struct foo_info { int count; } foo_info;
enum { FOO_A, FOO_B, FOO_C };
#else
int foo_open(int flags);
#define foo_open(flags) (foo_open)((flags) + 0)
int foo_close(int fd);
int foo_close2(int fd);
#define foo_close foo_close2
int foo_log(const char *format, ...);
#define foo_log(...) (foo_log)(__VA_ARGS__)
extern int foo_level;
int *foo_level_location(void);
#define foo_level (*foo_level_location())
typedef int foo_id;
#define foo_id int
typedef struct foo_info { int count; } foo_info;
#define foo_info struct foo_info
#define count count
enum { FOO_A, FOO_B, FOO_C };
#define FOO_A FOO_A
#define FOO_B 1
#define FOO_C (FOO_B + 1)
#endif
#ifdef LIBRARY
#ifndef BEFORE
#undef foo_level
#undef foo_close
extern int foo_level;
int *foo_level_location(void) { return &foo_level; }
int foo_close2(int fd) { return fd; }
#endif
int (foo_open)(int flags) { return flags; }
int foo_close(int fd) { return fd; }
int (foo_log)(const char *format, ...) { return format[0]; }
int foo_level;
#endif
#ifdef WITNESS
int main(void)
{
	foo_id id = 2;
	foo_info info = {3};

	foo_level = 1;
	return foo_open(1) + foo_close(1) + foo_log("a", 1) + foo_level + id + info.count != 'a' + 8 ||
	       FOO_A + FOO_B + FOO_C != 3;
}
#endif
