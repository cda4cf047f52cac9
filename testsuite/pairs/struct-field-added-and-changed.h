/* P2: two causes in one struct are two findings; what only moves is none. */
struct foo_info {
	int count;
#ifdef BEFORE
	int memory;
#else
	long long memory; /* abiding: error "memory" struct-field-type-changed */
	int cpus; /* abiding: error "cpus" struct-field-added */
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
	struct foo_info info[2] = { { 1, 2, 3 }, { 0, 0, 0 } };

	return foo_state(&info[0]) != 3;
}
#endif
