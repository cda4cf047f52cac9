/* H1: the same rules, but best effort: a warning. */
/* abiding: removed warning "foo_close" function-removed */
struct foo_info {
	int count;
#ifndef BEFORE
	int state; /* abiding: warning "state" struct-field-added */
#endif
};
int foo_open(struct foo_info *info);
#ifdef BEFORE
int foo_close(int handle);
#endif
#ifdef LIBRARY
int foo_open(struct foo_info *info) { return info->count; }
#ifdef BEFORE
int foo_close(int handle) { return handle - 3; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 3 };

	return foo_close(foo_open(&info));
}
#endif
