/* asks for sentinels */
/* One who asks for sentinels. */
#define LIB_SENTINELS
#include "lib.h"
int counts[LIB_COLOUR_LAST];
