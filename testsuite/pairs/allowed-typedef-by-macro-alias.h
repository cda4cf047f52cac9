/* P4, P2: where a macro keeps the old name of one of several typedefs, or of a type without a tag. */
/* close to: typedef-removed struct-removed */
#ifdef BEFORE
typedef struct foo_data { int count; } foo_details;
typedef foo_details foo_info;
typedef struct { int x; } foo_point;
typedef unsigned int foo_id;
#else
typedef struct foo_data { int count; } foo_details;
#define foo_info foo_details
typedef struct { int x; } foo_place;
#define foo_point foo_place
#define foo_id unsigned int
#endif
int foo_count(foo_info *info, foo_point *point, foo_id id);
#ifdef LIBRARY
int foo_count(foo_info *info, foo_point *point, foo_id id)
{
	return info->count + point->x + (int)id;
}
#endif
#ifdef WITNESS
int main(void)
{
	foo_info info = { 3 };
	foo_point point = { 4 };
	foo_id id = 5;

	return foo_count(&info, &point, id) != 12;
}
#endif
