/* P6: a constant that bounds an array takes structs along: one finding, at the constant. */
#ifdef BEFORE
#define FOO_NAME_LENGTH 16
#else
#define FOO_NAME_LENGTH 32 /* abiding: error "FOO_NAME_LENGTH" macro-value-changed */
#endif
struct foo_info {
	char name[FOO_NAME_LENGTH];
	int state;
};
struct foo_both {
	struct foo_info info;
	char other[FOO_NAME_LENGTH + 1];
	char all[FOO_NAME_LENGTH * 4];
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
