/* Does away with macros, and reuses the name of one. */
#include "lib.h"
#undef LIB_NAME
#undef LIB_TWICE
#undef LIB_MAX
#define LIB_MAX 17
