/* P2: the fields as they were, but packed: another size. */
#ifdef BEFORE
struct foo_info {
	char kind;
	int count;
	char state;
};
#else
struct __attribute__((packed, aligned(4))) foo_info { /* abiding: error "foo_info" struct-size-changed */
	char kind;
	int count;
	char state;
};
#endif
int foo_count(struct foo_info *info);
#ifdef LIBRARY
int foo_count(struct foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 1, 3, 2 };

	return foo_count(&info) != 3;
}
#endif
