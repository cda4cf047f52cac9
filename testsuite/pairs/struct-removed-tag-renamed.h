/* P2: a tag that does not start with an underscore is a name that programs use. */
#ifdef BEFORE
typedef struct foo_info { int count; } foo_info;
#else
typedef struct foo_info_impl { int count; } foo_info; /* abiding: error "foo_info" struct-removed */
#endif
int foo_count(foo_info *info);
#ifdef LIBRARY
int foo_count(foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 3 };

	return foo_count(&info) != 3;
}
#endif
