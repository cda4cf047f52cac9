/* P1: a function that takes a type which an option alters, in no struct at all. */
/* abiding: only c (C++ has wchar_t of its own) */
/* abiding: anywhere error "'wchar_t' is 'unsigned short' here and .*-fshort-wchar" record-not-comparable */
/* abiding: after-options -fshort-wchar (the option is what changed) */
#include <stddef.h>
int foo_second(const wchar_t *text);
#ifdef LIBRARY
int foo_second(const wchar_t *text)
{
	return text[1];
}
#endif
#ifdef WITNESS
int main(void)
{
	const wchar_t text[] = { 'a', 'b', 0 };

	return foo_second(text) != 'b';
}
#endif
