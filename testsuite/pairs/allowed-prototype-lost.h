/* P4: "(void)" that becomes "()" takes what it took; the old record of a "()" says so, too. */
/* close to: callback-signature-changed-prototype */
#ifdef BEFORE
typedef int foo_func(void);
struct foo_ops {
	int (*run)(void);
};
int foo_call(int (*call)(void));
#else
typedef int foo_func();
struct foo_ops {
	int (*run)();
};
int foo_call(int (*call)());
#endif
int foo_run(foo_func *f);
#ifdef LIBRARY
int foo_call(int (*call)(void)) { return call(); }
int foo_run(foo_func *f) { return f(); }
#endif
#ifdef WITNESS
static int mine(void) { return 3; }
int main(void)
{
	foo_func *f = mine;
	struct foo_ops ops = {mine};

	return f() + ops.run() + foo_call(mine) + foo_run(mine) != 12;
}
#endif
