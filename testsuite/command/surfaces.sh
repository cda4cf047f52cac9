# SPDX-License-Identifier: GPL-3.0-or-later
# Which headers are public, and which of them bring which others.
. "$HARNESS"

# ---- a name that only a #line gives ----
cat >foo.h <<'X'
int foo_a(void);
#line 40 "foo.h.in"
int foo_b(int a);
X
expect "a name of a #line: freeze" 0 "$COMMAND" freeze --release 1 -o foo.record.yaml foo.h -- -I.
lacks "a name of a #line: is no header" foo.record.yaml 'foo\.h\.in'
has "a name of a #line: what is under it is of the file that is read" foo.record.yaml \
  'foo_b: \{since: 1, header: foo\.h,'
expect "a name of a #line: check" 0 "$COMMAND" check -r foo.record.yaml -- -I.
sed -i '/foo_b/d' foo.h
expect "a name of a #line: what was under it is gone" 1 "$COMMAND" check -r foo.record.yaml -- -I.
has "a name of a #line: and is told" err "'foo_b' is no longer declared.*function-removed"

# ---- each entry by itself ----
rm -f ./*.h ./*.yaml
cat >foo-str.h <<'X'
#ifndef FOO_STR_H
#define FOO_STR_H
int foo_str(const char *s);
#endif
X
cat >foo.h <<'X'
#ifndef FOO_H
#define FOO_H
#define FOO_INSIDE
#include "foo-str.h"
int foo_init(void);
#undef FOO_INSIDE
#endif
X
cp foo-str.h kept.h
for order in 'foo.h foo-str.h' 'foo-str.h foo.h'; do
  cp kept.h foo-str.h
  rm -f foo.record.yaml
  # shellcheck disable=SC2086
  expect "$order: freeze" 0 "$COMMAND" freeze --release 1 -o foo.record.yaml $order -- -I.
  has "$order: both are entries, and one brings the other" foo.record.yaml \
    'foo-str\.h: \{since: 1, entry: true, by: \[foo\.h\]\} foo\.h: \{since: 1, entry: true\}'
  sed -i 's/^int/#ifndef FOO_INSIDE\n#error "include foo.h"\n#endif\nint/' foo-str.h
  # shellcheck disable=SC2086
  expect "$order: one that is no longer alone" 1 "$COMMAND" check -r foo.record.yaml $order -- -I.
  has "$order: one that is no longer alone: which" err \
    "'foo-str\.h' can no longer be included by itself: #error .include foo\.h. \[entry-not-alone\]"
done
expect "one that is not alone is not frozen" 3 "$COMMAND" freeze --release 1 foo.h foo-str.h -- -I.
has "one that is not alone is not frozen: the way out" err 'entry: \[\.\.\., \{header: foo-str\.h, after: HEADER\}\]'
policy() {
  printf 'abiding: 1\nlibrary: foo\nrecord: foo.record.yaml\nsurfaces:\n- name: foo\n  entry: %s\n%s' \
    "$1" "${2:-}" >foo.policy.yaml
}
# close to: entry-not-alone
rm foo.record.yaml
policy '[foo.h, {header: foo-str.h, after: foo.h}]'
expect "one that comes after another" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I.
has "one that comes after another: the record" foo.record.yaml 'foo-str\.h: \{since: 1, entry: true, after: \[foo\.h\], by: \[foo\.h\]\}'
expect "one that comes after another: check" 0 "$COMMAND" check --strict -p foo.policy.yaml -- -I.
expect "one that comes after another: check of the record" 0 "$COMMAND" check -r foo.record.yaml -- -I.
policy '[foo.h, {header: foo-str.h, after: foo-str.h}]'
expect "nothing comes after itself" 2 "$COMMAND" check -p foo.policy.yaml -- -I.
has "nothing comes after itself: said" err "foo.policy.yaml:6:45: error: 'foo-str.h' cannot come after itself"
policy '[foo.h, {header: foo-str.h, behind: foo.h}]'
expect "an entry has no other keys" 2 "$COMMAND" check -p foo.policy.yaml -- -I.

# ---- who brings what ----
rm -f ./*.h ./*.yaml
printf '#include "part.h"\nint a1(void);\nint a2(void);\n' >a.h
printf '#include "a.h"\nint b1(void);\n' >b.h
printf '#include "part.h"\n#include "other.h"\nint c1(void);\n' >c.h
printf '#pragma once\nint p1(void);\nint p2(void);\n' >part.h
printf '#pragma once\nint o1(void);\n' >other.h
sed -i '1s/^/#pragma once\n/' a.h b.h c.h
headers='  headers: [a.h, b.h, c.h, part.h, other.h]
'
i=0
for order in '[a.h, b.h, c.h]' '[c.h, b.h, a.h]' '[b.h, c.h, a.h]'; do
  i=$((i + 1))
  policy "$order" "$headers"
  rm -f foo.record.yaml
  expect "$order: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I.
  cp foo.record.yaml "$i.yaml"
  same "$order: the order of entries decides nothing" 1.yaml "$i.yaml"
done
has "who brings what: the record" foo.record.yaml 'a\.h: \{since: 1, entry: true, by: \[b\.h\]\} b\.h: \{since: 1, entry: true\} c\.h: \{since: 1, entry: true, brings: rest\} other\.h: \{since: 1\} part\.h: \{since: 1, by: \[a\.h, c\.h\]\}'
cp -r . ../whole
compile() { # HEADER...: a program that includes these, by the policy and by its image
  for header; do echo "#include \"$header\""; done >user.c
  for policy in foo.policy.yaml foo.abi; do
    "$CC" "-fplugin=$ABIDING_PLUGIN" "-fplugin-arg-abiding-policy=$policy" -fsyntax-only -I. user.c || return
  done
}
expect "an image of it" 0 "$COMMAND" compile -p foo.policy.yaml -o foo.abi
expect "each entry: kept" 0 compile a.h
expect "two entries: kept" 0 compile c.h a.h
expect "a part: kept" 0 compile part.h
sed -i '/a2/d' a.h
expect "a prototype of one entry is gone: those who include it" 1 compile a.h
has "a prototype of one entry is gone: which" err "'a2' is no longer declared.*function-removed"
expect "a prototype of one entry is gone: by way of another" 1 compile b.h
expect "a prototype of one entry is gone: others are not told" 0 compile c.h
expect "a prototype of one entry is gone: check" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
has "a prototype of one entry is gone: check says it once" out '^foo 1: the promise is broken: 1 error '
cp ../whole/a.h .
sed -i '/include/d' a.h
for order in '[a.h, b.h, c.h]' '[c.h, b.h, a.h]'; do
  policy "$order" "$headers"
  expect "$order: a part that one no longer brings" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
  has "$order: a part that one no longer brings: which" err "'part\.h' no longer comes with 'a\.h': its 2"
  lacks "$order: a part that one no longer brings: c.h does" err "with[^:]*'c\.h'"
  expect "$order: a part that one no longer brings: freeze" 1 \
    "$COMMAND" freeze -p foo.policy.yaml --release 2 -o foo.record.yaml -- -I.
  has "$order: a part that one no longer brings: freeze says so" err "'part\.h' no longer comes with 'a\.h'"
done
"$COMMAND" compile -p foo.policy.yaml -o foo.abi || exit 1
expect "a part that one no longer brings: a program" 1 compile b.h
has "a part that one no longer brings: a program: who brought it" err "'part\.h' no longer comes with 'a\.h': its 2"
expect "a part that one no longer brings: another program" 0 compile c.h
cp ../whole/a.h .
printf '#pragma once\nint p1(void);\nint p2(void);\nint p3(void);\n' >part.h
expect "onto it: more in a part" 0 "$COMMAND" freeze -p foo.policy.yaml --release 2 -o foo.record.yaml -- -I.
sed '/p3/d; s/release: 2/release: 1/' foo.record.yaml >less.yaml
same "onto it: who brings what is as it was" less.yaml 1.yaml
sed -i 's/"other.h"/"part.h"/; s/int c1.*/&\nint o1(void);/' c.h
expect "onto it: what a part had has moved" 0 "$COMMAND" freeze -p foo.policy.yaml --release 3 -o foo.record.yaml -- -I.
has "onto it: the part is nobody's any more" foo.record.yaml 'other\.h: \{since: 1, by: \[\]\}'
"$COMMAND" compile -p foo.policy.yaml -o foo.abi || exit 1
expect "onto it: a program does not miss it" 0 compile c.h
expect "onto it: check" 0 "$COMMAND" check --strict -p foo.policy.yaml -- -I.
sed 's/by: \[a\.h, c\.h\]/by: [a.h, d.h]/' foo.record.yaml >bad.record.yaml
expect "who brings a header is an entry" 2 "$COMMAND" check -r bad.record.yaml -- -I.
has "who brings a header is an entry: said" err "bad.record.yaml:[0-9]+:[0-9]+: error: 'd.h' is not an entry header of this record"

