/* P4: unsigned long and uint64_t part where long has 32 bits. */
/* abiding: witness compile-only -m32 -ffreestanding (with a 64-bit long they are one type) */
#include <stdint.h>
#ifdef BEFORE
typedef unsigned long foo_size;
#else
typedef uint64_t foo_size; /* abiding: error "foo_size" typedef-target-changed */
#endif
int foo_resize(foo_size size);
#ifdef WITNESS
int (*resize)(unsigned long) = foo_resize;
#endif
