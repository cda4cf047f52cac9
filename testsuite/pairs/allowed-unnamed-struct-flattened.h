/* P2: fields out of an unnamed struct, at the same places with the same names. */
/* close to: struct-field-added struct-field-reordered */
struct foo_info {
#ifdef BEFORE
	struct {
		int count;
		int cpus;
	};
#else
	int count;
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
