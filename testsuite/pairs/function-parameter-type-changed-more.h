/* P1: each parameter, and what is returned, is a finding of its own. */
#ifdef BEFORE
long long foo_move(long long from, int by, long long to);
#else
/* abiding: anywhere error "returns" function-return-type-changed */
/* abiding: anywhere error "from" function-parameter-type-changed */
int foo_move(int from, int by, int to); /* abiding: error "to" function-parameter-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
long long foo_move(long long from, int by, long long to) { return from + by + to; }
#else
int foo_move(int from, int by, int to) { return from + by + to; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_move(1LL << 40, 1, 1LL << 40) != (1LL << 41) + 1; }
#endif
