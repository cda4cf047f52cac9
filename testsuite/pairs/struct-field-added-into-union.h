/* P2: a field that moves into an unnamed union gets a sibling, which is a new member. */
struct foo_info {
#ifdef BEFORE
	int flags;
#else
	union {
		int flags;
		unsigned int mask; /* abiding: error "mask" struct-field-added */
	};
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
	struct foo_info info = { 1, 2 };

	return foo_state(&info) != 2;
}
#endif
