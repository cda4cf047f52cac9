/* P1: register, extern and restrict change nothing for callers. */
#ifdef BEFORE
extern int foo_add(int a, register int b);
int foo_copy(char *to, const char *from);
#else
int foo_add(register int a, int b);
extern int foo_copy(char *__restrict to, const char *__restrict from);
#endif
#ifdef LIBRARY
int foo_add(int a, int b) { return a + b; }
int foo_copy(char *to, const char *from) { to[0] = from[0]; return 1; }
#endif
#ifdef WITNESS
int main(void)
{
	char to[1];

	foo_copy(to, "a");
	return foo_add(1, to[0]) != 'a' + 1;
}
#endif
