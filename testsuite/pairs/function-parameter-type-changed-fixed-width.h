/* P1: unsigned long and uint64_t part where long has 32 bits. */
/* abiding: witness compile-only -m32 -ffreestanding (with a 64-bit long they are one type) */
#include <stdint.h>
#ifdef BEFORE
int foo_resize(unsigned long bytes);
#else
int foo_resize(uint64_t bytes); /* abiding: error "foo_resize" function-parameter-type-changed */
#endif
#ifdef WITNESS
int (*resize)(unsigned long) = foo_resize;
#endif
