/* P1, P2: attributes that are advice to the compiler or the library's own matter. */
/* close to: type-attribute-changed */
#ifdef BEFORE
#define FOO_ADVICE(x)
#define FOO_OTHER(x) x
#else
#define FOO_ADVICE(x) x
#define FOO_OTHER(x)
#endif
int foo_a(const char *p, unsigned long n) FOO_ADVICE(__attribute__((access(read_only, 1, 2))));
int foo_b(int a) FOO_ADVICE(__attribute__((cold)));
int foo_c(int a) FOO_ADVICE(__attribute__((hot, leaf, nothrow)));
void *foo_d(unsigned long n) FOO_ADVICE(__attribute__((alloc_size(1), malloc)));
int foo_e(int a) FOO_ADVICE(__attribute__((const)));
int foo_f(int a) FOO_ADVICE(__attribute__((deprecated("old"))));
int foo_g(int a) FOO_ADVICE(__attribute__((warning("slow"))));
int foo_h(int a) FOO_ADVICE(__attribute__((no_instrument_function, noinline, noclone, used)));
int foo_i(int a) FOO_ADVICE(__attribute__((no_sanitize("address"), optimize("O2"), aligned(32))));
int foo_j(int a) FOO_ADVICE(__attribute__((visibility("default"), section(".text.foo"))));
void *foo_k(unsigned long n) FOO_OTHER(__attribute__((alloc_size(1))));
int foo_l(const char *p, unsigned long n) FOO_OTHER(__attribute__((access(read_only, 1, 2))));
extern int foo_m FOO_ADVICE(__attribute__((deprecated)));
extern __thread int foo_n FOO_ADVICE(__attribute__((tls_model("initial-exec"))));
enum foo_o { FOO_O_A FOO_ADVICE(__attribute__((deprecated))), FOO_O_B };
struct foo_p { int a FOO_ADVICE(__attribute__((deprecated))); char b[4] FOO_ADVICE(__attribute__((nonstring))); };
struct foo_q { int a; } FOO_OTHER(__attribute__((designated_init)));
typedef union { int *a; char *b; } foo_t FOO_ADVICE(__attribute__((transparent_union)));
int foo_u(foo_t t);
typedef int foo_r FOO_ADVICE(__attribute__((may_alias)));
typedef int foo_s FOO_ADVICE(__attribute__((deprecated)));
#undef FOO_ADVICE
#undef FOO_OTHER
#ifdef LIBRARY
int foo_a(const char *p, unsigned long n) { return p && n; }
int foo_u(foo_t t) { return *t.a; }
int foo_m = 1;
__thread int foo_n = 1;
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_q q = { .a = 1 };
	foo_r r = 1;
	foo_t t = { .a = &q.a };

	return foo_a("a", 1) + foo_m + foo_n + foo_u(t) + r != 5;
}
#endif
