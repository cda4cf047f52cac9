/* Has a value of his own for what the header only proposes. */
#define LIB_DOMAIN "user"
#include "lib.h"
