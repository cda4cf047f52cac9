/* P2: structs without a name have a layout, too: in a field, behind one, in a typedef, in a variable. */
#ifdef BEFORE
#define FOO_PACKED __attribute__((packed))
#else
#define FOO_PACKED
#endif
struct foo_info {
	struct { char kind; int count; } FOO_PACKED first; /* abiding: error "foo_info" struct-size-changed */
	long state;
};
struct foo_list {
	struct { char kind; long count; } FOO_PACKED *items; /* abiding: error "foo_list" struct-size-changed */
};
typedef struct { char kind; long count; } FOO_PACKED *foo_item; /* abiding: error "foo_item" struct-size-changed */
extern struct { char kind; long count; } FOO_PACKED foo_last; /* abiding: error "foo_last" struct-size-changed */
#undef FOO_PACKED
long foo_count(struct foo_info *info, struct foo_list *list, foo_item item);
#ifdef LIBRARY
long foo_count(struct foo_info *info, struct foo_list *list, foo_item item)
{
	foo_last.count = 4;
	return info->first.count + list->items[0].count + item->count;
}
__typeof__(foo_last) foo_last;
#endif
#ifdef WITNESS
static char bytes[9] = {0, 1, 0, 0, 0, 0, 0, 0, 0};
int main(void)
{
	struct foo_info info = { { 1, 3 }, 2 };
	struct foo_list list = { (void *)bytes };

	return foo_count(&info, &list, (foo_item)bytes) != 5 || foo_last.count != 4;
}
#endif
