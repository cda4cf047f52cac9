/* P2: an array without a bound does not get one: the struct grows. */
struct foo_list {
	int n;
#ifdef BEFORE
	int items[];
#else
	int items[1]; /* abiding: error "items" struct-flexible-array-changed */
#endif
};
int foo_sum(struct foo_list *list);
#ifdef LIBRARY
int foo_sum(struct foo_list *list)
{
	int sum = 0;

	for (int i = 0; i < list->n; i++)
		sum += list->items[i];
	return sum;
}
#endif
#ifdef WITNESS
static struct foo_list list = { 2, { 3, 4 } };
int main(void) { return foo_sum(&list) != 7 || sizeof(struct foo_list) != sizeof(int); }
#endif
