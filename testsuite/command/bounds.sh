# SPDX-License-Identifier: GPL-3.0-or-later
# Input that grows in the reading: what was without end, or took all memory, is held to little of
# both; and doc/trust.md has the limits of include/abiding/limits.h.
. "$HARNESS"
ulimit -v 2000000

# What has passed, for the last check of all.
pass() {
  echo "PASS: $TOPIC: $1"
  echo "$1" >>passed
}

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
  bounded "AB_TYPE_PARTS_MAX: beyond it, $levels levels" 3 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
  has "AB_TYPE_PARTS_MAX: beyond it, $levels levels: where and why" err "foo.h:9:[0-9]+: error: the type of 'f8' is nested too deeply: .* and 16384 of these and of names in all"
done

# Structs in structs: no compiler bears so many, but a record may have them, and the stack has its
# usual size.  chain KIND MEMBERS TYPE: each holds the next one, the last one that type.
ulimit -s 8192
chain() {
  awk -v kind="$1" -v members="$2" -v type="$3" 'BEGIN {
    n = 100000
    print "abiding-record: 2\nlibrary: foo\nrelease: 1.0\nheaders:\n  foo.h: {since: 1.0, entry: true}"
    print kind "s:"
    for (i = 0; i < n; i++)
      printf "  %s s%07d: {since: 1.0, header: foo.h, %s: [{decl: %s a}]}\n", kind, i, members,
        i == n - 1 ? type : sprintf("%s s%07d", kind, i + 1)
  }'
}
for kind in struct:fields union:fields; do
  chain "${kind%:*}" "${kind#*:}" int >then.yaml
  chain "${kind%:*}" "${kind#*:}" long >now.yaml
  bounded "a chain of ${kind%:*}s: diff" 1 "$COMMAND" diff then.yaml now.yaml
  has "a chain of ${kind%:*}s: what it is" out "now.yaml:100006:[0-9]*: error: .* 'a' of '${kind%:*} s0099999' is now 'long a'"
  has "a chain of ${kind%:*}s: no more" out 'promised: 1 error, 0 additions'
done
rm then.yaml now.yaml

# typedefs N: the last one stands on as many.
typedefs() {
  awk -v n="$1" 'BEGIN {
    print "typedef int t0;"
    for (i = 1; i <= n; i++) printf "typedef t%d t%d;\n", i - 1, i
  }' >foo.h
}
typedefs 256
header 'typedefs of typedefs' 2000000
typedefs 2000
bounded 'AB_TYPEDEFS_MAX: beyond it' 3 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
has 'AB_TYPEDEFS_MAX: beyond it, where and why' err "foo.h:258:[0-9]*: error: typedef 't257' stands on more than 256 typedefs"
awk 'BEGIN {
  print "abiding-record: 2\nlibrary: foo\nrelease: 1.0\nheaders:\n  foo.h: {since: 1.0, entry: true}\ntypedefs:"
  for (i = 0; i <= 257; i++)
    printf "  t%03d: {since: 1.0, header: foo.h, type: %s}\n", i, i ? sprintf("t%03d", i - 1) : "int"
}' >then.yaml
bounded 'typedefs of typedefs in a record: beyond' 2 "$COMMAND" diff then.yaml then.yaml
has 'typedefs of typedefs in a record: where and why' err "then.yaml:264:[0-9]*: error: typedef 't257' refers to itself, or through more than 256"
edit then.yaml '/t257/d'
bounded 'typedefs of typedefs in a record: at the bound' 0 "$COMMAND" diff then.yaml then.yaml
edit then.yaml '/t000/s/int/t001/'
bounded 'typedefs in a ring' 2 "$COMMAND" diff then.yaml then.yaml
has 'typedefs in a ring: where and why' err "then.yaml:[0-9]*:[0-9]*: error: typedef 't000' refers to itself"
rm then.yaml

