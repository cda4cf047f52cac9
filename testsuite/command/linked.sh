# SPDX-License-Identifier: GPL-3.0-or-later
# linked: sizes of variables that only the linked library knows.
. "$HARNESS"

cat >foo.h <<'END2'
struct foo_hidden;
extern const char *const foo_names[];
extern struct foo_hidden foo_state;
extern int foo_level;
const char *foo_name(int i);
END2
cat >foo.c <<'END2'
#include <foo.h>
#ifdef MORE
#define AND_MORE , "c"
#else
#define AND_MORE
#endif
const char *const foo_names[] = {"a", "b" AND_MORE};
struct foo_hidden { char text[SIZE]; } foo_state = {"x"};
int foo_level = 1;
const char *foo_name(int i) { return foo_names[i]; }
END2
cat >foo.map <<'END2'
FOO_1 { global: foo_names; foo_state; foo_level; foo_name; local: *; };
END2
cat >policy.yaml <<'END2'
abiding: 1
library: foo
record: foo.record.yaml
surfaces:
- {name: foo, entry: foo.h, headers: [foo.h], soname: libfoo.so.1}
END2

# build FOLDER SONAME FLAGS...
build() {
  folder=$1 soname=$2
  shift 2
  mkdir -p "$folder"
  $CC -I. -fPIC -shared -o "$folder/libfoo.so.1" foo.c "-Wl,-soname,$soname" \
    -Wl,--version-script=foo.map "$@" || exit 1
}

build first libfoo.so.1 -DSIZE=8
build names libfoo.so.1 -DSIZE=8 -DMORE
build state libfoo.so.1 -DSIZE=9
build other libother.so.1 -DSIZE=8

freeze() {
  "$COMMAND" freeze -p policy.yaml "$@" -- -I.
}

expect "without the library" 0 freeze --release 1.0 -o foo.record.yaml
lacks "without the library: no size" foo.record.yaml 'library-size'
expect "without the library: symbols" 0 "$COMMAND" symbols -p policy.yaml names/libfoo.so.1
has "without the library: said" out "note: the size of variable 'foo_names' \(24 bytes in this library\) is not checked: neither .*\[not-checked\]"
has "without the library: what to do" out 'note: abiding freeze --library records it'
has "without the library: that of an unknown struct" out "the size of variable 'foo_state' \(8 bytes"
lacks "without the library: not what the type says" out "foo_level"

cp foo.record.yaml without.yaml
expect "with the library" 0 freeze --release 1.0 --library first/libfoo.so.1 -o foo.record.yaml
has "with the library: an array" foo.record.yaml 'foo_names: .*library-size: \{lp64: 16\}'
has "with the library: an unknown struct" foo.record.yaml 'foo_state: \{[^}]*library-size: \{lp64: 8\}'
has "with the library: not what the type says" foo.record.yaml 'foo_level: \{[^}]*type: int, object-size: \{lp64: 4\}\}'
expect "the same library" 0 "$COMMAND" symbols -p policy.yaml first/libfoo.so.1
lacks "the same library: silent" out 'note'
expect "an array that grows" 1 "$COMMAND" symbols -p policy.yaml names/libfoo.so.1
has "an array that grows: said" out "error: variable 'foo_names' has 24 bytes in the library, promised with 16 \[variable-type-changed\]"
expect "an unknown struct that grows" 1 "$COMMAND" symbols -p policy.yaml state/libfoo.so.1
has "an unknown struct that grows: said" out "variable 'foo_state' has 9 bytes in the library, promised with 8"

# the witness: a program that holds a copy
cat >main.c <<'END2'
#include <foo.h>
int main(void) { return !foo_names[0]; }
END2
if $CC -I. -fno-pie -no-pie -o main main.c first/libfoo.so.1 2>/dev/null && readelf -r main | grep -q 'COPY.*foo_names'; then
  LD_LIBRARY_PATH=names ./main 2>err
  has "an array that grows: a program that holds a copy" err 'foo_names. has different size'
fi

# ---- the next release ----

