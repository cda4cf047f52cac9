/* P1: nor does what a parameter points to become another struct. */
typedef struct foo_disk foo_disk;
typedef struct foo_pool foo_pool;
struct foo_disk {
	int size;
};
struct foo_pool {
	int used;
	int size;
};
#ifdef BEFORE
int foo_size(foo_disk *of);
#else
int foo_size(foo_pool *of); /* abiding: error "foo_size" function-parameter-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_size(foo_disk *of) { return of->size; }
#else
int foo_size(foo_pool *of) { return of->size; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	foo_disk disks[2] = { { 3 }, { 4 } };

	return foo_size(&disks[0]) != 3;
}
#endif
