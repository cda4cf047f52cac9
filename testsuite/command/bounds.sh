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
