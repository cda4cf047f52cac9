/* P6: what '\377' is worth, the sign of plain char decides. */
/* abiding: only aarch64 (plain char is unsigned there) */
/* abiding: anywhere error "-fsigned-char makes plain char signed" record-not-comparable */
/* abiding: after-options -fsigned-char (the option is what changed) */
#define FOO_END '\377'
int foo_is_end(int c);
#ifdef LIBRARY
int foo_is_end(int c)
{
	return c == FOO_END;
}
#endif
#ifdef WITNESS
int main(void)
{
	return !foo_is_end(FOO_END);
}
#endif
