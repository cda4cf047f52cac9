/* P2: a released struct never gets a field; those behind it only move. */
struct foo_info {
	int count;
#ifndef BEFORE
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
	struct foo_info info[2] = { { 1, 2 }, { 0, 0 } };

	return foo_state(&info[0]) != 2;
}
#endif
