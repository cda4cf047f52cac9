/* only: c */
/* Defines it as in 1988. */
#include "lib.h"
int lib_get(ctx, flags) lib_ctx *ctx; int flags; { return ctx != 0 && flags; }
