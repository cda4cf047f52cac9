/* P1: what a function returns a pointer to does not become const under its callers. */
#ifdef BEFORE
char *foo_name(void);
#else
const char *foo_name(void); /* abiding: error "foo_name" function-return-type-changed */
#endif
#ifdef LIBRARY
static char name[] = "foo";
#ifdef BEFORE
char *foo_name(void) { return name; }
#else
const char *foo_name(void) { return name; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	char *name = foo_name();

	name[0] = 'g';
	return name[0] != 'g';
}
#endif
