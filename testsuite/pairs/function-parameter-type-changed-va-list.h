/* P1: a va_list is called so wherever it is declared, and is not what it is made of. */
#include <stdarg.h>
typedef int (*foo_printer)(void *to, const char *format, va_list args);
#ifdef BEFORE
int foo_print(foo_printer printer, va_list args);
#else
int foo_print(foo_printer printer, va_list *args); /* abiding: error "args" function-parameter-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_print(foo_printer printer, va_list args) { return printer(0, "", args); }
#else
int foo_print(foo_printer printer, va_list *args) { return printer(0, "", *args); }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	int (*print)(foo_printer, va_list) = foo_print;

	return print == 0;
}
#endif
