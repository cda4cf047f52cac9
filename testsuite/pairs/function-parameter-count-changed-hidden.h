/* P1: a macro beside a function takes what the function takes, or stands for one that does. */
#ifdef BEFORE
int foo_open(int flags);
int foo_close(int fd);
int foo_seek(int fd, long to);
extern int foo_level;
static inline int foo_half(int n) { return n / 2; }
#else
int foo_open(int flags);
int foo_open2(const char *name, int flags);
#define foo_open(name, flags) foo_open2(name, flags) /* abiding: error "function 'foo_open' is hidden by a macro: it takes 2 arguments, the function 1" function-parameter-count-changed */
int foo_close(int fd);
#define foo_close 7 /* abiding: error "function 'foo_close' is hidden by a macro: it stands for '7'" function-became-macro */
int foo_seek(int fd, long to);
int foo_seek2(int fd, char *to);
#define foo_seek foo_seek2 /* abiding: error "'foo_seek' is hidden by a macro: it stands for 'foo_seek2', which is 'int .int fd, char .to.'" function-became-macro */
extern int foo_level;
#define foo_level 3 /* abiding: error "variable 'foo_level' is hidden by a macro: it stands for '3'" variable-type-changed */
static inline int foo_half(int n) { return n / 2; }
#define foo_half() foo_half(2) /* abiding: error "'foo_half' is hidden by a macro: it takes 0 arguments, the function 1" function-parameter-count-changed */
#endif
#ifdef LIBRARY
#undef foo_open
#undef foo_close
#undef foo_seek
#undef foo_level
int foo_open(int flags) { return flags; }
int foo_close(int fd) { return fd; }
int foo_seek(int fd, long to) { return fd + (int)to; }
int foo_level = 3;
#endif
#ifdef WITNESS
int main(void)
{
	foo_level = 4;
	return foo_open(0) + foo_close(0) + foo_seek(0, 0) + foo_half(1);
}
#endif
