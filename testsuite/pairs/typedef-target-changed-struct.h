/* P4: a typedef does not become the name of another struct. */
typedef struct _foo_disk { int size; } foo_disk;
typedef struct _foo_pool { int used; int size; } foo_pool;
#ifdef BEFORE
typedef foo_disk *foo_handle;
#else
typedef foo_pool *foo_handle; /* abiding: error "foo_handle" typedef-target-changed */
#endif
int foo_size(foo_handle handle);
#ifdef LIBRARY
int foo_size(foo_handle handle) { return handle->size; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_disk disks[2] = { { 3 }, { 4 } };

	return foo_size(&disks[0]) != 3;
}
#endif
