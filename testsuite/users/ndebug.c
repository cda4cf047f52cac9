/* Hides a part of the header by a macro that its conditions ask for. */
#define NDEBUG
#include "lib.h"
