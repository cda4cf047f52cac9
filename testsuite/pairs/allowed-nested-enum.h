/* P5: an enum without a name inside a struct gives constants, in C to all. */
/* abiding: only c (in C++ their scope is the struct) */
struct foo_info {
	enum {
		FOO_KIND_A,
		FOO_KIND_B,
#ifndef BEFORE
		FOO_KIND_C,
#endif
	} kind;
	int state;
};
int foo_state(struct foo_info *info);
#ifdef LIBRARY
int foo_state(struct foo_info *info) { return info->kind == FOO_KIND_B ? info->state : 0; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { FOO_KIND_B, 3 };

	return foo_state(&info) != 3;
}
#endif
