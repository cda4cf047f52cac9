/* P4: one typedef changed, ten functions with it: one finding, at the cause. */
#ifdef BEFORE
typedef int foo_id;
#else
typedef long foo_id; /* abiding: error "foo_id" typedef-target-changed */
#endif
struct foo_info {
	foo_id id;
};
foo_id foo_a(void);
foo_id foo_b(foo_id id);
int foo_c(foo_id *id);
int foo_d(const foo_id *ids, int n);
foo_id *foo_e(void);
void foo_f(struct foo_info info);
void foo_g(int (*cb)(foo_id id));
foo_id foo_h(int a, foo_id id);
int foo_i(foo_id a, foo_id b);
int foo_j(foo_id ids[4]);
extern foo_id foo_current;
#ifdef LIBRARY
foo_id foo_current = 1;
int foo_c(foo_id *id) { *id = 3; return 0; }
#endif
#ifdef WITNESS
int main(void)
{
	int ids[2] = { 1, 2 };

	foo_c(&ids[0]);
	return ids[0] != 3 || ids[1] != 2;
}
#endif
