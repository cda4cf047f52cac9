/* P1, P2: declarators of every form, with other names and in other words. */
/* close to: callback-signature-changed */
typedef int foo_id;
typedef int (*foo_visit)(int id, void *opaque);
#ifdef BEFORE
int (*foo_getter(const char *name))(int key);
int (*foo_table(void))[4];
void (*(*foo_chain(int (*)(char), void (*next)(int)))(void))(int);
void foo_sort(void *base, int (*compare)(const void *a, const void *b));
const char *const *foo_names(void);
extern int (*foo_hooks[2])(foo_id id);
extern const char *const foo_words[3];
struct foo_ops {
	int (*get[2])(int key);
	char *(*names)[4];
	const volatile int *const where;
	foo_visit visit;
};
#else
int (*foo_getter(const char *))(foo_id which);
foo_id (*foo_table(void))[4];
void (*(*foo_chain(int (*first)(char letter), void (*)(foo_id)))(void))(int);
void foo_sort(void *, int (const void *, const void *));
char const *const *foo_names(void);
extern int (*foo_hooks[1 + 1])(int);
extern char const *const foo_words[3];
struct foo_ops {
	foo_id (*get[2])(foo_id);
	char *(*names)[4];
	volatile int const *const where;
	int (*visit)(int, void *);
};
#endif
#ifdef LIBRARY
static int table[4] = { 1, 2, 3, 4 };
static int getter(int key) { return key; }
int (*foo_getter(const char *name))(int) { return name ? getter : 0; }
int (*foo_table(void))[4] { return &table; }
int (*foo_hooks[2])(int) = { getter, 0 };
const char *const foo_words[3] = { "a", "b", "c" };
const char *const *foo_names(void) { return foo_words; }
#endif
#ifdef WITNESS
int main(void)
{
	return foo_getter("a")(3) + (*foo_table())[3] + foo_hooks[0](1) != 8 ||
	       foo_names()[1][0] != 'b';
}
#endif
