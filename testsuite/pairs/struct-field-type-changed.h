/* P2: a field keeps its type; those behind it only move. */
struct foo_info {
#ifdef BEFORE
	int count;
#else
	long long count; /* abiding: error "count" struct-field-type-changed */
#endif
	int state;
};
int foo_state(struct foo_info *info);
#ifdef LIBRARY
int foo_state(struct foo_info *info) { return info->state; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info[2] = { { 1, 2 }, { 0, 0 } };

	return foo_state(&info[0]) != 2;
}
#endif
