/* P4: users were told to use the typedef: it may not go where the struct stays. */
/* abiding: removed error "foo_info" typedef-removed */
#ifdef BEFORE
typedef struct _foo_info foo_info;
#endif
struct _foo_info {
	int count;
};
int foo_count(struct _foo_info *info);
#ifdef LIBRARY
int foo_count(struct _foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_info info = { 3 };

	return foo_count(&info) != 3;
}
#endif
