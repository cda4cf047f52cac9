/* P6, P2: a sentinel grows, and a constant that is not made of it with it; what is made of
   it does not grow as it does; and an array that it bounds moves what follows. */
typedef enum {
	FOO_KIND_A,
#ifndef BEFORE
	FOO_KIND_B,
#endif
	FOO_KIND_LAST
} foo_kind;
#ifdef BEFORE
#define FOO_NAME_LENGTH 16
#define FOO_KIND_MAX (FOO_KIND_LAST - 1)
#define FOO_KIND_OFFSET (FOO_KIND_LAST + 8)
#else
#define FOO_NAME_LENGTH 17 /* abiding: error "FOO_NAME_LENGTH" macro-value-changed */
#define FOO_KIND_MAX (FOO_KIND_LAST + 1) /* abiding: error "FOO_KIND_MAX" macro-value-changed */
#define FOO_KIND_OFFSET (FOO_KIND_LAST + 9) /* abiding: error "FOO_KIND_OFFSET" macro-value-changed */
#endif
struct foo_counts {
	int n[FOO_KIND_LAST]; /* abiding: error "n" struct-field-type-changed */
	int total;
};
int foo_total(const struct foo_counts *counts);
#ifdef LIBRARY
int foo_total(const struct foo_counts *counts) { return counts->total; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_counts counts[2] = {{.total = 3}, {.total = 4}};

	return foo_total(counts) != 3;
}
#endif
