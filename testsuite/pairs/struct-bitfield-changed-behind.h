/* P2: room between the bits of a struct without a name, behind a field. */
struct foo_list {
	struct {
		unsigned kind : 3;
#ifndef BEFORE
		unsigned : 2;
#endif
		unsigned count : 4; /* abiding: error "foo_list" struct-bitfield-changed */
	} *items;
};
unsigned foo_count(struct foo_list *list);
#ifdef LIBRARY
unsigned foo_count(struct foo_list *list) { return list->items[0].count; }
#endif
#ifdef WITNESS
static unsigned bits = 3 | 5 << 3;
int main(void)
{
	struct foo_list list = { (void *)&bits };

	list.items->count = 6;
	return foo_count(&list) != 6;
}
#endif