# at the bound a number, beyond it a text
awk 'BEGIN {
  print "#define A0 1"
  for (i = 1; i < 300; i++) printf "#define A%d A%d + 1\n", i, i - 1
}' >foo.h
expect 'macros in macros: freeze' 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
has 'AB_EXPAND_NESTING_MAX: at the bound a number' r.yaml 'A256: .since: 1.0, header: foo.h, value: 257'
lacks 'AB_EXPAND_NESTING_MAX: beyond it a text' r.yaml 'A257: .since: 1.0, header: foo.h, value'
expect 'macros in macros: holds' 0 "$COMMAND" check -r r.yaml foo.h -- -I.
rm r.yaml

# ---- headers that are gone ----

mkdir h
printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:\n- {name: foo, entry: foo.h, headers: [foo.h, h/*.h]}\n' >p.yaml
awk 'BEGIN { for (i = 0; i < 4000; i++) {
  file = "h/h" i ".h"
  print "int f" i "_do(void);" >file
  close(file)
  print "#include <h/h" i ".h>"
} }' >foo.h
bounded 'half of 4,000 headers are gone: freeze' 0 "$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml -- -I.
awk 'BEGIN { for (i = 0; i < 4000; i += 2) print "h/h" i ".h" }' | xargs rm
edit foo.h '1~2d'
bounded 'half of 4,000 headers are gone: check' 1 "$COMMAND" check -p p.yaml -- -I.
has 'half of 4,000 headers are gone: the first' err "foo.h:1:1: error: 'h/h0.h' no longer comes with 'foo.h'"
has 'half of 4,000 headers are gone: the last' err "'h/h3998.h' no longer comes"
rm -rf h p.yaml r.yaml

# ---- at the bound, and one beyond ----

# at_bound NAME: foo.h is frozen.   beyond NAME WHERE WHY: it is not, with that place and reason.
at_bound() {
  bounded "$1: at the bound" 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
  rm -f r.yaml
}
beyond() {
  bounded "$1: beyond it" 3 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
  has "$1: where and why" err "$2"
  rm -f r.yaml
}

# a macro's expansion is a number up to there, and a text beyond
awk 'function sum(name, n,   i) {
  printf "#define %s 1", name
  for (i = 1; i < n; i += 2) printf "+1"
  print ""
} BEGIN { sum("AT", 19999); sum("BEYOND", 20003) }' >foo.h
bounded 'tokens of a macro: freeze' 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
has 'AB_EXPAND_TOKENS_MAX: at the bound a number' r.yaml 'AT: .since: 1.0, header: foo.h, value: 10000'
lacks 'AB_EXPAND_TOKENS_MAX: beyond it a text' r.yaml 'BEYOND: .since: 1.0, header: foo.h, value'
rm r.yaml

# a policy that is as large as a file may be, and one byte larger
printf 'abiding: 1\nlibrary: foo\nsurfaces:\n- {name: foo, entry: foo.h}\n#' >large.yaml
echo 'int f(void);' >foo.h
head -c $((67108864 - $(wc -c <large.yaml))) /dev/zero | tr '\0' x >>large.yaml
bounded 'AB_FILE_BYTES_MAX: at the bound' 0 "$COMMAND" freeze -p large.yaml --release 1.0 -o - -- -I.
printf x >>large.yaml
bounded 'AB_FILE_BYTES_MAX: beyond it' 2 "$COMMAND" freeze -p large.yaml --release 1.0 -o - -- -I.
has 'AB_FILE_BYTES_MAX: beyond it, why' err 'large.yaml: error: cannot read: .*too large'
rm large.yaml

awk 'BEGIN { printf "abiding: 1\nlibrary: "; for (i = 0; i < 260; i++) printf "["; print "" }' >deep.yaml
bounded 'AB_YAML_LEVELS_MAX: beyond it' 2 "$COMMAND" freeze -p deep.yaml --release 1.0 -o - -- -I.
has 'AB_YAML_LEVELS_MAX: beyond it, where and why' err 'deep.yaml:2:[0-9]*: error: .*nested too deeply'

awk 'BEGIN { printf "extern int "; for (i = 0; i < 98; i++) printf "*"; print "p;" }' >foo.h
at_bound AB_TYPE_LEVELS_MAX
awk 'BEGIN { printf "extern int "; for (i = 0; i < 110; i++) printf "*"; print "p;" }' >foo.h
beyond AB_TYPE_LEVELS_MAX 'foo.h:1:[0-9]*: error: the type of .p. is nested too deeply'

printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nprotocols:\n- {file: x.x}\n' >p.yaml
nested() {
  awk -v n="$1" 'BEGIN {
    printf "struct s { "
    for (i = 1; i < n; i++) printf "struct { "
    printf "int a; "
    for (i = 1; i < n; i++) printf "} b; "
    print "};\nprogram P { version V { void F(s) = 1; } = 1; } = 1;"
  }' >x.x
}
conditions() {
  awk -v n="$1" 'BEGIN {
    for (i = 0; i < n; i++) print "#ifdef A"
    for (i = 0; i < n; i++) print "#endif"
    print "struct s { int a; };\nprogram P { version V { void F(s) = 1; } = 1; } = 1;"
  }' >x.x
}
# the outermost is in no other
for maker in nested:33:AB_XDR_LEVELS_MAX conditions:64:AB_XDR_CONDITIONS_MAX; do
  limit=${maker##*:} most=${maker#*:}
  most=${most%:*}
  ${maker%%:*} "$most"
  bounded "$limit: at the bound" 0 "$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml
  rm -f r.yaml
  ${maker%%:*} $((most + 1))
  bounded "$limit: beyond it" 2 "$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml
  has "$limit: beyond it, where and why" err 'x.x:[0-9]*:[0-9]*: error: .*'
  rm -f r.yaml
done

# ELF: a library with 20,000 symbols
awk 'BEGIN { for (i = 0; i < 20000; i++) printf ".globl f%d\n.type f%d, @function\nf%d: .byte 0\n", i, i, i }' |
  ${CC:-gcc} -shared -nostdlib -x assembler -o many.so -
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "int f%d(void);\n", i }' >foo.h
printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:\n- {name: foo, entry: foo.h}\n' >p.yaml
bounded 'a library of 20,000 symbols: freeze' 0 "$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml -- -I.
bounded 'a library of 20,000 symbols' 0 "$COMMAND" symbols -p p.yaml many.so

# names that are ends of one another, which the linker keeps once
shared() {
  awk -v n="$1" 'BEGIN {
    for (name = "a"; length(name) < n; name = name name) ;
    for (i = 1; i <= n; i++) {
      s = substr(name, 1, i)
      printf ".globl %s\n.type %s, @function\n%s: .byte 0\n", s, s, s
    }
  }' | ${CC:-gcc} -shared -nostdlib -s -x assembler -o shared.so -
}
echo 'int aaa(void);' >foo.h
rm -f r.yaml
"$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml -- -I. >/dev/null
shared 400
bounded 'AB_ELF_SHARED_MAX: below the bound' 0 "$COMMAND" symbols -p p.yaml shared.so
shared 3000
bounded 'AB_ELF_SHARED_MAX: beyond it' 2 "$COMMAND" symbols -p p.yaml shared.so
has 'AB_ELF_SHARED_MAX: beyond it, why' err 'shared.so: error: the file is damaged: the name of a symbol'
rm r.yaml

# (a parenthesis is two levels) a number up to there, and
# a text beyond
awk 'function call(name, n,   i) {
  printf "#define F%d(a0", n
  for (i = 1; i < n; i++) printf ", a%d", i
  printf ") (a0)\n#define %s F%d(1", name, n
  for (i = 1; i < n; i++) printf ", 1"
  print ")"
} function nest(name, n,   i) {
  printf "#define %s ", name
  for (i = 0; i < n; i++) printf "("
  printf "1"
  for (i = 0; i < n; i++) printf ")"
  print ""
} BEGIN {
  call("AT_ARGUMENTS", 256); call("BEYOND_ARGUMENTS", 257)
  nest("AT_NESTING", 127); nest("BEYOND_NESTING", 128)
}' >foo.h
bounded 'arguments and nesting: freeze' 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
for what in AB_EXPAND_ARGUMENTS_MAX:ARGUMENTS AB_NESTING_MAX:NESTING; do
  has "${what%:*}: at the bound a number" r.yaml "AT_${what#*:}: .since: 1.0, header: foo.h, value: 1"
  lacks "${what%:*}: beyond it a text" r.yaml "BEYOND_${what#*:}: .since: 1.0, header: foo.h, value"
done
rm r.yaml

# it ends, and what is frozen holds
awk 'BEGIN { printf "#define E(x)\n#define M f"; for (i = 0; i < 300000; i++) printf " E(1)"; print "" }' >foo.h
header 'AB_EXPAND_EMPTY_MAX: beyond it' 2000000
awk 'function text(name, n) { printf "#define %s \"%0*d\"\n", name, n - 2, 0 }
  BEGIN { text("AT", 200000); text("BEYOND", 200001) }' >foo.h
bounded 'a long text: freeze' 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
has 'AB_EXPAND_TEXT_MAX: at the bound a value' r.yaml 'AT: .since: 1.0, header: foo.h, value'
lacks 'AB_EXPAND_TEXT_MAX: beyond it a text' r.yaml 'BEYOND: .since: 1.0, header: foo.h, value'
rm r.yaml

awk 'BEGIN { print "abiding: 1\nlibrary: foo\nsurfaces:\n- {name: foo, entry: foo.h}"; printf "changing: ["
  for (i = 0; i < 4194304; i++) printf "a,"; print "a]" }' >nodes.yaml
bounded 'AB_YAML_NODES_MAX: beyond it' 2 "$COMMAND" freeze -p nodes.yaml --release 1.0 -o - -- -I.
has 'AB_YAML_NODES_MAX: beyond it, where and why' err 'nodes.yaml:5:[0-9]*: error: '
rm nodes.yaml

# a file of options that names itself
printf '#ifndef LAST\n#error LAST\n#endif\nint f(void);\n' >foo.h
awk 'BEGIN { for (i = 0; i < 1996; i++) print "@one" ; print "@last @last" }' >many
echo -DONE >one
echo -DLAST >last
bounded 'AB_FLAGS_FILES_MAX: at the bound' 0 "$COMMAND" freeze --release 1.0 -o - foo.h -- -I. @many
echo '@itself @itself' >itself
bounded 'AB_FLAGS_FILES_MAX: beyond it' 3 "$COMMAND" freeze --release 1.0 -o - foo.h -- -I. @itself
has 'AB_FLAGS_FILES_MAX: beyond it, why' err 'error: too many @-files'

# ---- the page ----

limits=$SUITE/../../include/abiding/limits.h
page=$SUITE/../../doc/trust.md
awk '/= / { gsub(/[,;]/, ""); print $1, $3 * ($5 ? $5 : 1) * ($7 ? $7 : 1) }' "$limits" | sort >in-code
sed -n 's/^|[^|]*| \([0-9][0-9,]*\)[^|]*(`\(AB_[A-Z_]*\)`) |.*/\2 \1/p' "$page" | tr -d , | sort >on-page
same 'the page has the limits of the code' in-code on-page
if test "$(wc -l <in-code)" -gt 10; then pass 'limits are found'; else fail 'limits are found' "$(cat in-code)"; fi
# each has been tried above, or is by the unit test of what goes over the wire
sed 's,/\*.*,,; s,^ \*.*,,' "$SUITE/../unit/test-wire.c" >wire.c
for limit in $(cut -d ' ' -f 1 in-code); do
  if grep -q "^$limit: beyond it" passed || grep -q "$limit" wire.c; then
    pass "$limit has a test"
  else
    fail "$limit has a test" 'none has passed'
  fi
done