expect "frozen onto, without the library" 0 freeze --release 1.1 -o -
has "frozen onto, without the library: the size stays" out 'foo_names: .*library-size: \{lp64: 16\}'
expect "frozen onto, with one that has grown" 1 freeze --release 1.1 --library names/libfoo.so.1 -o foo.record.yaml
has "frozen onto, with one that has grown: said" err "names/libfoo.so.1: error: variable 'foo_names' has 24 bytes in the library, promised with 16"
has "frozen onto, with one that has grown: the outcome" err 'nothing is frozen'
cp foo.h open.h
edit foo.h 's/foo_names\[\]/foo_names[3]/'
expect "a header that says another size" 1 "$COMMAND" check -p policy.yaml -- -I.
has "a header that says another size: said" err "variable 'foo_names' now has 24 bytes; it was promised with 16, as the library had it"
edit foo.h 's/foo_names\[3\]/foo_names[2]/'
expect "a header that says the same size" 0 "$COMMAND" check -p policy.yaml -- -I.
lacks "a header that says the same size: silent" err 'foo_names'
cp open.h foo.h

edit policy.yaml '$a waivers: [{rule: variable-type-changed, entity: foo_names, reason: for plug-ins only}]'
expect "waived: the headers" 0 "$COMMAND" check -p policy.yaml --strict -- -I.
expect "waived: the library" 0 "$COMMAND" symbols -p policy.yaml names/libfoo.so.1
cp foo.record.yaml waived.yaml
expect "waived: a freeze onto" 0 freeze --release 1.1 --library names/libfoo.so.1 -o waived.yaml
has "waived: a freeze onto: the size is the library's" waived.yaml 'foo_names: \{since: 1.0, [^}]*library-size: \{lp64: 24\}'
has "waived: a freeze onto: noted" waived.yaml 'waived: variable-type-changed: foo_names: 1.1'
expect "two records" 1 "$COMMAND" diff foo.record.yaml waived.yaml
has "two records: said" out "variable 'foo_names' now has 24 bytes; it was promised with 16"
edit policy.yaml '/^waivers/d'

# ---- an image, and a record alone ----

echo '#include <foo.h>' >unit.c
expect "an image" 0 "$COMMAND" compile -p policy.yaml -o foo.abi
expect "an image: a compile" 0 $CC -I. -fsyntax-only "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=foo.abi unit.c
empty "an image: silent" err
expect "headers alone" 0 "$COMMAND" freeze --release 1.0 --library first/libfoo.so.1 foo.h -- -I.
has "headers alone: the size" out 'foo_names: .*library-size: \{lp64: 16\}'

# ---- bad input ----

expect "another library" 3 freeze --release 1.1 --library other/libfoo.so.1 -o foo.record.yaml
has "another library: said" err "says nothing of 'libother.so.1'.*libfoo.so.1; nothing is frozen"
expect "no library" 2 freeze --release 1.1 --library foo.c -o foo.record.yaml
has "no library: said" err '^foo.c: error: '
if $CC -m32 -fsyntax-only unit.c -I. 2>/dev/null; then
  expect "another machine" 2 "$COMMAND" freeze -p policy.yaml --release 1.1 --library first/libfoo.so.1 -o foo.record.yaml -- -I. -m32
  has "another machine: said" err "is of the data model lp64.*compiled for ilp32-i386: nothing is frozen"
fi

# ---- another type, which a waiver lets pass: the size of the one before says nothing of it ----
edit foo.h 's/const char \*const foo_names/const short foo_names/'
cat policy.yaml >waived.policy.yaml
printf 'waivers:\n- {rule: variable-type-changed, entity: foo_names, reason: nobody reads them}\n' >>waived.policy.yaml
expect "another type" 0 "$COMMAND" freeze -p waived.policy.yaml --release 9.0 -o foo.record.yaml -- -I.
lacks "another type: no size of the one before" foo.record.yaml 'foo_names: [^}]*library-size'

# ---- a variable that this library does not have, for example of another one ----
edit foo.h 's/const short foo_names/const char *const foo_names/'
cat >>foo.h <<'END2'
extern const char *const foo_others[];
END2
cp without.yaml foo.record.yaml
expect "not in the library" 0 "$COMMAND" freeze -p policy.yaml --release 1.1 --library first/libfoo.so.1 -o foo.record.yaml -- -I.
has "not in the library: said" err "has no variable 'foo_others': its size is not recorded"
lacks "in the library: silent" err "has no variable 'foo_state'"
