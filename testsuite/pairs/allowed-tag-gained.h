/* P2, P3, P5: a type that had a typedef only may get a tag. */
#ifdef BEFORE
typedef struct { int count; } foo_info;
typedef union { int i; } foo_value;
typedef enum { FOO_MODE_A } foo_mode;
#else
typedef struct _foo_info { int count; } foo_info;
typedef union _foo_value { int i; } foo_value;
typedef enum _foo_mode { FOO_MODE_A } foo_mode;
#endif
int foo_count(foo_info *info, foo_value *value, foo_mode *mode);
#ifdef LIBRARY
int foo_count(foo_info *info, foo_value *value, foo_mode *mode)
{
	return info->count + value->i + (int)*mode;
}
#endif
#ifdef WITNESS
int main(void)
{
	foo_info info = { 1 };
	foo_value value = { 2 };
	foo_mode mode = FOO_MODE_A;

	return foo_count(&info, &value, &mode) != 3;
}
#endif
