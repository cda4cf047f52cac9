/* P3: a union without a name may gain a member that fits, behind a typedef, too. */
typedef union {
	long size;
#ifndef BEFORE
	int number;
#endif
} *foo_value;
extern union {
#ifndef BEFORE
	int number;
#endif
	long size;
} foo_last;
void foo_clear(foo_value value);
#ifdef LIBRARY
__typeof__(foo_last) foo_last = { 3 };
void foo_clear(foo_value value) { value->size = 0; (void)foo_last; }
#endif
#ifdef WITNESS
int main(void)
{
	long size = 3;

	foo_clear((foo_value)(void *)&size);
	return size != 0 || foo_last.size != 3;
}
#endif
