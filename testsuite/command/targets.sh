# SPDX-License-Identifier: GPL-3.0-or-later
# One record for two data models, by -m32: what each decides, and what neither does.
. "$HARNESS"
cat >foo.h <<'END'
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <sys/stat.h>
#include <time.h>
#include <wchar.h>

#define FOO_LONG_SIZE sizeof(long)
#define FOO_LONG_MAX LONG_MAX
#define FOO_SIZE_MAX ((size_t)-1)
#define FOO_BITS (8 * (int)sizeof(void *))
#define FOO_LARGE 4294967296
#define FOO_MASK UINT64_C(0xff)
#define FOO_FORMAT "%" PRIu64
#define FOO_WIDE L'x'
#define FOO_WIDEST WCHAR_MAX
#define FOO_NEVER ((time_t)-1)
#define FOO_MOMENT ((time_t)1 << 20)
#define FOO_HUGE ((uint64_t)1 << 40)
#define FOO_LETTER 'a'
#define FOO_PLAIN 7
#define FOO_ON true
#include <stdbool.h>
typedef enum { FOO_LOW = 1, FOO_HIGH = 0x7fffffff } fooLevel;
typedef enum { FOO_VAST = 1ULL << 40 } fooVast;
typedef struct {
  char kind;
  unsigned long length;
  double weight;
  long double exact;
  int64_t id;
  time_t when;
  struct { short s; void *p; } inner;
  struct stat status;
  fooLevel level : 31;
  char pad[64 - sizeof(void *)];
  fooVast vast;
} fooThing;
extern long foo_count;
extern char foo_table[2 * sizeof(long)];
typedef unsigned char fooBuffer[sizeof(fooThing)];
unsigned long foo_length(const fooThing *thing, size_t at, off_t where, time_t when, wchar_t c);
int64_t foo_id(void);
END

if ! $CC -m32 -fsyntax-only -x c foo.h 2>/dev/null; then
  echo "-m32 has no C library here: nothing is tested"
  exit 0
fi
check() { "$COMMAND" check -r foo.yaml foo.h -- "$@"; }
freeze() { "$COMMAND" freeze --release 1.0 -o foo.yaml foo.h -- "$@"; }

# the record less what it says of -m32
without_m32() { sed -E "s/, ilp32-i386: ('[^']*'|[^,}]*)//g; s/, ilp32-i386\]/]/" foo.yaml; }

expect "frozen for one" 0 freeze
cp foo.yaml one.yaml
expect "the other has no layouts yet" 0 check -m32
has "the other: one note" err "has no layouts for .*'ilp32-i386'.* \[not-checked\]"
has "the other: one note only" out '^foo 1.0: the promise holds: no errors, 1 note'
expect "frozen for the other" 0 freeze -m32
has "the other is there" foo.yaml 'data-models: \[lp64, ilp32-i386\]'
without_m32 >rest.yaml
same "nothing else has changed" rest.yaml one.yaml
expect "the first holds" 0 check
empty "the first: silent" err
expect "the other holds" 0 check -m32
empty "the other: silent" err
cp foo.yaml two.yaml
expect "frozen once more" 0 freeze -m32
same "frozen once more: the same" foo.yaml two.yaml

# caught NAME SED-SCRIPT RULE [STATUS]: on both
caught() {
  cp foo.h foo.h.kept
  edit foo.h "$2"
  for option in -m64 -m32; do
    expect "$1, $option" "${4:-1}" check $option
    has "$1, $option: said" err "\[$3\]"
  done
  mv foo.h.kept foo.h
}
caught "a fixed width in a struct" 's/unsigned long length/uint64_t length/' struct-field-type-changed
caught "a fixed width returned" 's/unsigned long foo_length/uint64_t foo_length/' \
  function-return-type-changed
caught "a constant" 's/FOO_PLAIN 7/FOO_PLAIN 8/' macro-value-changed
caught "a constant by another size" 's/sizeof(void \*))$/sizeof(char))/' macro-value-changed
caught "a format" 's/PRIu64/PRIu32/' macro-value-changed
caught "a type of a constant" 's/4294967296/4294967296ull/' macro-type-changed 0
caught "an enum" 's/0x7fffffff/0x80000000/' enumerator-value-changed
caught "a bound" 's/64 - sizeof(void \*)/72 - sizeof(void *)/' \
  'struct-(field-type|size)-changed'
caught "an alignment" 's/void \*p;/void *p __attribute__((aligned(16)));/' struct-size-changed

# blamed OPTION... : one finding, that says what the options do; on 32 bits only
blamed() {
  expect "$1" 1 check -m32 "$@"
  has "$1: said" err "cannot be held against the record: .*$words.* \[record-not-comparable\]"
  has "$1: once" out ': 1 error *$'
}
words="'struct stat' is '96 bytes, aligned to 4' here and .*-D_FILE_OFFSET_BITS"
blamed -D_FILE_OFFSET_BITS=64
words="'(off_t|time_t)' is 'long long' here"
blamed -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64
words="-malign-double aligns double and long long to 8 bytes"
blamed -malign-double
words="'long double' is '80 bits in 16 bytes"
blamed -m128bit-long-double
expect "on 64 bits they do nothing" 0 check -D_FILE_OFFSET_BITS=64 -malign-double -m128bit-long-double
empty "on 64 bits: silent" err
expect "options of no layout" 0 check -m32 -fms-extensions -freg-struct-return -mno-sse -O2
empty "options of no layout: silent" err

# a function alone
cat >foo.h <<'END'
#include <sys/types.h>
int foo_seek(int fd, off_t where);
END
rm foo.yaml
expect "a function of off_t" 0 freeze -m32
words="'off_t' is 'long long' here"
blamed -D_FILE_OFFSET_BITS=64
