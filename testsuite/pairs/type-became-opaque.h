/* P2: a struct whose fields programs use keeps its definition. */
#ifdef BEFORE
struct foo_info {
	int count;
};
#else
struct foo_info; /* abiding: error "foo_info" type-became-opaque */
#endif
int foo_count(struct foo_info *info);
#ifdef LIBRARY
#ifndef BEFORE
struct foo_info {
	int count;
};
#endif
int foo_count(struct foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 3 };

	return foo_count(&info) != 3;
}
#endif
