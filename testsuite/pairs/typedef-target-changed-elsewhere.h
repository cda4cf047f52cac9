/* P4: what the header declared itself now comes from a system header, and is something else
   there. */
#ifdef BEFORE
typedef unsigned long uint32_t; /* abiding: removed error "uint32_t" typedef-target-changed */
#else
#include <stdint.h>
#endif
uint32_t foo_f(uint32_t a);
#ifdef LIBRARY
uint32_t foo_f(uint32_t a) { return a; }
#endif
#ifdef WITNESS
int main(void) { return foo_f(1UL << 40) != 1UL << 40; }
#endif
