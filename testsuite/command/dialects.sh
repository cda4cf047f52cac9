# SPDX-License-Identifier: GPL-3.0-or-later
# One header of everything that C and GNU C can declare: frozen under one
# dialect, it is the same under all others that can compile it, and in C++.
. "$HARNESS"
cat >foo.h <<'END'
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#ifndef __cplusplus
#include <stdbool.h>
#else
extern "C" {
#endif
#ifndef __cplusplus
#define FOO_RESTRICT __restrict
#else
#define FOO_RESTRICT __restrict__
#endif

/* scalars */
__extension__ typedef unsigned __int128 foo_u128;
__complex__ double foo_turn(__complex__ float *a, foo_u128 b, __int128 c);
bool foo_is(bool a, wchar_t b, signed c, long long unsigned int d, char e, signed char f);
typedef int foo_si __attribute__((mode(SI)));
typedef unsigned foo_di __attribute__((mode(DI)));
foo_di foo_modes(foo_si a, int b __attribute__((mode(HI))));
typedef float foo_v4 __attribute__((vector_size(16)));
foo_v4 foo_vector(foo_v4 a, short b __attribute__((vector_size(8))));
typedef int foo_loose __attribute__((aligned(2), may_alias));

/* functions */
int foo_list(const char *text, va_list list) __attribute__((format(printf, 1, 0)));
int foo_print(const char *text, ...) __attribute__((format(printf, 1, 2), nonnull(1)));
int foo_join(const char *text, ...) __attribute__((sentinel(1), warn_unused_result));
void foo_fail(int status) __attribute__((noreturn, cold));
void *foo_new(size_t a, size_t b) __attribute__((malloc, alloc_size(1, 2), alloc_align(2), returns_nonnull));
int foo_hash(const char *FOO_RESTRICT a, char *FOO_RESTRICT b) __attribute__((pure, nonnull));
int foo_sum(int a, int b) __attribute__((const, leaf, nothrow));
const char *foo_text(const char *key) __attribute__((format_arg(1)));
int foo_old(void) __attribute__((deprecated("new"), weak));
int foo_hidden(void) __attribute__((visibility("hidden")));
#pragma GCC visibility push(hidden)
int foo_hidden_too(void);
#pragma GCC visibility pop
int foo_label(int a) __asm__("foo_label_v2");
#pragma redefine_extname foo_renamed foo_renamed_v2
int foo_renamed(void);
#pragma weak foo_weak
int foo_weak(void);
int (*foo_getter(const char *name))(int key);
void (*(*foo_chain(int (*)(char), void (*next)(int)))(void))(int);
int foo_arrays(int n, char a[4], const char *const b[], int (*c)[3], int d[][2]);
typedef void (*foo_die)(int status) __attribute__((noreturn));
typedef int foo_function(const void *a, const void *b);
void foo_sort(void *base, foo_function *compare, foo_function other);
static inline int foo_inline(int a) { extern int foo_block(int); return foo_block(a); }
static inline __attribute__((always_inline)) int foo_always(int a) { return a; }
extern inline __attribute__((gnu_inline)) int foo_gnu(int a) { return a; }
int foo_again(const char *a);
int foo_again(const char *a) __attribute__((nonnull(1)));

/* variables */
extern __thread int foo_local;
extern const char *const foo_words[];
extern int foo_block_of[4] __attribute__((aligned(64)));
extern volatile int foo_state;
extern int foo_named __asm__("foo_named_v2");
static const int foo_limit = 4 * sizeof(short);
static const char foo_name[] = "foo\t\xff";
static const char *const foo_path = "/foo" "/bar";
static const double foo_ratio = 0x1.8p-1;
static const float foo_tenth = 0.1f;

/* structs and unions */
struct foo_opaque;
typedef struct _foo_info foo_info;
struct _foo_info {
	unsigned a : 3;
	signed int b : 4;
	unsigned : 0;
	bool c : 1;
	long long d : 33;
	unsigned char e : 2;
	__extension__ union { int i; struct { short low, high; }; };
	struct { char *name; } inner;
	int (*call)(foo_info *info, int (*other)(void));
	void (*die)(int status) __attribute__((noreturn));
	struct foo_opaque *opaque;
	char rest[];
};
struct foo_zero { int n; char z[0]; };
struct foo_none { };
struct __attribute__((packed)) foo_packed { char a; int b; short c __attribute__((aligned(2))); };
#pragma pack(push, 2)
struct foo_two { char a; long b; };
#pragma pack(1)
struct foo_one { char a; struct { char b; double c; } in; };
#pragma pack(pop)
struct foo_natural { char a; double b; } __attribute__((aligned(32)));
typedef union { int *number; const char *text; } foo_key __attribute__((transparent_union));
int foo_find(foo_key key);
typedef struct { struct foo_two two[2]; foo_v4 vector; foo_u128 wide; } foo_all, *foo_all_ptr;
struct foo_list { struct foo_list *next; enum { FOO_FIRST, FOO_SECOND } kind; };

/* enums */
enum foo_color { FOO_RED = -1, FOO_GREEN, FOO_BLUE = 'b', FOO_LAST };
#define FOO_RED FOO_RED
#define FOO_GREEN FOO_GREEN
enum { FOO_ALONE = 7 };
#define FOO_ALONE FOO_ALONE
__extension__ typedef enum { FOO_SMALL, FOO_HUGE = 0x100000000 } foo_huge;
typedef enum __attribute__((packed)) { FOO_TINY, FOO_TINIER = 200 } foo_tiny;
typedef enum { FOO_FLAG_A = 1 << 0, FOO_FLAG_TOP = 1u << 31 } foo_flags;

/* macros */
#define foo_label foo_label
#define foo_sum(a, b) ((a) + (b))
#define FOO_SIZE sizeof(foo_all)
#define FOO_TEXT "a" "\x62" FOO_STRING(c d)
#define FOO_STRING(a) #a
#define FOO_JOIN(a, b) a##b
#define FOO_NUMBER FOO_JOIN(0x, ff)
#define FOO_WIDE L"a" L"b"
#define FOO_LETTER '\n'
#define FOO_WIDE_LETTER L'x'
#define FOO_FLOAT 0x1.8p3f
#define FOO_LONG_DOUBLE 1.5e3L
#define FOO_MINUS (-1L)
#define FOO_ALL_BITS (~0ULL)
#define FOO_NONE ((void *)0)
#define FOO_CALL(...) foo_print(__VA_ARGS__)
#define FOO_NAMED(first, rest...) foo_print(first, ##rest)
#define FOO_VALUE ({ int foo_v = 1; foo_v; })
#define FOO_PICK(x) _Generic((x), int: foo_inline, default: foo_always)(x)
#define FOO_GONE 1
#undef FOO_GONE
#ifdef __cplusplus
}
#endif
END

