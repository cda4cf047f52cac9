/* P6: what '\377' is worth, the sign of plain char decides. */
/* abiding: only x86_64 (plain char is signed there) */
/* abiding: anywhere error "-funsigned-char makes plain char unsigned" record-not-comparable */
/* abiding: after-options -funsigned-char (the option is what changed) */
#define FOO_END '\377'
#define FOO_LETTER 'a'
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
