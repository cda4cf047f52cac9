/* A user like most. */
#include "lib.h"
int main(void) { return lib_new(LIB_RED) == 0; }
