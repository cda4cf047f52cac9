/* P6: programs have the value of a constant compiled in, be it no macro. */
#ifdef BEFORE
static const int foo_limit = 4;
static const char foo_name[] = "old";
static const char *const foo_path = "/old";
static const double foo_ratio = 0.5;
static const unsigned long long foo_mask = ~0ull;
#else
static const int foo_limit = 8; /* abiding: error "constant 'foo_limit' is now 8, promised as 4" variable-value-changed */
static const char foo_name[] = "new"; /* abiding: error "is now .new., promised as .old." variable-value-changed */
static const char *const foo_path = "/new"; /* abiding: error "foo_path" variable-value-changed */
static const double foo_ratio = 0.25; /* abiding: error "now 0.25, promised as 0.5" variable-value-changed */
static const unsigned long long foo_mask = ~0ull >> 1; /* abiding: error "promised as 18446744073709551615" variable-value-changed */
#endif
int foo_is_limit(int n);
#ifdef LIBRARY
int foo_is_limit(int n) { return n == foo_limit && foo_name[0] && foo_path && foo_ratio && foo_mask; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_limit(foo_limit) + (foo_name[0] && foo_path && foo_ratio && foo_mask ? 0 : 1); }
#endif
