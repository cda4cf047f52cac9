/* Declares again what the header declares; a typedef then stands here (C11 6.7p3). */
#include "lib.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _lib_ctx lib_ctx;
lib_ctx *lib_new(lib_colour colour);
extern int lib_count;

#ifdef __cplusplus
}
#endif
