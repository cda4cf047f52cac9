/* P4: "()" takes a function of any parameters, "(void)" and "(int)" one kind of them. */
/* abiding: only c (in C++, "()" is "(void)") */
#ifdef BEFORE
typedef int foo_func();
typedef int (*foo_hook)();
struct foo_ops {
	int (*run)();
};
int foo_call(int (*call)());
#else
typedef int foo_func(void); /* abiding: error "now 'int .void.', promised as 'int ..'" callback-signature-changed */
typedef int (*foo_hook)(char *); /* abiding: error "'foo_hook'" callback-signature-changed */
struct foo_ops {
	int (*run)(void); /* abiding: error "'run'" struct-field-type-changed */
};
int foo_call(int (*call)(void)); /* abiding: error "'foo_call'" function-parameter-type-changed */
#endif
int foo_run(foo_func *f);
#ifdef LIBRARY
int foo_call(int (*call)()) { return call(3); }
int foo_run(foo_func *f) { return ((int (*)(int))f)(3); }
#endif
#ifdef WITNESS
static int mine(int a) { return a; }
int main(void)
{
	foo_func *f = mine;
	foo_hook hook = mine;
	struct foo_ops ops = {mine};

	return f(3) + hook(3) + ops.run(3) + foo_call(mine) + foo_run(mine) != 15;
}
#endif
