/* P1: a function is called in the same way for ever. */
/* abiding: only x86_64 (ms_abi) */
#ifdef BEFORE
int foo_subtract(int a, int b);
#else
__attribute__((ms_abi))
int foo_subtract(int a, int b); /* abiding: error "foo_subtract" function-calling-convention-changed */
#endif
#ifdef LIBRARY
#ifndef BEFORE
__attribute__((ms_abi))
#endif
int foo_subtract(int a, int b) { return a - b; }
#endif
#ifdef WITNESS
static int (*subtract)(int a, int b) = foo_subtract;
int main(void) { return subtract(5, 3) != 2; }
#endif
