/* P2: a flexible array stays one, whatever words its elements are written in. */
/* close to: struct-flexible-array-changed */
typedef unsigned int foo_item;
struct foo_list {
	int n;
#ifdef BEFORE
	unsigned int items[];
#else
	foo_item items[];
#endif
};
unsigned int foo_first(const struct foo_list *list);
#ifdef LIBRARY
unsigned int foo_first(const struct foo_list *list) { return list->items[0]; }
#endif
#ifdef WITNESS
static struct foo_list list = { 1, { 3 } };
int main(void) { return foo_first(&list) != 3; }
#endif
