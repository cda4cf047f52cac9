/* P2: an array of one item does not lose its bound: the struct shrinks. */
struct foo_list {
	int n;
#ifdef BEFORE
	int items[1];
#else
	int items[]; /* abiding: error "items" struct-flexible-array-changed */
#endif
};
int foo_first(struct foo_list *list);
#ifdef LIBRARY
int foo_first(struct foo_list *list) { return list->items[0]; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_list list;

	list.n = sizeof(list.items) / sizeof(list.items[0]);
	list.items[0] = 3;
	return foo_first(&list) != 3 || list.n != 1;
}
#endif
