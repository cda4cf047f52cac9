/* P6: nor do those of C23 change. */
/* abiding: from gcc 13 (constexpr in C) */
/* abiding: options -std=gnu2x (likewise) */
/* abiding: only c (C++ has another option for it) */
#ifdef BEFORE
constexpr int foo_limit = 1'000;
constexpr float foo_ratio = 0.1f;
#else
constexpr int foo_limit = 2'000; /* abiding: error "is now 2000, promised as 1000" variable-value-changed */
constexpr float foo_ratio = 0.1f;
#endif
int foo_is_limit(int n);
#ifdef LIBRARY
int foo_is_limit(int n) { return n == foo_limit && foo_ratio > 0; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_limit(foo_limit) || foo_ratio < 0; }
#endif
