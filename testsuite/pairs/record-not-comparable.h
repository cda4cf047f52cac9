/* P2: options that alter layouts are said once: it is not the library that changed. */
/* abiding: anywhere error "-fpack-struct" record-not-comparable */
/* abiding: after-options -fpack-struct (the option is what changed) */
struct foo_info {
	char kind;
	int count;
};
struct foo_other {
	char kind;
	long count;
};
int foo_count(struct foo_info *info, struct foo_other *other);
#ifdef LIBRARY
int foo_count(struct foo_info *info, struct foo_other *other)
{
	return info->count + (int)other->count;
}
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 1, 3 };
	struct foo_other other = { 1, 4 };

	return foo_count(&info, &other) != 7;
}
#endif
