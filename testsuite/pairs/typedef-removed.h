/* P4: the name of a typedef is stable. */
/* abiding: removed error "foo_id" typedef-removed */
#ifdef BEFORE
typedef unsigned int foo_id;
#endif
unsigned int foo_next(unsigned int id);
#ifdef LIBRARY
unsigned int foo_next(unsigned int id) { return id + 1; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_id id = foo_next(2);

	return id != 3;
}
#endif
