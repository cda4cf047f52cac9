/* flags: -O2 -g3 -Wall -Wextra -Wunused-macros */
/* With macros that no pass over all macros may count as used. */
#include "lib.h"
int main(void) { return LIB_TWICE(0); }
