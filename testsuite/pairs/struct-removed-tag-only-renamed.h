/* P2: without a typedef, the tag is the name. */
/* abiding: removed error "foo_info" struct-removed */
#ifdef BEFORE
struct foo_info {
	int count;
};
#else
struct foo_information {
	int count;
};
#endif
int foo_open(void);
#ifdef LIBRARY
int foo_open(void) { return 3; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { foo_open() };

	return info.count != 3;
}
#endif
