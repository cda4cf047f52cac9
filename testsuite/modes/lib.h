/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library of these tests. */
#ifndef LIB_H
#define LIB_H

#ifdef __cplusplus
extern "C" {
#endif

#include <stddef.h>

#define LIB_VERSION 1000000
#define LIB_LIMIT 16
#define LIB_NAME "lib"
#define LIB_SECOND LIB_GREEN

typedef struct _lib_point lib_point;
struct _lib_point {
	int x;
	int y;
};

typedef enum {
	LIB_RED,
	LIB_GREEN,
#ifdef LIB_SENTINELS
	LIB_COLOUR_LAST
#endif
} lib_colour;

typedef enum { LIB_SMALL = 3, LIB_BIG = 9 } lib_size;

struct lib_row {
	int cells[LIB_BIG > 8 ? 2 : 3];
};

typedef int (*lib_visit)(lib_point *point, void *opaque);

int lib_open(const char *name, size_t length);
int lib_close(int handle);
int lib_each(lib_visit visit, void *opaque);
extern int lib_count;

#ifndef NDEBUG
int lib_debug(lib_colour colour);
#endif

static inline int lib_twice(int x)
{
	return 2 * x;
}

#ifdef __cplusplus
}
#endif

#endif
