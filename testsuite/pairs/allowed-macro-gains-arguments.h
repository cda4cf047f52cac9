/* P6: a function-like macro that gains "..." takes what it took. */
/* close to: macro-form-changed */
#ifdef BEFORE
#define FOO_ADD(a) foo_add(a, 0)
#define FOO_LOG(format) foo_log(format)
#define FOO_ONE(a) ((a) + 1)
#else
#define FOO_ADD(a, ...) foo_add(a, 0)
#define FOO_LOG(format, ...) foo_log(format, ##__VA_ARGS__)
#define FOO_ONE(...) ((__VA_ARGS__) + 1)
#endif
int foo_add(int a, int b);
int foo_log(const char *format, ...);
#ifdef LIBRARY
int foo_add(int a, int b) { return a + b; }
int foo_log(const char *format, ...) { return format[0]; }
#endif
#ifdef WITNESS
int main(void) { return FOO_ADD(2) != 2 || FOO_LOG("a") != 'a' || FOO_ONE(1) != 2; }
#endif
