/* asks for sentinels */
/* Asks for them only for the header. */
#define LIB_SENTINELS
#include "lib.h"
#undef LIB_SENTINELS
