/* P2: the size as it was, but another sign: -1 becomes a large number. */
struct foo_info {
#ifdef BEFORE
	int count;
#else
	unsigned int count; /* abiding: error "count" struct-field-type-changed */
#endif
};
void foo_get(struct foo_info *info);
#ifdef LIBRARY
void foo_get(struct foo_info *info) { info->count = -1; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info;

	foo_get(&info);
	return info.count + 0LL != -1;
}
#endif
