/* P1: what nobody else could point to stays so: compilers count on it. */
#ifdef BEFORE
__attribute__((malloc)) int *foo_new(void);
__attribute__((assume_aligned(64))) char *foo_block(void);
#else
int *foo_new(void); /* abiding: error "no longer promises 'malloc'" function-contract-changed */
char *foo_block(void); /* abiding: error "no longer promises 'assume_aligned \(64\)'" function-contract-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
static int numbers[2], used;
int *foo_new(void) { return &numbers[used++]; }
static char blocks[128] __attribute__((aligned(64)));
char *foo_block(void) { return blocks; }
#else
static int number;
int *foo_new(void) { return &number; }
static char blocks[128] __attribute__((aligned(64)));
char *foo_block(void) { return blocks + 1; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	int *a = foo_new(), *b = foo_new();

	*a = 1;
	*b = 2;
	return *a != 1 || ((unsigned long)foo_block() & 63) != 0;
}
#endif
