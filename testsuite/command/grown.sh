# SPDX-License-Identifier: GPL-3.0-or-later
# Structs and unions that grow by permission of a waiver: what was let in is promised from then
# on, the waiver stays of use, and the headers of before are held to what they had.
. "$HARNESS"
mkdir old bar
cat >old/foo.h <<'END'
#define FOO_VERSION 10000
struct foo_info {
  int age;
  const char *name;
  union { int i; char c; } value;
};
struct foo_pair { struct foo_info first; int last; };
struct foo_list { struct foo_pair pairs[2]; };
struct foo_apart { struct foo_info *info; int count; };
union foo_any { int i; struct foo_info *info; };
struct foo_tail { char tag; union foo_any any; };
struct foo_class { void (*draw)(void); void *reserved[3]; };
struct foo_deep { struct { union { int a; char b; }; }; long c; long d; int e; };
extern struct foo_pair foo_default;
int foo_fill(struct foo_info *info);
END
cat >foo.policy.yaml <<'END'
abiding: 1
library: foo
record: foo.record.yaml
version: {macro: FOO_VERSION, scale: [10000, 100, 1]}
changing: [FOO_VERSION]
surfaces:
- {name: public, entry: foo.h, promise: forever}
waivers:
- {rule: struct-field-added, entity: struct foo_info.*, layout: {lp64: 48, ilp32-i386: 28}, reason: made by foo alone}
- {rule: union-size-changed, entity: union foo_any.*, layout: {lp64: 16, ilp32-i386: 12}, reason: made by foo alone}
- {rule: struct-field-added, entity: struct foo_class.*, layout: {lp64: 32, ilp32-i386: 16}, reason: in the place of what was reserved}
- {rule: struct-field-added, entity: struct foo_deep.*, layout: {lp64: 40, ilp32-i386: 24}, reason: made by foo alone}
- {rule: struct-field-type-changed, entity: struct foo_class.reserved, reason: nobody uses it}
- {rule: struct-size-changed, entity: struct foo_pair, layout: {lp64: 56, ilp32-i386: 32}, reason: holds a foo_info}
- {rule: struct-size-changed, entity: struct foo_list, layout: {lp64: 112, ilp32-i386: 64}, reason: holds a foo_info}
- {rule: struct-size-changed, entity: struct foo_tail, layout: {lp64: 32, ilp32-i386: 16}, reason: holds a foo_any}
END
echo '#include "foo.h"' >user.c
freeze() { # RELEASE FOLDER [OPTION]
  "$COMMAND" freeze -p foo.policy.yaml --release "$1" -o foo.record.yaml -- "-I$2" ${3:+"$3"}
}
expect 'the first release' 0 freeze 1.0.0 old
[ -z "$("$CC" -m32 -fsyntax-only -x c /dev/null 2>&1)" ] && has_m32=1 || has_m32=
[ -z "$has_m32" ] || expect 'the first release, elsewhere' 0 freeze 1.0.0 old -m32
cp foo.record.yaml first.yaml

