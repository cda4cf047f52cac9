/* P2: a field that asks for more alignment moves, and all behind it. */
#ifdef BEFORE
struct foo_info {
	int kind;
	int count;
	int state;
};
#else
struct foo_info { /* abiding: error "foo_info" struct-size-changed */
	int kind;
	int count __attribute__((aligned(16)));
	int state;
};
#endif
int foo_count(struct foo_info *info);
#ifdef LIBRARY
int foo_count(struct foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info[2] = { { 1, 3, 2 }, { 0, 0, 0 } };

	return foo_count(&info[0]) != 3;
}
#endif
