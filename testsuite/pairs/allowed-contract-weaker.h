/* P1: what is aligned more is aligned as promised; sentinel is sentinel (0); arguments that
   are not looked at any more are not asked for. */
/* close to: function-contract-changed */
#ifdef BEFORE
__attribute__((assume_aligned(8))) void *foo_get(void);
__attribute__((assume_aligned(16, 4))) void *foo_next(void);
void foo_list(const char *first, ...) __attribute__((sentinel));
void foo_all(const char *first, ...) __attribute__((sentinel(0)));
void foo_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
#else
__attribute__((assume_aligned(16))) void *foo_get(void);
__attribute__((assume_aligned(32, 4))) void *foo_next(void);
void foo_list(const char *first, ...) __attribute__((sentinel(0)));
void foo_all(const char *first, ...) __attribute__((sentinel));
void foo_say(const char *format, ...) __attribute__((format(printf, 1, 0)));
#endif
#ifdef LIBRARY
static struct { char room[4]; char at[12]; } foo_room __attribute__((aligned(32)));
void *foo_get(void) { return foo_room.room; }
void *foo_next(void) { return foo_room.at; }
void foo_list(const char *first, ...) { (void)first; }
void foo_all(const char *first, ...) { (void)first; }
void foo_say(const char *format, ...) { (void)format; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_list("a", (char *)0);
	foo_all("a", (char *)0);
	foo_say("%d", 1);
	return (unsigned long)foo_get() % 8 || (unsigned long)foo_next() % 16 != 4;
}
#endif
