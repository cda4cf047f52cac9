/* only: c */
/* Defines the library's function before the header declares it. */
typedef struct _lib_ctx lib_ctx;
int lib_get(lib_ctx *ctx, int flags) { return ctx != 0 && flags; }
#include "lib.h"
