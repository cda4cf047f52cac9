/* P1: an object lies where programs may count on it to lie. */
#ifdef BEFORE
extern char foo_block[64] __attribute__((aligned(64)));
#else
extern char foo_block[64]; /* abiding: error "no longer 'aligned \(64\)'" variable-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
char foo_block[64] __attribute__((aligned(64)));
#else
struct { char odd; char block[64]; } foo_all __attribute__((aligned(64)));
__asm__(".globl foo_block\n.type foo_block, %object\n.size foo_block, 64\n.set foo_block, foo_all + 1");
#endif
#endif
#ifdef WITNESS
_Static_assert(_Alignof(foo_block) == 64, "");
int main(void) { return foo_block[0]; }
#endif
