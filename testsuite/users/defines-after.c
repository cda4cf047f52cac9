/* The library's own file: definitions, with other names and attributes. */
#include "lib.h"
struct _lib_ctx { int private_parts; };
int lib_count = 3;
int __attribute__((weak)) lib_get(lib_ctx *c, int f) { return c->private_parts + f; }
#pragma GCC visibility push(hidden)
int lib_gone(void) { return 0; }
#pragma GCC visibility pop
