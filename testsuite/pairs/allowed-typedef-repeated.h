/* P2, P5: a typedef that is said twice (C11) names the type by another typedef, as it did at first. */
/* close to: typedef-target-changed */
typedef struct foo_info { int count; } foo_info_t;
typedef foo_info_t foo_data;
typedef enum { FOO_MODE_A } foo_mode;
typedef foo_mode foo_how;
#ifdef BEFORE
typedef foo_info_t foo_data;
typedef foo_mode foo_how;
#else
typedef struct foo_info foo_data;
#endif
int foo_count(foo_data *data, foo_how how);
#ifdef LIBRARY
int foo_count(foo_data *data, foo_how how) { return data->count + (int)how; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_info_t info = { 3 };

	return foo_count(&info, FOO_MODE_A) != 3;
}
#endif
