/* P2: a struct does not go away. */
/* abiding: removed error "foo_info" struct-removed */
int foo_open(void);
#ifdef BEFORE
struct foo_info {
	int count;
};
#endif
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
