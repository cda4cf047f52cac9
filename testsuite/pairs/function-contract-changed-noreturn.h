/* P1: a function that never came back does not begin to. */
#ifdef BEFORE
__attribute__((noreturn)) void foo_fail(int status);
#else
void foo_fail(int status); /* abiding: error "foo_fail" function-contract-changed */
#endif
#ifdef LIBRARY
void _exit(int status) __attribute__((noreturn));
#ifdef BEFORE
void foo_fail(int status) { _exit(status); }
#else
void foo_fail(int status) { (void)status; }
#endif
#endif
#ifdef WITNESS
static int must(int a)
{
	if (a > 0)
		return a;
	foo_fail(0);
}
int main(int argc, char **argv) { (void)argv; return must(argc - 1) + 1; }
#endif
