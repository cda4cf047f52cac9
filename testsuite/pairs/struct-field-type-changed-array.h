/* P2: an array in a struct keeps its length. */
struct foo_info {
#ifdef BEFORE
	char name[16];
#else
	char name[32]; /* abiding: error "name" struct-field-type-changed */
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
	struct foo_info info[2] = { { "a", 1 }, { "b", 2 } };

	return foo_state(&info[0]) != 1;
}
#endif
