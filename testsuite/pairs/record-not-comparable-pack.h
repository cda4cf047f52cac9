/* P2: -fpack-struct=2, which leaves structs of shorts and chars alone. */
/* abiding: anywhere error "-fpack-struct packs structs" record-not-comparable */
/* abiding: after-options -fpack-struct=2 (the option is what changed) */
struct foo_shorts {
	char kind;
	short count;
};
struct foo_info {
	char kind;
	int count;
};
int foo_count(const struct foo_info *info, const struct foo_shorts *shorts);
#ifdef LIBRARY
int foo_count(const struct foo_info *info, const struct foo_shorts *shorts)
{
	return info->count + shorts->count;
}
#endif
#ifdef WITNESS
int main(void)
{
	const struct foo_info info = { 1, 3 };
	const struct foo_shorts shorts = { 1, 4 };

	return foo_count(&info, &shorts) != 7;
}
#endif
