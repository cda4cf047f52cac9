/* P5: the size of an enum is the option's doing; the struct that holds one is no second finding. */
/* abiding: anywhere error "-fshort-enums makes enums as small as their values allow" record-not-comparable */
/* abiding: after-options -fshort-enums (the option is what changed) */
typedef enum {
	FOO_LOW = 1,
	FOO_HIGH = 2
} foo_level;
struct foo_info {
	foo_level first;
	foo_level second;
};
int foo_sum(const struct foo_info *info);
#ifdef LIBRARY
int foo_sum(const struct foo_info *info)
{
	return info->first + 10 * info->second;
}
#endif
#ifdef WITNESS
int main(void)
{
	const struct foo_info info = { FOO_LOW, FOO_HIGH };

	return foo_sum(&info) != 21;
}
#endif