# What only C11 and later know, and no C++.
{
  cat foo.h
  cat <<'END'
_Noreturn void foo_never(void);
extern _Thread_local int foo_thread;
extern _Alignas(16) int foo_sixteen;
_Static_assert(sizeof(int) >= 2, "int");
_Atomic int *foo_atomic(_Atomic(long) *a);
struct foo_counts { _Atomic int a; _Atomic(char) b; _Alignas(8) char c; };
_Float32x foo_floats(_Float64 a, _Float32 b);
int foo_at_least(int n, const int a[static 2], int b[const], int c[*], int d[n][n]);
struct __attribute__((scalar_storage_order("big-endian"))) foo_order { int a; };
int foo_any();
int foo_any(int a, int b);
END
} >foo-c.h

# What only C23 knows.
cat >foo-23.h <<'END'
enum foo_color : unsigned char { FOO_RED, FOO_BLUE = 200 };
enum foo_shade : short;
enum : unsigned char { FOO_ALONE = 7 };
typeof(int) foo_typeof(typeof_unqual(const long) a, typeof(nullptr) b);
_BitInt(17) foo_bits(unsigned _BitInt(3) a, _BitInt(200) *b);
struct foo_bits { _BitInt(5) a : 4; _BitInt(100) b; bool c : 1; alignas(8) char d; };
constexpr int foo_limit = 1'000;
constexpr char foo_name[] = "foo";
static const auto foo_long = 5L;
[[nodiscard("why")]] int foo_result(void);
[[noreturn]] void foo_fail(void);
[[deprecated]] int foo_old(void);
[[gnu::nonnull(1)]] int foo_given(char *a);
[[maybe_unused]] static inline int foo_unused(bool a) { return a; }
struct [[nodiscard]] foo_kept { int a; };
int foo_none();
extern thread_local int foo_thread;
static_assert(true);
#ifdef FOO_NEVER
#elifdef __STDC__
int foo_elifdef(void);
#endif
#define FOO_BINARY 0b1010'1010
#define FOO_NULL nullptr
#define FOO_TRUE true
#define FOO_BYTE u8'a'
#define FOO_BYTES u8"abc"
#define FOO_WIDTH 5wb
#define FOO_CALL(f, ...) f(1 __VA_OPT__(,) __VA_ARGS__)
END

