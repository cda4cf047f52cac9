/* P4: a macro of the name that stands for another type keeps no program. */
/* abiding: removed error "foo_info" typedef-removed */
/* abiding: removed error "foo_id" typedef-removed */
struct foo_data {
	int count;
};
#ifdef BEFORE
typedef struct foo_data foo_info;
typedef unsigned int foo_id;
#else
#define foo_info long
#define foo_id struct foo_data
#endif
int foo_count(struct foo_data *data);
#ifdef LIBRARY
int foo_count(struct foo_data *data) { return data->count; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_info info = { 3 };
	foo_id id = 3;

	return foo_count(&info) != (int)id;
}
#endif
