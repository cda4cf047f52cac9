/* only: c */
/* flags: -std=gnu89 -Wno-implicit-function-declaration */
/* Calls what nobody declares. */
#include "lib.h"
int main(void) { return lib_never_declared(); }