# write HEADER LANGUAGE STANDARD RECORD; check likewise
write() {
  $CC -w -fsyntax-only -x "$2" "-std=$3" "-fplugin=$ABIDING_PLUGIN" \
    "-fplugin-arg-abiding-write-record=$4" "$1"
}
check() {
  $CC -w -fsyntax-only -x "$2" "-std=$3" "-fplugin=$ABIDING_PLUGIN" \
    "-fplugin-arg-abiding-record=$4" -fplugin-arg-abiding-strict "$1"
}
knows() { $CC -w -fsyntax-only -x "$2" "-std=$3" "$1" 2>/dev/null; }

# all HEADER WHAT FIRST STANDARD...: frozen under the first, checked under each
all() {
  header=$1 what=$2 first=$3
  shift 3
  expect "$what: freeze, $first" 0 write "$header" c "$first" "$what.yaml"
  expect "$what: the command reads it" 0 "$COMMAND" diff "$what.yaml" "$what.yaml"
  checked=0
  for standard in "$@"; do
    language=c
    case $standard in *++*) language=c++ ;; esac
    knows "$header" $language "$standard" || continue
    checked=$((checked + 1))
    expect "$what: check, $standard" 0 check "$header" $language "$standard" "$what.yaml"
    empty "$what: silent, $standard" err
    expect "$what: freeze, $standard" 0 write "$header" $language "$standard" "$standard.yaml"
    same "$what: one record, $standard" "$what.yaml" "$standard.yaml"
  done
}

all foo.h everything gnu17 gnu89 gnu99 c99 gnu11 c11 gnu17 c17 gnu2x c2x gnu23 c23 gnu2y c2y \
  gnu++98 gnu++11 gnu++14 gnu++17 gnu++20 c++20 gnu++23
test $checked -ge 12 && pass "under many standards" || fail "under many standards" "only $checked"
all foo-c.h c-only gnu17 gnu11 c11 gnu17 c17 gnu2x c2x gnu23 c23
if knows foo-23.h c c23; then
  all foo-23.h c23 gnu23 c23 gnu23 gnu2y c2y
else
  echo "SKIP: C23, which this compiler does not know"
fi

# A struct without members has another size in C++, and so has what holds one.
cat >foo-none.h <<'END'
struct foo_none { };
struct foo_holder { struct foo_none none[2]; int number; };
END
expect "an empty member: freeze" 0 write foo-none.h c gnu17 none.yaml
expect "an empty member: check in C" 0 check foo-none.h c gnu17 none.yaml
expect "an empty member: check in C++" 0 check foo-none.h c++ gnu++17 none.yaml
empty "an empty member: silent" err

# "()" is "(void)" in C++ and C23, and takes anything in other C: neither record alarms there.
cat >foo-none.h <<'END'
#ifdef __cplusplus
extern "C" {
#endif
typedef int foo_func();
int foo_call(foo_func *f, int (*g)());
int foo_zero();
#ifdef __cplusplus
}
#endif
END
for first in gnu17 gnu++17 gnu23; do
  language=c
  case $first in *++*) language=c++ ;; esac
  knows foo-none.h $language $first || continue
  expect "no prototype: freeze, $first" 0 write foo-none.h $language $first none.yaml
  for standard in gnu90 gnu17 gnu2x gnu23 gnu++98 gnu++17; do
    language=c
    case $standard in *++*) language=c++ ;; esac
    knows foo-none.h $language $standard || continue
    expect "no prototype: $first, $standard" 0 check foo-none.h $language $standard none.yaml
    empty "no prototype: $first, $standard: silent" err
  done
done
expect "no prototype: freeze" 0 write foo-none.h c gnu17 none.yaml
has "no prototype: the record" none.yaml 'foo_func: \{.*type: int \(\)\}'
