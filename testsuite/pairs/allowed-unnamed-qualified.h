/* P2: where the qualifier of an unnamed struct is written. */
/* abiding: only c (C++ ignores qualifiers there) */
struct foo_info {
#ifdef BEFORE
	const struct {
		int count;
	};
	volatile struct { int state; } now;
#else
	struct {
		int count;
	} const;
	struct { int state; } volatile now;
#endif
};
int foo_state(struct foo_info *info);
#ifdef LIBRARY
int foo_state(struct foo_info *info) { return info->now.state + info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = {{1}, {2}};

	return foo_state(&info) != 3;
}
#endif
