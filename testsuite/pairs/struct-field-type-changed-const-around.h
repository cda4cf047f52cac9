/* P2: const on an unnamed struct is const on each of its members. */
/* abiding: only c (C++ ignores qualifiers there) */
struct foo_info {
#ifdef BEFORE
	struct {
		int x[2];
	};
#else
	const struct {
		int x[2]; /* abiding: error "'x' of 'struct foo_info' is now 'const int x" struct-field-type-changed */
	};
#endif
};
void foo_get(struct foo_info *info);
#ifdef LIBRARY
void foo_get(struct foo_info *info) { *(int *)&info->x[0] = 1; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info;

	foo_get(&info);
	info.x[0] = 2;
	return info.x[0] != 2;
}
#endif
