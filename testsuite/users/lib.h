/* The library whose users these are; frozen with LIB_SENTINELS defined. */
#ifndef LIB_H
#define LIB_H

#ifdef __cplusplus
extern "C" {
#endif

#include <stdarg.h>

#define LIB_MAX 16
#define LIB_NAME "lib"
#ifndef LIB_DOMAIN
#define LIB_DOMAIN "lib"
#endif
#define LIB_TWICE(x) ((x) + (x))

typedef struct _lib_ctx lib_ctx;

typedef enum {
	LIB_RED,
	LIB_GREEN,
#ifdef LIB_SENTINELS
	LIB_COLOUR_LAST
#endif
} lib_colour;

struct lib_point {
	int x;
	int y;
};

/* older than the word, which C++ and C23 have; GCC has it in C23 since 13 */
#if !defined __cplusplus && (!defined __STDC_VERSION__ || __STDC_VERSION__ <= 201710L || __GNUC__ < 13)
typedef unsigned char bool;
#endif

bool lib_is_open(const lib_ctx *ctx, bool really);
lib_ctx *lib_new(lib_colour colour);
int lib_format(lib_ctx *ctx, const char *format, va_list args);
int lib_get(lib_ctx *ctx, int flags);
int lib_gone(void);
extern int lib_count;

#ifndef NDEBUG
int lib_debug(lib_ctx *ctx);
#define LIB_ASSERT(x) ((x) ? 0 : lib_debug(0))
#define LIB_CHECKS 2
#else
#define LIB_ASSERT(x) ((void)(x))
#define LIB_CHECKS 0
#endif

#ifdef LIB_QUIET
#define LIB_LOG(x)
#define LIB_LOGS
#else
#define LIB_LOG(x) lib_get(0, x)
#define LIB_LOGS 1
#endif

#ifndef __cplusplus
#include "lib-c.h"
#define LIB_IS_C 1
int lib_generic(int x);
#define lib_generic(x) _Generic((x), int: lib_generic)(x)
#endif

static inline int lib_inline(void)
{
	extern int lib_hidden;

	return lib_hidden;
}

#ifdef __cplusplus
}
#endif

#endif
