/* P2: where bit-fields lie is the option's doing. */
/* abiding: only x86_64 (its option) */
/* abiding: anywhere error "-mms-bitfields lays out bit-fields as Microsoft's compilers do" record-not-comparable */
/* abiding: after-options -mms-bitfields (the option is what changed) */
struct foo_info {
	char kind : 3;
	int count : 9;
	short rest : 5;
};
struct foo_other {
	char kind;
	int count;
};
int foo_count(const struct foo_info *info, const struct foo_other *other);
#ifdef LIBRARY
int foo_count(const struct foo_info *info, const struct foo_other *other)
{
	return info->count + other->count;
}
#endif
#ifdef WITNESS
int main(void)
{
	const struct foo_info info = { 1, 3, 1 };
	const struct foo_other other = { 1, 4 };

	return foo_count(&info, &other) != 7;
}
#endif
