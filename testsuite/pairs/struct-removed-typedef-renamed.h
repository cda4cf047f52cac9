/* P2, P4: a struct whose only name is its typedef goes when that is renamed. */
/* abiding: removed error "foo_info" struct-removed */
#ifdef BEFORE
typedef struct { int count; } foo_info;
int foo_count(foo_info *info);
#else
typedef struct { int count; } foo_information;
/* abiding: anywhere error "foo_count" function-parameter-type-changed */
int foo_count(foo_information *info);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_count(foo_info *info) { return info->count; }
#else
int foo_count(foo_information *info) { return info->count; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	foo_info info = { 3 };

	return foo_count(&info) != 3;
}
#endif
