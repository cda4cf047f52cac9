/* P1: an array parameter does not ask for more elements than it did (C17 6.7.6.3p7). */
/* abiding: from gcc 11 until 13 (others do not keep the number) */
/* abiding: only c (C++ has no such parameters) */
#ifdef BEFORE
int foo_first(int n, const int a[static 2]);
int foo_last(const int a[static 4]);
#else
int foo_first(int n, const int a[static 4]); /* abiding: error "parameter 2 of 'foo_first' is now an array of at least 4 elements, promised as at least 2" function-contract-changed */
int foo_last(const int a[static 2]);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_first(int n, const int a[static 2]) { return a[1] + n; }
int foo_last(const int a[static 4]) { return a[3]; }
#else
int foo_first(int n, const int a[static 4]) { return a[3] + n; }
int foo_last(const int a[static 2]) { return a[1]; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	static const int two[2] = {1, 2}, four[4] = {0, 2, 0, 2};

	return foo_first(1, two) + foo_last(four) != 5;
}
#endif
