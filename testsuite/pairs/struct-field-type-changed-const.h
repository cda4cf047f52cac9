/* P2: a text that programs could write to stays one. */
struct foo_info {
#ifdef BEFORE
	char *name;
#else
	const char *name; /* abiding: error "name" struct-field-type-changed */
#endif
};
void foo_get(struct foo_info *info);
#ifdef LIBRARY
static char name[] = "foo";
void foo_get(struct foo_info *info) { info->name = name; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info;

	foo_get(&info);
	info.name[0] = 'g';
	return info.name[0] != 'g';
}
#endif
