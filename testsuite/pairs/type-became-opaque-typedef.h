/* P2: nor does one behind a typedef become a name only. */
#ifdef BEFORE
typedef struct _foo_info { int count; } foo_info;
#else
typedef struct _foo_info foo_info; /* abiding: error "foo_info" type-became-opaque */
#endif
int foo_count(foo_info *info);
#ifdef LIBRARY
#ifndef BEFORE
struct _foo_info {
	int count;
};
#endif
int foo_count(foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_info info = { 3 };

	return foo_count(&info) != 3;
}
#endif
