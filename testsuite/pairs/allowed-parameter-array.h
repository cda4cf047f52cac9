/* P1: an array as parameter is a pointer, its bound says nothing; a function likewise. */
#ifdef BEFORE
int foo_sum(int values[4], int n);
int foo_first(char name[]);
int foo_matrix(int (*rows)[3]);
int foo_call(int run(int));
#else
int foo_sum(int values[8], int n);
int foo_first(char *name);
int foo_matrix(int rows[2][3]);
int foo_call(int (*run)(int));
#endif
#ifdef LIBRARY
int foo_sum(int *values, int n) { return n ? values[n - 1] + foo_sum(values, n - 1) : 0; }
int foo_first(char *name) { return name[0]; }
int foo_matrix(int (*rows)[3]) { return rows[1][2]; }
int foo_call(int (*run)(int)) { return run(1); }
#endif
#ifdef WITNESS
static int run(int a) { return a; }
int main(void)
{
	int values[8] = { 1, 2, 3, 0, 0, 0, 0, 0 };
	int rows[2][3] = { { 0, 0, 0 }, { 0, 0, 5 } };
	char name[] = "a";

	return foo_sum(values, 8) + foo_first(name) + foo_matrix(rows) + foo_call(run) != 12 + 'a';
}
#endif
