/* P6: a variable is no constant: no array can be bounded by it. */
#ifdef BEFORE
#define FOO_LIMIT 4
#else
static const int FOO_LIMIT = 4; /* abiding: error "FOO_LIMIT" macro-form-changed */
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n <= 4; }
#endif
#ifdef WITNESS
static int numbers[FOO_LIMIT];
int main(void) { return !foo_check(sizeof(numbers) / sizeof(numbers[0])); }
#endif
