/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A user of the library, in C and C++. */
#include "lib.h"

#ifdef __cplusplus
extern "C" {
#endif

int user(lib_point *point);

int user(lib_point *point)
{
	return lib_open(LIB_NAME, LIB_LIMIT) + point->x + lib_twice(lib_count);
}

#ifdef __cplusplus
}
#endif
