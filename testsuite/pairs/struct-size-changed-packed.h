/* P2: packed takes the size and the alignment along: one cause, one finding. */
#ifdef BEFORE
struct foo_info {
	char kind;
	int count;
};
#else
struct __attribute__((packed)) foo_info { /* abiding: error "foo_info" struct-size-changed */
	char kind;
	int count;
};
#endif
int foo_count(struct foo_info *info);
#ifdef LIBRARY
int foo_count(struct foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 1, 3 };

	return foo_count(&info) != 3;
}
#endif
