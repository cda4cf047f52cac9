/* P6: a text of another kind, a number beyond the other's sign, are other values. */
#ifdef BEFORE
#define FOO_NAME "foo"
#define FOO_INVALID (-1)
#define FOO_THREE 3.0
#else
#define FOO_NAME L"foo" /* abiding: error "FOO_NAME" macro-value-changed */
#define FOO_INVALID 0xffffffff /* abiding: error "FOO_INVALID" macro-value-changed */
#define FOO_THREE 3 /* abiding: error "FOO_THREE" macro-value-changed */
#endif
int foo_check(const char *name, long long id, double third);
#ifdef LIBRARY
int foo_check(const char *name, long long id, double third)
{
	return name[0] == 'f' && id == FOO_INVALID && third > 0.3;
}
#endif
#ifdef WITNESS
int main(void) { return !foo_check(FOO_NAME, FOO_INVALID, 1 / FOO_THREE); }
#endif
