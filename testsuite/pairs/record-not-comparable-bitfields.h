/* P2: whether a plain bit-field is signed is the option's doing. */
/* abiding: only c (C++ has none that the option alters) */
/* abiding: anywhere error "-funsigned-bitfields makes plain bit-fields unsigned" record-not-comparable */
/* abiding: after-options -funsigned-bitfields (the option is what changed) */
struct foo_info {
	int first : 3;
	unsigned int second : 5;
	int third : 7;
};
void foo_fill(struct foo_info *info);
#ifdef LIBRARY
void foo_fill(struct foo_info *info)
{
	info->first = -1;
	info->second = 1;
	info->third = -2;
}
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 0, 0, 0 };

	foo_fill(&info);
	return info.first != -1 || info.third != -2;
}
#endif
