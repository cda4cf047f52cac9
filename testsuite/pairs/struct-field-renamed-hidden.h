/* P2: a macro of a field's name is what programs get for it. */
#ifdef BEFORE
struct foo_info {
	int count;
	int total;
};
#else
struct foo_info {
	int count;
	int total;
};
#define count total /* abiding: error "field 'count' is hidden by a macro: 'struct foo_info.count' is 'total'" struct-field-renamed */
#endif
int foo_read(struct foo_info *info);
#ifdef LIBRARY
#undef count
int foo_read(struct foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = {1, 2};

	return info.count != 1 || foo_read(&info) != 1;
}
#endif
