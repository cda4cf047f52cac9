# SPDX-License-Identifier: GPL-3.0-or-later
# symver: versions that a .c file gives to symbols itself.
. "$HARNESS"

cat >foo.c <<'END2'
int foo_1(int a) { return a; }
int foo_2(int a) { return a + 1; }
int bar(int a) { return a; }
__asm__(".symver foo_1, foo@V1");
__asm__("\t.symver foo_2,foo@@V2\n\t.symver bar, baz@V1 ; nop");
END2
cp foo.c first.c

# holds NAME: nothing is found in foo.c
holds() {
  expect "$1" 0 "$COMMAND" check -r foo.yaml foo.c
  lacks "$1: silent" out 'symbol-'
}

# breaks NAME WORDS: check and the next freeze find it
breaks() {
  expect "$1: check" 1 "$COMMAND" check -r foo.yaml foo.c
  has "$1: check: words" err "$2"
  expect "$1: freeze" 1 "$COMMAND" freeze --release 2 -o foo.yaml foo.c
  has "$1: freeze: words" err "$2"
  cp first.c foo.c
}

expect "a first release" 0 "$COMMAND" freeze --release 1 -o foo.yaml foo.c
has "a first release: what it has" foo.yaml 'foo.c: \{since: 1, entry: true, versions: \[baz@V1, foo@@V2, foo@V1\]\}'
holds "as it was"
edit foo.c '4d'
breaks "a version goes" "error: 'foo.c' no longer gives symbol 'foo' version 'V1' \[symbol-removed\]"
edit foo.c 's/foo@V1/foo@V0/'
breaks "a version moves" "error: 'foo.c' gives symbol 'foo' version 'V0', promised with 'V1' \[symbol-version-changed\]"
edit foo.c '4,5d'
breaks "all versions go" "'foo.c' no longer gives symbol 'baz' version 'V1' \[symbol-removed\]"
edit foo.c 's/foo@@V2/foo@V2/'
breaks "no version is the default" "'foo.c' gives symbol 'foo' no default version, promised with 'foo@@V2' \[symbol-version-changed\]"

edit foo.c 's/foo@@V2/foo@V2/; $a int foo_3(int a) { return a; }\n__asm__(".symver foo_3, foo@@V3");'
holds "a new default"
expect "a new default: frozen onto" 0 "$COMMAND" freeze --release 2 -o foo.yaml foo.c
has "a new default: frozen onto: what it has" foo.yaml 'versions: \[baz@V1, foo@@V3, foo@V1, foo@V2\]'
cp foo.c first.c
edit foo.c 's/foo@V2/foo@V9/'
breaks "a version of the second release" "'foo.c' gives symbol 'foo' version 'V9', promised with 'V2'"
edit foo.c 's/.symver foo_1, foo@V1/.symver foo_1, foo@V1, remove/'
holds "what becomes of the symbol behind it"

# the attribute
cat >foo.c <<'END2'
__attribute__((symver("foo@V1"))) int foo_1(int a) { return a; }
__attribute__((symver("foo@@V2"), symver("bar@V2"))) int foo_2(int a) { return a + 1; }
END2
if $CC -S -o foo.s foo.c 2>/dev/null && grep -q 'foo@V1' foo.s; then
  cp foo.c first.c
  rm foo.yaml
  expect "the attribute" 0 "$COMMAND" freeze --release 1 -o foo.yaml foo.c
  has "the attribute: what it has" foo.yaml 'versions: \[bar@V2, foo@@V2, foo@V1\]'
  holds "the attribute: as it was"
  edit foo.c 's/symver("foo@V1")/used/'
  breaks "the attribute goes" "'foo.c' no longer gives symbol 'foo' version 'V1' \[symbol-removed\]"
  edit foo.c '1s/.*/int foo_1(int a) { return a; }\n__asm__(".symver foo_1, foo@V1");/'
  holds "the attribute becomes the assembler's"
  cp first.c foo.c
fi

# a policy with a .c file, and an image; a program that includes a header is not asked
cat >foo.h <<'END2'
int foo_1(int a);
END2
cat >policy.yaml <<'END2'
abiding: 1
library: foo
record: foo.record.yaml
surfaces:
- {name: foo, entry: foo.h, headers: [foo.h]}
- {name: versions, entry: foo.c, headers: [foo.c]}
END2
cat >foo.c <<'END2'
#include "foo.h"
int foo_1(int a) { return a; }
__asm__(".symver foo_1, foo@V1");
END2
compile() {
  $CC -I. -fsyntax-only "-fplugin=$ABIDING_PLUGIN" "-fplugin-arg-abiding-policy=$1" "$2"
}
expect "a policy" 0 "$COMMAND" freeze -p policy.yaml --release 1 -o foo.record.yaml foo.c -- -I.
has "a policy: what it has" foo.record.yaml 'foo.c: \{[^}]*versions: foo@V1\}|foo.c: \{[^}]*versions: \[foo@V1\]\}'
expect "an image" 0 "$COMMAND" compile -p policy.yaml -o foo.abi
echo '#include <foo.h>' >user.c
edit foo.c '3d'
for policy in policy.yaml foo.abi; do
  expect "$policy: a user" 0 compile $policy user.c
  empty "$policy: a user: silent" err
  expect "$policy: the file" 1 compile $policy foo.c
  has "$policy: the file: words" err "'foo.c' no longer gives symbol 'foo' version 'V1'"
done
edit policy.yaml '$a waivers: [{rule: symbol-removed, entity: foo, reason: never linked}]'
expect "waived" 0 compile policy.yaml foo.c
lacks "waived: silent" err 'symbol-removed'
expect "waived: frozen" 0 "$COMMAND" freeze -p policy.yaml --release 2 -o foo.record.yaml foo.c -- -I.
lacks "waived: frozen: gone" foo.record.yaml 'versions:'

