/* P6: only the constant that a declaration names bounds its array; another one that goes alike does not. */
#ifdef BEFORE
#define FOO_PORTS_MAX 2
#define FOO_ROWS 2
#define FOO_BOUND 2
#else
#define FOO_PORTS_MAX 4 /* abiding: error "FOO_PORTS_MAX" macro-value-changed */
#define FOO_ROWS 4	/* abiding: error "FOO_ROWS" macro-value-changed */
#define FOO_BOUND 4	/* abiding: error "FOO_BOUND" macro-value-changed */
#endif
#define FOO_ROWS_OF(type, name) type name[FOO_ROWS]
#define FOO_MEMBERS \
	int first; \
	char bound[FOO_BOUND]; \
	int last
struct foo_pair {
#ifdef BEFORE
	char addresses[2];
	char names[2];
#else
	char addresses[4]; /* abiding: error "addresses" struct-field-type-changed */
	/* abiding diff, which has no text to look at, takes only this for no consequence */
	char names[5]; /* abiding: error "names" struct-field-type-changed */
#endif
	FOO_ROWS_OF(long, rows);
	int ports[FOO_PORTS_MAX];
};
struct foo_list {
	FOO_MEMBERS;
};
int foo_state(struct foo_pair *pair, struct foo_list *list);
#ifdef LIBRARY
int foo_state(struct foo_pair *pair, struct foo_list *list)
{
	return pair->ports[0] + list->last;
}
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_pair pair[2] = {{{1}, {2}, {1}, {1, 2}}, {{3}, {4}, {5}, {5, 6}}};
	struct foo_list list[2] = {{1, {2}, 3}, {4, {5}, 6}};

	return foo_state(&pair[0], &list[0]) != 4;
}
#endif
