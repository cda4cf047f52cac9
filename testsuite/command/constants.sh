# SPDX-License-Identifier: GPL-3.0-or-later
# What a record says that a macro comes to is what the compiler says: indices beyond an array and
# beyond all memory, references, sizes that no object can have.
. "$HARNESS"

# held NAME COMPILER FILE VALUES TEXTS: so many macros of the file are values, each of them the
# compiler's, too; so many are texts.
held() {
  echo "#include \"$3\"" >"user.${3##*.}"
  rm -f r.yaml
  expect "$1: a record" 0 "$2" "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-write-record=r.yaml \
    -fsyntax-only -x "${4%%:*}" "user.${3##*.}"
  sed -nE 's/^ *(R[0-9]+): .*value: (\{lp64: )?(-?[0-9]+).*/\1 \3/p' r.yaml >values
  {
    cat "user.${3##*.}"
    sed 's/\(.*\) \(.*\)/static_assert(\1 == \2ull, "\1");/' values
  } >same.c
  expect "$1: the compiler says the same" 0 "$2" -w -fsyntax-only -x "${4%%:*}" same.c
  if test "$(wc -l <values)" -eq "${4#*:}"; then pass "$1: values"; else fail "$1: values" "$(cat values)"; fi
  if test "$(grep -c 'R[0-9]*: .*text:' r.yaml)" -eq "$5"; then pass "$1: texts"; else fail "$1: texts" "$(cat r.yaml)"; fi
}

cat >foo.h <<'END2'
#define static_assert _Static_assert
struct s { int a[4]; struct { char b[8]; } c[3]; long d; };
typedef char half[0x4000000000000000];
#define R1 __builtin_offsetof(struct s, a[-1])
#define R2 __builtin_offsetof(struct s, a[4])
#define R3 __builtin_offsetof(struct s, a[0x7fffffffffffffff])
#define R4 __builtin_offsetof(struct s, a[0xffffffffffffffff])
#define R5 __builtin_offsetof(struct s, a[0x8000000000000000])
#define R6 __builtin_offsetof(struct s, c[2].b[3])
#define R7 __builtin_offsetof(struct s, c[0x1000000000000000].b[0x7fffffffffffffff])
#define R8 __builtin_offsetof(struct s, a[-1u])
#define R9 __builtin_offsetof(struct s, a[(signed char)300])
#define R10 sizeof(half)
#define R11 ((0xffffffffffffffff * 0xffffffffffffffff) + 0)
#define R12 sizeof(half[4])
#define R13 __builtin_offsetof(struct s, a[1.0])
#define R14 ((-0x7fffffff - 1) / -1)
#define R15 ((-0x7fffffffffffffff - 1) % -1)
#define R16 (0x7fffffffffffffff + 1)
END2
case $("$CC" -dumpmachine) in
x86_64*) held 'far indices' "$CC" foo.h c:11 5 ;;
*) echo 'SKIP: constants: far indices: for 64 bits' ;;
esac

cat >foo.hpp <<'END2'
struct pair { char a; long long b; char tail[3]; };
struct held { char before; pair &ref; char c; };
typedef char &char_ref;
using pair_ref = pair &;
typedef pair &&pair_rvalue;
extern pair &the_pair;
extern char (&letters)[5];
extern pair *const &pointer;
#define R1 sizeof(char_ref)
#define R2 sizeof(pair_ref)
#define R3 sizeof(pair_rvalue)
#define R4 sizeof(the_pair)
#define R5 sizeof the_pair.b
#define R6 sizeof(letters)
#define R7 sizeof letters[1]
#define R8 sizeof(((held *)0)->ref)
#define R9 sizeof(((held *)0)->ref.tail)
#define R10 alignof(pair_ref)
#define R11 sizeof(held)
#define R12 __builtin_offsetof(held, c)
#define R13 sizeof(pointer)
#define R14 sizeof(pointer->tail)
#define R15 sizeof(*pointer)
#define R16 (sizeof(the_pair) / sizeof(the_pair.b))
#define R17 ((char_ref)1)
END2
if command -v "${CXX:-g++}" >/dev/null; then
  held 'references' "${CXX:-g++}" foo.hpp c++:16 1
else
  echo 'SKIP: constants: references: there is no C++ compiler'
fi
