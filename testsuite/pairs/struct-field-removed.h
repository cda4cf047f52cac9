/* P2: a field is never removed. */
/* abiding: removed error "cpus" struct-field-removed */
struct foo_info {
	int count;
#ifdef BEFORE
	int cpus;
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
	struct foo_info info;

	info.count = 1;
	info.cpus = 2;
	info.state = 3;
	return foo_state(&info) != 3;
}
#endif
