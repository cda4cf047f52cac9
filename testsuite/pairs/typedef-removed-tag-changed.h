/* P4, S1: without its typedef, a struct is still held to its layout: programs may spell its tag. */
/* abiding: removed error "foo_data" typedef-removed */
#ifdef BEFORE
typedef struct foo_data foo_data;
#endif
struct foo_data {
#ifdef BEFORE
	int count;
#else
	short count; /* abiding: error "count" struct-field-type-changed */
#endif
	long total;
};
int foo_count(struct foo_data *data);
#ifdef LIBRARY
int foo_count(struct foo_data *data) { return data->count; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_data data = { 3, 0 };

	return foo_count(&data) != 3;
}
#endif
