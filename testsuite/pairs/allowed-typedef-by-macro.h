/* P4: a typedef may be renamed where a macro keeps its old name for programs. */
typedef struct foo_data {
	int count;
#ifdef BEFORE
} foo_info;
#else
} foo_details;
#define foo_info foo_details
#endif
int foo_count(struct foo_data *data);
#ifdef LIBRARY
int foo_count(struct foo_data *data) { return data->count; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_info info = { 3 };

	return foo_count(&info) != 3;
}
#endif
