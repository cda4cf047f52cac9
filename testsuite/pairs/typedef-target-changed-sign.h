/* P4: the size as it was, but another sign. */
#ifdef BEFORE
typedef int foo_status;
#else
typedef unsigned int foo_status; /* abiding: error "foo_status" typedef-target-changed */
#endif
foo_status foo_open(void);
#ifdef LIBRARY
foo_status foo_open(void) { return (foo_status)-1; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_status status = foo_open();

	return status + 0LL != -1;
}
#endif
