/* P2: not even at the end: the library writes behind what programs allocated. */
struct foo_info {
	int count;
#ifndef BEFORE
	int cpus; /* abiding: error "cpus" struct-field-added */
#endif
};
void foo_get(struct foo_info *info);
#ifdef LIBRARY
void foo_get(struct foo_info *info)
{
	info->count = 1;
#ifndef BEFORE
	info->cpus = 2;
#endif
}
#endif
#ifdef WITNESS
static struct foo_info info[2] = { { 5 }, { 6 } };
int main(void)
{
	foo_get(&info[0]);
	return info[0].count != 1 || info[1].count != 6;
}
#endif
