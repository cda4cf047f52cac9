/* P2: members of a struct without a name that programs could write to stay that. */
struct foo_info {
#ifdef BEFORE
	struct { int x, y; } at;
#else
	const struct { int x, y; } at; /* abiding: error "'at' of 'struct foo_info' is now 'const struct" struct-field-type-changed */
#endif
};
void foo_get(struct foo_info *info);
#ifdef LIBRARY
void foo_get(struct foo_info *info) { *(int *)&info->at.x = 1; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info;

	foo_get(&info);
	info.at.x = 2;
	return info.at.x != 2;
}
#endif
