/* P1, P2: a struct, a function and a field may share a name. */
struct foo_stat {
	int foo_stat;
};
int foo_stat(struct foo_stat *foo_stat);
#ifndef BEFORE
struct foo_open {
	int foo_stat;
};
int foo_open(struct foo_open *foo_stat);
#endif
#ifdef LIBRARY
int foo_stat(struct foo_stat *stat) { return stat->foo_stat; }
#ifndef BEFORE
int foo_open(struct foo_open *open) { return open->foo_stat; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_stat stat = { 3 };

	return foo_stat(&stat) != 3;
}
#endif