# ---- an entry that shows less by itself ----
rm -f ./*.h ./*.yaml
printf '#pragma once\n#define FOO_ON 1\nint a1(void);\n' >a.h
printf '#pragma once\n#ifdef FOO_ON\nint b1(void);\n#endif\nint b2(void);\n' >b.h
policy '[a.h, b.h]'
expect "less by itself: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I.
has "less by itself: freeze says so" err "'b\.h' declares less by itself"
has "less by itself: the record" foo.record.yaml 'b\.h: \{since: 1, entry: true, alone: partly\}'
expect "less by itself: check" 0 "$COMMAND" check --strict -p foo.policy.yaml -- -I.
sed -i '/b1/d' b.h
expect "less by itself: what is gone behind others" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
printf '#pragma once\n#ifdef FOO_ON\nint b1(void);\n#endif\nint b2(void);\n' >b.h
policy '[a.h, {header: b.h, after: a.h}]'
rm foo.record.yaml
expect "less by itself: after another" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I.
empty "less by itself: after another: not a word" err
has "less by itself: after another: the record" foo.record.yaml 'b\.h: \{since: 1, entry: true, after: \[a\.h\]\}'

# ---- a typedef that stands apart from its struct ----
printf '#pragma once\nstruct _foo;\ntypedef struct _foo foo;\nint foo_a(foo *f);\n' >a.h
printf '#pragma once\nstruct _foo { int x; };\nint foo_b(struct _foo *f);\n' >b.h
policy '[a.h, b.h]'
rm foo.record.yaml
expect "a typedef apart: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I.
has "a typedef apart: where" foo.record.yaml 'foo: since: 1 header: b\.h typedef-header: a\.h'
expect "a typedef apart: check" 0 "$COMMAND" check --strict -p foo.policy.yaml -- -I.
expect "a typedef apart: an image" 0 "$COMMAND" compile -p foo.policy.yaml -o foo.abi
expect "a typedef apart: one side" 0 compile a.h
expect "a typedef apart: the other" 0 compile b.h
sed -i '/typedef/d; s/foo \*f/struct _foo *f/' a.h
expect "a typedef apart: it is gone" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
expect "a typedef apart: it is gone: those who had it" 1 compile a.h
has "a typedef apart: it is gone: said" err 'typedef-removed'
expect "a typedef apart: it is gone: others" 0 compile b.h

# ---- a part that is gone, dropped, or left out ----
rm -f ./*.h ./*.yaml ./*.abi
printf '#include "foo-more.h"\nint foo_open(void);\n' >foo.h
printf 'int foo_more(void);\n' >foo-more.h
policy foo.h '  headers: [foo.h, foo-more.h]
'
"$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I. >out || exit 1
"$COMMAND" compile -p foo.policy.yaml -o foo.abi || exit 1
echo '#include "foo.h"' >user.c
each_way() { # EXPRESSION...: both languages, both policies; what they say must have the first, or nothing
  for x in c c++; do
    for policy in foo.policy.yaml foo.abi; do
      "$CC" -x $x "-fplugin=$ABIDING_PLUGIN" "-fplugin-arg-abiding-policy=$policy" \
        -fsyntax-only -I. $flags user.c >said 2>&1
      if test "$1"; then grep -qE "$1" said || return 1; else test ! -s said || return 1; fi
    done
  done
}
flags=
expect "a part: kept" 0 each_way ''
printf 'int foo_open(void);\nint foo_more(void);\n' >foo.h
expect "a part that is no longer included, and is there" 0 each_way ''
mv foo-more.h foo-more.h.in
expect "a part that will be made" 0 each_way ''
rm foo-more.h.in
expect "a part that is deleted" 0 each_way "public header 'foo-more\.h' is gone.*header-removed"
expect "a part that is deleted: check" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
has "a part that is deleted: check says it once" out 'is broken: 1 error $'
printf 'int foo_more(void);\n' >foo-more.h
printf 'int foo_open(void);\n' >foo.h
expect "a part that is dropped" 0 each_way "'foo-more\.h' no longer comes with 'foo\.h'.*header-removed"
printf '#ifndef FOO_LESS\n#include "foo-more.h"\n#endif\nint foo_open(void);\n' >foo.h
expect "a part that a user may leave out: who does not" 0 each_way ''
flags=-DFOO_LESS
expect "a part that a user may leave out: who does" 0 each_way ''
flags=
printf '#if 0\n#include "foo-more.h"\n#endif\nint foo_open(void);\n' >foo.h
expect "a part that nobody gets" 0 each_way "'foo-more\.h' no longer comes with 'foo\.h'.*header-removed"
printf '#ifndef __cplusplus\n#include "foo-more.h"\n#endif\nint foo_open(void);\n' >foo.h
expect "a part that C++ leaves out" 0 each_way ''

# ---- headers that the policy overlooks ----
rm -f ./*.h ./*.yaml ./*.abi
mkdir -p elsewhere
printf 'int other(void);\n' >elsewhere/other.h
printf '#include "foo-new.h"\n#include <other.h>\n#include <stddef.h>\nint foo_a(void);\n' >foo.h
printf 'int foo_new(void);\n' >foo-new.h
printf 'int foo_lost(void);\n' >foo-lost.h
policy foo.h '  headers: [foo.h, foo-l*.h]
'
expect "overlooked: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I. -Ielsewhere
has "overlooked: one that no surface lists" err "'foo-new\.h' comes with the public headers, and no surface.*not-checked"
has "overlooked: one that no entry brings" err "'foo-lost\.h' is listed in surface 'foo', and no entry brings it.*not-checked"
lacks "overlooked: not those of others" err 'other\.h|stddef'
expect "overlooked: check" 0 "$COMMAND" check -p foo.policy.yaml -- -I. -Ielsewhere
has "overlooked: check says it" out '2 notes $'
expect "overlooked: strict" 1 "$COMMAND" check --strict -p foo.policy.yaml -- -I. -Ielsewhere
policy foo.h '  headers: [foo.h, foo-l*.h]
  except: [foo-new.h, foo-lost.h]
'
expect "overlooked: the policy says that it means it" 0 "$COMMAND" check --strict -p foo.policy.yaml -- -I. -Ielsewhere

# ---- the compiler's own folders ----
rm -rf ./*.h ./*.yaml elsewhere
printf '#include <stdio.h>\n#include <errno.h>\nint foo_print(FILE *to);\n' >foo.h
for headers in '["*.h"]' '[foo.h, errno.h]'; do
  policy foo.h "  headers: $headers
"
  rm -f foo.record.yaml
  expect "$headers: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I.
  has "$headers: nothing of the system's" out '1 new, 1 in all'
  expect "$headers: check" 0 "$COMMAND" check --strict -p foo.policy.yaml -- -I.
done
mkdir -p system/include/foo
mv foo.h system/include/
printf 'int foo_part(void);\n' >system/include/foopart.h
printf 'int bar(void);\n' >system/include/bar.h
sed -i 's/#include <errno.h>/#include <foopart.h>\n#include <bar.h>/' system/include/foo.h
policy foo.h '  headers: ["*.h"]
'
rm foo.record.yaml
expect "an entry in the system's folder" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml \
  -- -isystem "$PWD/system/include"
has "an entry in a folder that is named: all in it" out '3 new, 3 in all'
rm foo.record.yaml
expect "an entry in the compiler's folder" 0 env C_INCLUDE_PATH="$PWD/system/include" \
  "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml
has "an entry in the compiler's folder: what is called like it" out '2 new, 2 in all'

# ---- what is gone stands in a header that the policy overlooks ----
rm -rf ./*.h ./*.yaml system
printf 'int foo_a(void);\nstruct foo { int x; };\nint foo_b(void);\n' >foo.h
policy foo.h '  headers: [foo.h, foo-sys.h]
'
"$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I. >out || exit 1
printf '#include "foo-new.h"\n' >foo.h
printf 'int foo_a(void);\nstruct foo { int x; };\n' >foo-new.h
printf 'int foo_b(void);\n' >foo-sys.h
expect "moved out of sight" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
lacks "moved out of sight: what still comes along is not gone" err "'foo_a' is|struct foo' is gone"
has "moved out of sight: to one that no entry brings" err "'foo-sys\.h' is listed.*it declares what is missing in other headers: 'foo_b'"

# ---- init ----
rm -rf ./*.h ./*.yaml
mkdir -p include/foo
printf '#pragma once\ntypedef int foo_t;\nint foo_a(foo_t x);\n' >include/foo/foo.h
printf '#pragma once\nfoo_t foo_mock(void);\n' >include/foo/foo-mock.h
expect "init: one that compiles behind another" 0 "$COMMAND" init include/foo -o foo.policy.yaml
has "init: one that compiles behind another: says so" foo.policy.yaml 'entry: \[\{header: foo/foo-mock\.h, after: foo/foo\.h\}, foo/foo\.h\]'
expect "init: one that compiles behind another: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -Iinclude

# ---- what only a unit of all entries shows ----
# Each entry is compiled alone, and shows nothing; together they are at odds.
rm -f ./*.h ./*.yaml
cat >foo-a.h <<'X'
#ifndef FOO_A_H
#define FOO_A_H
int foo_a(void);
#endif
X
sed 's/_A/_B/; s/_a/_b/' foo-a.h | sed 's/FOO_A_H/FOO_B_H/' >foo-b.h
policy '[foo-a.h, foo-b.h]'
expect "at odds: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I.
expect "at odds: none yet" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
cp foo-a.h a.kept
cp foo-b.h b.kept
for language in c c++; do
  cp a.kept foo-a.h
  cp b.kept foo-b.h
  sed -i 's/^int.*/&\n#define foo_b foo_b_of_a/' foo-a.h
  expect "at odds, $language: a macro of one renames a function of the other" 1 \
    "$COMMAND" check -p foo.policy.yaml -- -I. -x "$language"
  has "at odds, $language: it is told" err 'foo_b'
  cp a.kept foo-a.h
  sed -i 's/^int.*/&\ntypedef int foo_size;/' foo-a.h
  sed -i 's/^int.*/&\ntypedef long foo_size;/' foo-b.h
  expect "at odds, $language: two new types of one name" 3 \
    "$COMMAND" check -p foo.policy.yaml -- -I. -x "$language"
  has "at odds, $language: the compiler says so" err "foo_size"
