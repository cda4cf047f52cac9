/* Asks the header for macros that do nothing. */
#define LIB_QUIET
#include "lib.h"
LIB_LOG(1)
int main(void) { return 0; }
