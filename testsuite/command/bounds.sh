# SPDX-License-Identifier: GPL-3.0-or-later
# Input that grows in the reading: what was without end, or took all memory, is held to little of
# both; and doc/trust.md has the limits of include/abiding/limits.h.
. "$HARNESS"
ulimit -v 2000000

# bounded NAME STATUS WORD...: like expect, but it must end.
bounded() {
  name=$1 wanted=$2
  shift 2
  expect "$name" "$wanted" timeout 60 "$@"
}

# ---- protocols ----

# protocol NAME: x.x is frozen, holds, and breaks where its bottom is another.
protocol() {
  printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nprotocols:\n- {file: x.x}\n' >p.yaml
  rm -f r.yaml
  bounded "$1: freeze" 0 "$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml
  bounded "$1: holds" 0 "$COMMAND" check -p p.yaml
  edit x.x 's/int bottom/hyper bottom/'
  bounded "$1: a break at the bottom" 1 "$COMMAND" check -p p.yaml
  has "$1: what it is" err "is now 'hyper bottom.*', promised as 'int bottom"
}

cat >x.x <<'END'
struct a { int bottom[256]; };
struct b { a v[256]; };
struct c { b v[256]; };
struct d { c v[256]; };
program P { version V { void F(d) = 1; } = 1; } = 1;
END
protocol 'fixed arrays of fixed arrays'

awk 'BEGIN {
  print "struct s0 { int bottom; };"
  for (i = 1; i < 200; i++) printf "struct s%d { s%d *a; s%d *b; };\n", i, i - 1, i - 1
  print "program P { version V { s199 F(s198) = 1; } = 1; } = 1;"
}' >x.x
protocol 'two pointers at each level'

awk 'BEGIN {
  for (i = 0; i < 40; i++) {
    printf "struct s%d { ", i
    for (j = 0; j < 40; j++) printf "s%d *p%d; ", j, j
    print (i == 20 ? "int bottom; };" : "};")
  }
  print "program P { version V { s0 F(s1) = 1; } = 1; } = 1;"
}' >x.x
protocol 'structs that point at each other'

awk 'BEGIN {
  print "struct s0 { int bottom; };"
  for (i = 1; i < 50000; i++) printf "struct s%d { s%d a; };\n", i, i - 1
  print "program P { version V { s49999 F(s49999) = 1; } = 1; } = 1;"
}' >x.x
protocol 'a chain of structs'

# ---- headers ----

# header NAME MOST: foo.h is frozen and holds; the record has no more bytes than that.
header() {
  bounded "$1: freeze" 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
  bounded "$1: holds" 0 "$COMMAND" check -r r.yaml foo.h -- -I.
  size=$(wc -c <r.yaml)
  if test "$size" -le "$2"; then pass "$1: the record's size"; else fail "$1: the record's size" "$size"; fi
  rm -f r.yaml
}

awk 'BEGIN { printf "#define M 1"; for (i = 0; i < 19000; i++) printf " M"; print "" }' >foo.h
header 'a macro that mentions itself' 2000000
awk 'BEGIN { printf "#define M(x) x"; for (i = 0; i < 3000; i++) printf " M(1)"; print "" }' >foo.h
header 'a macro with arguments that mentions itself' 60000
awk 'BEGIN {
  print "#define A0 1\n#define B0 foo_t\n#define C0(x) (x)\n#define D0 (1L)"
  for (i = 1; i < 3000; i++)
    printf "#define A%d (A%d + 1)\n#define B%d B%d\n#define C%d(x) C%d(x)\n#define D%d D%d\n", i, i - 1, i, i - 1, i, i - 1, i, i - 1
}' >foo.h
header 'chains of macros' 2000000
expect 'chains of macros: freeze' 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
has 'chains of macros: a number' r.yaml 'A2999: .since: 1.0, header: foo.h, value: 3000, type: int'
has 'chains of macros: a number that depends on the target' r.yaml 'D2999: .since: 1.0, header: foo.h, value: 1, type: long'
rm r.yaml
# types NAME LEVELS: each names the one before three times.
types() {
  awk -v levels="$1" 'BEGIN {
    print "extern int (*f0)(int);"
    for (i = 1; i < levels; i++)
      printf "extern __typeof__(f%d) (*f%d)(__typeof__(f%d), __typeof__(f%d));\n", i - 1, i, i - 1, i - 1
  }' >foo.h
}
types 8
header 'types that double' 2000000
for levels in 9 40; do
  types $levels
  bounded "types that double, $levels times" 3 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
  has "types that double, $levels times: where and why" err "foo.h:9:[0-9]+: error: the type of 'f8' is nested too deeply: .* and 16384 of these and of names in all"
done

# macros in macros: at the bound a number, beyond it a text
awk 'BEGIN {
  print "#define A0 1"
  for (i = 1; i < 300; i++) printf "#define A%d A%d + 1\n", i, i - 1
}' >foo.h
expect 'macros in macros: freeze' 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
has 'macros in macros: the last number' r.yaml 'A256: .since: 1.0, header: foo.h, value: 257'
lacks 'macros in macros: a text' r.yaml 'A257: .since: 1.0, header: foo.h, value'
expect 'macros in macros: holds' 0 "$COMMAND" check -r r.yaml foo.h -- -I.
rm r.yaml

# ---- the page ----

limits=$SUITE/../../include/abiding/limits.h
page=$SUITE/../../doc/trust.md
awk '/= / { gsub(/[,;]/, ""); print $1, $3 * ($5 ? $5 : 1) * ($7 ? $7 : 1) }' "$limits" | sort >in-code
sed -n 's/^|[^|]*| \([0-9][0-9,]*\)[^|]*(`\(AB_[A-Z_]*\)`) |.*/\2 \1/p' "$page" | tr -d , | sort >on-page
same 'the page has the limits of the code' in-code on-page
if test "$(wc -l <in-code)" -gt 10; then pass 'limits are found'; else fail 'limits are found' "$(cat in-code)"; fi
