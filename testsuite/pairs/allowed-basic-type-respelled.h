/* P1: one type has many spellings. */
/* close to: typedef-target-changed */
#ifdef BEFORE
unsigned foo_count(long unsigned int a, signed b, short int c, char const *d);
#else
unsigned int foo_count(unsigned long a, int b, signed short c, const char *d);
#endif
#ifdef LIBRARY
unsigned foo_count(unsigned long a, int b, short c, const char *d)
{
	return (unsigned)a + (unsigned)b + (unsigned)c + (unsigned)d[0];
}
#endif
#ifdef WITNESS
int main(void) { return foo_count(1, 2, 3, "a") != 6 + 'a'; }
#endif
