/* Has things of his own called like the library's members. */
#include "lib.h"
struct own { struct { int x; } point; int LIB_COLOUR; };
static int lib_own(void) { int lib_count_of_mine = 1; return lib_count_of_mine; }
int main(void) { return lib_own(); }
