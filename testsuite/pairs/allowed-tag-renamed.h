/* P2, P3, P5: an underscore tag is not promised, anywhere it is mentioned. */
/* close to: struct-removed union-removed enum-removed */
#ifdef BEFORE
typedef struct _foo_info foo_info;
typedef foo_info *foo_info_ptr;
struct _foo_info {
	int count;
	struct _foo_info *next;
};
typedef union _foo_value { int i; } foo_value;
typedef enum _foo_mode { FOO_MODE_A, FOO_MODE_B } foo_mode;
struct foo_all {
	struct _foo_info info;
	union _foo_value value;
	enum _foo_mode mode;
};
int foo_count(struct _foo_info *info, union _foo_value value, enum _foo_mode mode);
#else
typedef struct _foo_information foo_info;
typedef struct _foo_information *foo_info_ptr;
struct _foo_information {
	int count;
	foo_info_ptr next;
};
typedef union { int i; } foo_value;
typedef enum { FOO_MODE_A, FOO_MODE_B } foo_mode;
struct foo_all {
	struct _foo_information info;
	foo_value value;
	foo_mode mode;
};
int foo_count(struct _foo_information *info, foo_value value, foo_mode mode);
#endif
#ifdef LIBRARY
int foo_count(foo_info *info, foo_value value, foo_mode mode)
{
	return info->count + value.i + (int)mode;
}
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_all all = { { 1, 0 }, { 2 }, FOO_MODE_B };
	foo_info_ptr info = &all.info;

	return foo_count(info, all.value, all.mode) != 4;
}
#endif
