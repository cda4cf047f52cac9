/* P1, P2, P4, P5: advice not to use a thing does not take it away. */
#ifdef BEFORE
#define FOO_DEPRECATED
#else
#define FOO_DEPRECATED __attribute__((deprecated))
#endif
int foo_open(void) FOO_DEPRECATED;
extern int foo_level FOO_DEPRECATED;
typedef int foo_id FOO_DEPRECATED;
struct foo_info {
	int count;
	int old FOO_DEPRECATED;
};
enum foo_mode {
	FOO_MODE_A,
	FOO_MODE_B FOO_DEPRECATED,
};
int foo_total(struct foo_info *info);
#ifdef LIBRARY
int foo_level = 1;
int foo_open(void) { return 3; }
int foo_total(struct foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 4, 0 };
	foo_id id = foo_open();

	return id + foo_level + foo_total(&info) + (int)FOO_MODE_B != 9;
}
#endif