mkdir new
sed 's/10000/10100/
  s/  const char \*name;/  int flags;\n&/
  s/^  union { int i; char c; } value;/&\n  struct { long more, most; };\n  char *note;/
  s/draw)(void); void \*reserved\[3\]/draw)(void); void (*erase)(void); void *reserved[2]/
  s/foo_deep {/& long before;/
  s/long c; long d;/struct { long c; long d; }; union { int one; short two; };/
  s/^union foo_any.*/union foo_any { int i; struct foo_info *info; long double many; };/' old/foo.h >new/foo.h
expect 'the second release' 0 freeze 1.1.0 new
has 'a field in the middle' foo.record.yaml "int age, .*int flags, .*since: 1.1.0.*const char \\*name"
has 'a field at the end' foo.record.yaml 'char \*note, .*since: 1.1.0'
has 'a field out of what was reserved' foo.record.yaml "\*erase\)\(void\).*since: 1.1.0.*\*reserved\[2\]"
has 'beside braces that moved' foo.record.yaml "long before.*struct \{\}.*long d.*int one.*since: 1.1.0.*int e"
has 'a union: a member' foo.record.yaml 'long double many, .*since: 1.1.0'
[ -z "$has_m32" ] || has 'another data model: not known until frozen' foo.record.yaml \
  'foo_info: since: 1.0.0 header: foo.h size: \{lp64: [0-9]+\}'
[ -z "$has_m32" ] || {
  expect 'another data model: frozen' 0 freeze 1.1.0 new -m32
  has 'another data model: known' foo.record.yaml \
    'foo_info: since: 1.0.0 header: foo.h size: \{lp64: [0-9]+, ilp32-i386: [0-9]+\}'
}
cp foo.record.yaml frozen.yaml
expect 'frozen again' 0 freeze 1.1.0 new
same 'frozen again: the same' foo.record.yaml frozen.yaml
"$COMMAND" compile -p foo.policy.yaml -o foo.abi || exit 1

# held NAME STATUS FOLDER [RULE]: by the policy, by an image, and for another data model.
held() {
  for terms in foo.policy.yaml foo.abi ${has_m32:+-m32}; do
    option=
    [ "$terms" != -m32 ] || option=-m32 terms=foo.policy.yaml
    expect "$1: $terms $option" "$2" "$COMMAND" check -p "$terms" --strict -- "-I$3" $option
    [ "$2" != 0 ] || empty "$1: $terms $option: not a word" err
    [ "$2" = 0 ] || has "$1: $terms $option: which" err "error: .*\[$4\]"
  done
}
held 'the release that was frozen' 0 new
held 'the release before' 0 old
broken() { # NAME SED-SCRIPT RULE
  rm -rf bad && cp -r new bad
  edit bad/foo.h "$2"
  held "$1" 1 bad "$3"
}
broken 'what was let in is gone again' '/note/d' struct-field-removed
broken 'what was let in has another type' 's/int flags/short flags/' struct-field-type-changed
broken 'what was let in has another name' 's/int flags/int bits/' struct-field-renamed
broken 'what was let in without a name lacks some' 's/more, most/more/' struct-field-removed
broken 'what was let into a union is gone again' 's/long double many;//' union-member-removed
broken 'what was let in out of the reserved is gone' 's/void (\*erase)(void);//' struct-field-removed
broken 'what was let in beside braces is gone again' 's/ long before;//' struct-field-removed
broken 'a field that no waiver is for' 's/int last;/& int more;/' struct-field-added
broken 'the whole has another alignment' 's/^};/} __attribute__((aligned(64)));/' struct-size-changed
rm -rf bad && cp -r old bad && edit bad/foo.h '/const char/d'
held 'the release before, broken' 1 bad struct-field-removed

# what was let in is of no use to a waiver of anything else
cat >>foo.policy.yaml <<'END'
- {rule: struct-field-added, entity: struct foo_pair.*, reason: not so}
END
expect 'a waiver that let nothing in' 0 "$COMMAND" check -p foo.policy.yaml -- -Inew
has 'a waiver that let nothing in: said' err "waiver of struct-field-added for 'struct foo_pair.\*' matches nothing"

# a new name that a waiver lets pass is promised from then on, and the old one is not
sed 's/int flags/int bits/
  s/10100/10200/' new/foo.h >bar/foo.h
edit foo.policy.yaml '$d'
echo '- {rule: struct-field-renamed, entity: struct foo_info.flags, reason: an example}' >>foo.policy.yaml
expect 'another name' 0 freeze 1.2.0 bar
has 'another name: taken' foo.record.yaml 'int bits'
lacks 'another name: the old one is gone' foo.record.yaml 'int flags'
expect 'another name: as before' 0 "$COMMAND" check -p foo.policy.yaml --strict -- -Ibar

expect 'diff' 0 "$COMMAND" diff -p foo.policy.yaml first.yaml frozen.yaml
has 'diff: what was let in' out 'Added structs struct foo_class struct foo_class \{ void \(\*erase\)\(void\)'
lacks 'diff: waivers that had their use' out 'matches nothing'
