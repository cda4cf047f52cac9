/* P2: not even where the size stays: old programs leave garbage there. */
struct foo_info {
	int count;
	char state;
#ifndef BEFORE
	char kind; /* abiding: error "kind" struct-field-added */
#endif
};
int foo_total(struct foo_info *info);
#ifdef LIBRARY
int foo_total(struct foo_info *info)
{
#ifdef BEFORE
	return info->count + info->state;
#else
	return info->count + info->state + info->kind;
#endif
}
#endif
#ifdef WITNESS
#include <string.h>
int main(void)
{
	struct foo_info info;

	memset(&info, 0x77, sizeof(info));
	info.count = 1;
	info.state = 2;
	return foo_total(&info) != 3;
}
#endif