done

# what moves to another entry is still declared, but not for those who include the first alone
mkdir moved
printf '#ifndef ONE_H\n#define ONE_H\nint one_a(void);\nint one_b(void);\ntypedef int one_t;\n#endif\n' >moved/one.h
printf '#ifndef TWO_H\n#define TWO_H\nint two_a(void);\n#endif\n' >moved/two.h
"$COMMAND" freeze --release 1.0 -o moved.record.yaml one.h two.h -- -Imoved >/dev/null || exit 1
sed -i '/one_b/d; /one_t/d' moved/one.h
sed -i 's/^int two_a.*/&\nint one_b(void);\ntypedef int one_t;/' moved/two.h
expect "moved to another entry" 1 "$COMMAND" check -r moved.record.yaml -- -Imoved
has "moved to another entry: which" err "function 'one_b' no longer comes with 'one.h' \[function-removed\]"
has "moved to another entry: what to do" err \
  "note: it comes with another entry; include what declares it from 'one.h', for programs that include that alone"
has "moved to another entry: a typedef, too" err "typedef-removed"
lacks "moved to another entry: it is declared" err 'no longer declared in a public header'
expect "moved to another entry: freeze" 1 "$COMMAND" freeze --release 1.1 -o moved.record.yaml one.h two.h -- -Imoved
has "moved to another entry: freeze: which" err "function 'one_b' no longer comes with 'one.h'"
sed -i '/one_b/d' moved/two.h
expect "gone from all" 1 "$COMMAND" check -r moved.record.yaml -- -Imoved
has "gone from all: which" err "function 'one_b' is no longer declared in a public header"
