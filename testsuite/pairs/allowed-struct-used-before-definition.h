/* P2: where a struct is defined, and how often it is announced, says nothing. */
#ifdef BEFORE
struct foo_info {
	int count;
};
typedef struct foo_info foo_info;
int foo_count(struct foo_info *info);
#else
typedef struct foo_info foo_info;
struct foo_info;
int foo_count(foo_info *info);
typedef struct foo_info foo_info;
struct foo_info {
	int count;
};
#endif
#ifdef LIBRARY
int foo_count(struct foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_info info = { 3 };

	return foo_count(&info) != 3;
}
#endif
