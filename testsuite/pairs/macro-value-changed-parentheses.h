/* P6: parentheses around the whole make another thing of a type and of a list. */
#ifdef BEFORE
#define FOO_TYPE unsigned int
#define FOO_OID 1, 3
#else
#define FOO_TYPE (unsigned int) /* abiding: error "FOO_TYPE" macro-value-changed */
#define FOO_OID (1, 3) /* abiding: error "FOO_OID" macro-value-changed */
#endif
int foo_count(void);
#ifdef LIBRARY
int foo_count(void) { return 3; }
#endif
#ifdef WITNESS
static const int oid[] = { FOO_OID };
int main(void)
{
	FOO_TYPE n = foo_count();

	return n != 3 || sizeof(oid) != 2 * sizeof(int);
}
#endif
