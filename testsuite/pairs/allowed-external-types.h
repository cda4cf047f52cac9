/* P1: types from elsewhere are one in C and in C++. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/time.h>
struct foo_stamp {
	struct timeval when;
	bool is_set;
	uint8_t bytes[4];
};
size_t foo_write(FILE *file, const void *data, size_t size);
int foo_vlog(const char *format, va_list args);
#ifdef BEFORE
bool foo_when(struct foo_stamp *stamp, struct timeval *when);
#else
_Bool foo_when(struct foo_stamp *stamp, struct timeval *when);
#endif
#ifdef __cplusplus
#elif defined LIBRARY
size_t foo_write(FILE *file, const void *data, size_t size) { return file && data ? size : 0; }
int foo_vlog(const char *format, va_list args) { return format[0] + va_arg(args, int); }
bool foo_when(struct foo_stamp *stamp, struct timeval *when)
{
	*when = stamp->when;
	return stamp->is_set;
}
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_stamp stamp = { { 3, 4 }, true, { 0 } };
	struct timeval when;

	return !foo_when(&stamp, &when) || when.tv_usec != 4 || foo_write(stdout, &when, 5) != 5;
}
#endif
