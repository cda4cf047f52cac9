/* P1: a function whose result hung on its arguments alone goes on to do so. */
#ifdef BEFORE
__attribute__((const)) int foo_number(int a);
__attribute__((pure)) int foo_hash(const char *text);
#else
__attribute__((pure)) int foo_number(int a); /* abiding: error "no longer promises 'const'" function-contract-changed */
__attribute__((const)) int foo_hash(const char *text);
#endif
#ifdef LIBRARY
int foo_number(int a)
{
#ifndef BEFORE
	static int calls;

	a += calls++;
#endif
	return a;
}
int foo_hash(const char *text) { return text != 0; }
#endif
#ifdef WITNESS
void _exit(int);
int main(void)
{
	int a = foo_number(1);

	__asm__ volatile("" : : : "memory");
	if (a != foo_number(1))
		_exit(1);
	return !foo_hash("a");
}
#endif
