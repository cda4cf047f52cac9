/* What one target lays out in another way than the next: a struct for each rule. */
#include <stddef.h>
#include <stdint.h>

/* integers and floats, each behind a char */
struct of_short { char c; short v; };
struct of_int { char c; int v; };
struct of_long { char c; long v; };
struct of_long_long { char c; long long v; };
struct of_float { char c; float v; };
struct of_double { char c; double v; };
struct of_long_double { char c; long double v; };
struct of_complex { char c; _Complex double v; };
struct of_complex_long { char c; _Complex long double v; };
struct of_pointer { char c; void *v; };
struct of_function { char c; int (*v)(void); };
struct of_size { char c; size_t v; };
struct of_int64 { char c; int64_t v; };
struct of_pointer_wide { char c; uintptr_t v; };
struct of_bool { char c; _Bool v; short after; };
#ifdef __SIZEOF_INT128__
struct of_int128 { char c; __int128 v; };
#endif
struct array_of_long_double { char c; long double v[3]; char after; };

/* enums */
enum small { SMALL = 1 };
enum negative { NEGATIVE = -1, POSITIVE = 1 };
enum high { HIGH = 0x80000000u };
enum wide { WIDE = 0x100000000ll };
enum below { BELOW = -0x80000001ll };
struct of_enums { char c; enum small a; char d; enum negative b; char e; enum high f; char g; enum wide h; char i; enum below j; };
struct of_enum_bits { enum small a : 2; enum negative b : 2; enum high c : 32; char after; };
enum __attribute__((packed)) packed_enum { PACKED_ONE = 1 };
struct of_packed_enum { char c; enum packed_enum v; short after; };

/* bit-fields of every type */
struct bits_char { char c; char a : 3; signed char b : 7; unsigned char d : 1; char after; };
struct bits_short { char c; short a : 3; unsigned short b : 15; short d : 1; char after; };
struct bits_int { char c; int a : 3; unsigned b : 31; int d : 2; char after; };
struct bits_long { char c; long a : 3; unsigned long b : 31; long d : 30; char after; };
struct bits_long_long { char c; long long a : 3; unsigned long long b : 63; long long d : 2; char after; };
struct bits_bool { char c; _Bool a : 1; _Bool b : 1; char after; };
struct bits_mixed { char a : 2; short b : 9; int d : 20; long long e : 33; char f : 7; unsigned g : 1; };
struct bits_then_char { int a : 7; char b; };
struct char_then_bits { char a; int b : 17; short d; };
struct bits_straddle { int a : 20; int b : 20; short d : 10; };
struct bits_int64 { uint32_t a : 5; uint64_t b : 40; uint8_t d : 3; };
union bits_union { int a : 3; long long b : 40; char c; };

/* bit-fields without a name */
struct unnamed_int { char a; int : 3; char b; };
struct unnamed_long_long { char a; long long : 3; char b; };
struct unnamed_only { char a; int : 7; };
struct zero_char { char a : 1; char : 0; char b : 1; };
struct zero_short { char a : 1; short : 0; char b : 1; };
struct zero_int { char a : 1; int : 0; char b : 1; };
struct zero_int_last { char a; int : 0; };
struct zero_long_long { char a : 1; long long : 0; char b : 1; };
struct zero_between { char a; int : 0; char b; };
struct zero_first { int : 0; char a; };
struct holds_zero { char a; struct zero_between b; };
union unnamed_union { char a; int : 3; };
union zero_union { char a; int : 0; };

/* packed and aligned */
struct __attribute__((packed)) packed { char a; long long b; double d; short e; };
struct __attribute__((packed)) packed_bits { char a : 3; int b : 17; long long d : 40; char e; };
struct __attribute__((packed)) packed_zero { char a : 1; int : 0; char b; };
struct packed_member { char a; long long b __attribute__((packed)); double d; };
struct __attribute__((packed, aligned(4))) packed_aligned { char a; long long b; };
struct aligned_most { char a; char b __attribute__((aligned)); };
struct aligned_16 { char a; int b __attribute__((aligned(16))); };
struct aligned_bits { int a : 3; int b : 3 __attribute__((aligned(8))); int d : 3; };
struct __attribute__((aligned(2))) aligned_whole { char a; };
#pragma pack(push, 2)
struct pack_2 { char a; long long b; double d; int e : 3; };
#pragma pack(pop)
#pragma pack(push, 4)
struct pack_4 { char a; long long b; long double d; };
#pragma pack(pop)
typedef long long two_aligned __attribute__((aligned(2)));
typedef int sixteen_aligned __attribute__((aligned(16)));
struct by_typedef { char a; two_aligned b; sixteen_aligned d; };

/* vectors */
typedef char vector_8 __attribute__((vector_size(8)));
typedef int vector_16 __attribute__((vector_size(16)));
typedef double vector_32 __attribute__((vector_size(32)));
struct of_vector_8 { char c; vector_8 v; };
struct of_vector_16 { char c; vector_16 v; };
struct of_vector_32 { char c; vector_32 v; };

/* one in another */
struct flexible_char { int n; char data[]; };
struct flexible_short { int n; char c; short data[]; };
struct flexible_long_long { int n; long long data[]; };
struct flexible_zero { char n; double data[0]; };
struct empty { int n; struct { } e; char c; };
struct small_in { char a; };
struct nested { char c; struct { char d; long long e; } inner; union { double f; char g; } either; };
struct unnamed_in { char c; struct { short d; union { long long e; char f; }; }; };
struct holds_small { struct small_in a; struct small_in b; char c; };
struct array_of_small { struct small_in a[3]; short b; };
struct three_chars { char a[3]; };
struct holds_three { struct three_chars a; struct three_chars b; };
struct array_in { char c; double d[2]; int e : 4; };
union of_all { char c; long double d; long long e; void *f; };
struct holds_union { char c; union of_all u; char d; };

/* what the C library and the machine's ABI decide */
#include <sys/stat.h>
#include <sys/types.h>
struct of_library { nlink_t links; blksize_t block; off_t offset; time_t when; struct stat status; };
#define PLAIN_CHAR ((char)-1 < 0)