# bad input
printf 'abiding-record: 2\nlibrary: foo\nheaders:\n  foo.c: {versions: [foo]}\n' >bad.yaml
expect "no version" 2 "$COMMAND" check -r bad.yaml foo.c
has "no version: said" err "bad.yaml:4:[0-9]+: error: 'foo' is not a symbol with a version, such as foo@V1"

# ---- libtool compiles each file twice: what the other compile has is not missing ----
printf 'int pic_1(int a) { return a; }\n#ifdef PIC\n__asm__(".symver pic_1, pic@V1");\n#endif\n' >pic.c
expect "of one compile" 0 "$COMMAND" freeze --release 1 -o pic.yaml pic.c -- -DPIC
has "of one compile: it is in" pic.yaml 'pic@V1'
expect "of one compile: the other" 0 "$COMMAND" check -r pic.yaml pic.c
cp pic.yaml pic.before.yaml
expect "of one compile: the other's freeze" 1 "$COMMAND" freeze --release 2 -o pic.yaml pic.c
same "of one compile: nothing is lost" pic.yaml pic.before.yaml
edit pic.c 's/pic@V1/pic@V10/'
expect "of one compile: it moves" 1 "$COMMAND" check -r pic.yaml pic.c
edit pic.c '3d'
expect "of one compile: it goes" 1 "$COMMAND" check -r pic.yaml pic.c
expect "of one compile: it goes, here too" 1 "$COMMAND" check -r pic.yaml pic.c -- -DPIC
printf 'int q_1(int a) { return a; }\n__asm__(".symver \\"q_1\\", \\"q@V1\\"");\n' >quoted.c
expect "in quotes" 0 "$COMMAND" freeze --release 1 -o quoted.yaml quoted.c
has "in quotes: the version" quoted.yaml 'versions: \[q@V1\]'

# ---- a policy whose entry is the .c file: no file is named, one that includes it is compiled ----
rm -rf policy.yaml foo.record.yaml foo.abi
cat >policy.yaml <<'END2'
abiding: 1
library: foo
record: foo.record.yaml
surfaces:
- {name: foo, entry: foo.h, headers: [foo.h]}
- {name: versions, entry: [foo.c, more.c], headers: [foo.c, more.c]}
END2
cat >foo.c <<'END2'
#include "foo.h"
static int own(int a) { return a; }
int foo_1(int a) { return own(a); }
__asm__(".symver foo_1, foo@V1");
#ifdef PIC
__asm__(".symver foo_1, pic@V1");
#endif
END2
cat >more.c <<'END2'
static long own(void) { return 0; }
long more_1(void) { return own(); }
END2
freeze_all() { "$COMMAND" freeze -p policy.yaml --release "$1" -o foo.record.yaml -- -I. -DPIC; }
check_all() { "$COMMAND" check -p policy.yaml -- -I. "$@"; }
edit policy.yaml 's/, more.c//g'
expect "an entry" 0 freeze_all 1
has "an entry: its versions" foo.record.yaml ' foo.c: \{.*versions: \[foo@V1, pic@V1\]\}'
lacks "an entry: what is static is its own" foo.record.yaml 'own'
expect "an entry: its own compile" 0 compile policy.yaml foo.c
empty "an entry: its own compile: silent" err
expect "an entry: all" 0 check_all
expect "an entry: an image" 0 "$COMMAND" compile -p policy.yaml -o foo.abi
printf '#include "foo.c"\nint main(void) { return own(0); }\n' >user.c
for policy in policy.yaml foo.abi; do
  expect "an entry: $policy: one includes it" 0 compile $policy user.c
  empty "an entry: $policy: one includes it: silent" err
done
cp foo.c first.c
edit foo.c '4d'
expect "an entry: a version goes" 1 check_all -DPIC
has "an entry: a version goes: said" err "'foo.c' no longer gives symbol 'foo' version 'V1' \[symbol-removed\]"
for policy in policy.yaml foo.abi; do
  expect "an entry: a version goes: $policy" 1 compile $policy user.c
  has "an entry: a version goes: $policy: said" err "'foo.c' no longer gives symbol 'foo' version 'V1'"
done
expect "an entry: a version goes: freeze" 1 freeze_all 2
edit foo.c '4,5s/.*//; 6s/.*//; 7s/.*//'
expect "an entry: all go" 1 check_all
expect "an entry: all go: freeze" 1 freeze_all 2
cp first.c foo.c
edit foo.c 's/foo@V1/foo@V1");\n__asm__(".symver foo_1, foo@@V2/'
expect "an entry: one comes" 0 freeze_all 2
has "an entry: one comes: it is in" foo.record.yaml 'versions: \[foo@@V2, foo@V1, pic@V1\]'

# of several, each by itself shows its own
edit policy.yaml 's/foo.c/foo.c, more.c/g'
edit more.c '$a __asm__(".symver more_1, more@V3");'
edit more.c 's/own/its/g'
expect "several" 0 freeze_all 3
has "several: of one" foo.record.yaml ' foo.c: \{.*versions: \[foo@@V2, foo@V1, pic@V1\]'
has "several: of the other" foo.record.yaml ' more.c: \{.*versions: \[?more@V3'
expect "several: as they are" 0 check_all
edit more.c '$d'
expect "several: one goes" 1 check_all
has "several: one goes: said" err "'more.c' no longer gives symbol 'more' version 'V3'"
expect "several: one goes: freeze" 1 freeze_all 4
lacks "several: one goes: freeze: only that" err "'foo.c'"
