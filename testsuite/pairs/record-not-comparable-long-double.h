/* P1: long double has several forms on one machine. */
/* abiding: only x86_64 (its option) */
/* abiding: anywhere error "'long double' is '64 bits in 8 bytes, aligned to 8' here" record-not-comparable */
/* abiding: after-options -mlong-double-64 (the option is what changed) */
struct foo_info {
	char kind;
	long double weight;
};
long double foo_half(long double value);
long double foo_weight(const struct foo_info *info);
#ifdef LIBRARY
long double foo_half(long double value)
{
	return value / 2;
}
long double foo_weight(const struct foo_info *info)
{
	return info->weight;
}
#endif
#ifdef WITNESS
int main(void)
{
	const struct foo_info info = { 1, 3 };

	return foo_half(8) != 4 || foo_weight(&info) != 3;
}
#endif
