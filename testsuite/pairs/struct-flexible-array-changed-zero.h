/* P2: an array of length 0 is not one without a bound: it cannot be initialised. */
struct foo_list {
	int n;
#ifdef BEFORE
	int items[];
#else
	int items[0]; /* abiding: error "items" struct-flexible-array-changed */
#endif
};
int foo_first(struct foo_list *list);
#ifdef LIBRARY
int foo_first(struct foo_list *list) { return list->items[0]; }
#endif
#ifdef WITNESS
static struct foo_list list = { 2, { 3, 4 } };
int main(void) { return foo_first(&list) != 3; }
#endif
