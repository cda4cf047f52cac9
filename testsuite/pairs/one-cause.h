/* P1, P2, P4, P5, P6: what follows from a break is not said by itself: functions of a type, the
   size of a struct, what gave room to a new member, and what one macro declares in several. */
/* abiding: diff-only enumerator-value-changed (a record does not know what a value is made of) */
typedef int foo_fn(int a
#ifndef BEFORE
		   , int b
#endif
); /* abiding: anywhere error "foo_fn" callback-signature-changed */
foo_fn foo_open, foo_close;
struct foo_info {
	int a;
#ifndef BEFORE
	int b; /* abiding: error "'b' of 'struct foo_info'" struct-field-added */
#endif
};
#define FOO_INFO_SIZE sizeof(struct foo_info)
enum { FOO_INFO_WORDS = sizeof(struct foo_info) / 4 };
struct foo_vtable {
	int (*open)(int);
#ifdef BEFORE
	unsigned long reserved[8];
#else
	int (*sync)(int); /* abiding: error "'sync' of 'struct foo_vtable'" struct-field-added */
	unsigned long reserved[7];
#endif
};
int foo_fill(struct foo_info *info, int n, const struct foo_vtable *table);
#ifdef LIBRARY
#ifdef BEFORE
int foo_open(int a) { return a; }
int foo_close(int a) { return a; }
#else
int foo_open(int a, int b) { return a + b; }
int foo_close(int a, int b) { return a + b; }
#endif
int foo_fill(struct foo_info *info, int n, const struct foo_vtable *table)
{
	for (int i = 0; i < n; i++)
		info[i].a = i;
	return table->open(0);
}
#endif
#ifdef WITNESS
static int open_it(int a) { return a; }
int main(void)
{
	const struct foo_vtable table = {open_it, {0}};
	struct foo_info info[2];

	return foo_fill(info, 2, &table) != 0 || info[1].a != 1 || foo_open(2) != 2;
}
#endif
