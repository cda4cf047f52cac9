# SPDX-License-Identifier: GPL-3.0-or-later
# Waivers: what they cover, when they end, how one is added to a policy.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
cat >>foo.policy.yaml <<'END2'
version: {macro: FOO_VERSION, scale: [10000, 100, 1]}
changing: [FOO_VERSION]
END2
sed -i 's/^#define FOO_NAME.*/&\n#define FOO_VERSION 10000/' foo/foo.h
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1
cp foo.policy.yaml plain.policy.yaml
edit foo/foo.h 's/  int y;/  long y;/'
edit foo/foo-more.h '/fooMore/d'
printf '#include <foo/foo.h>\n#include <foo/foo-extra.h>\n' >user.c

waive() { "$COMMAND" waive -p foo.policy.yaml "$@"; }
check() { "$COMMAND" check -p foo.policy.yaml ${strict:+--strict} -- -I.; }
strict=
compile() { "$CC" "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=foo.policy.yaml \
  -fsyntax-only -I. "$@" user.c; }

# ---- added ----
expect "two breaks" 1 check
has "two breaks: put back" err 'What can be done about a break: - put back what was promised'
has "two breaks: waive" err \
  "abiding waive -p foo.policy.yaml struct-field-type-changed fooPoint.y --layout 'lp64: 16' --reason 'WHY' "
has "two breaks: not out yet" err "if release 1.0, which first promised '[a-zM]*', is not out yet"
sed -n 's/^ *abiding \(waive .*\)/"$COMMAND" \1/p' err >pasted.sh
cp foo.policy.yaml before.yaml
expect "two breaks: the words can be pasted" 0 sh -e pasted.sh
expect "two breaks: and are all that it takes" 0 check
lacks "two breaks: nothing to do now" err 'What can be done'
mv before.yaml foo.policy.yaml
expect "two breaks: json" 1 "$COMMAND" check -p foo.policy.yaml --format json -- -I.
empty "two breaks: json: for machines, none of that" err
expect "two breaks: a record alone" 1 "$COMMAND" check -r foo.record.yaml -- -I.
has "two breaks: a record alone: waive in a policy" err 'in a policy: abiding init writes a first one'
expect "waive one" 0 waive struct-field-type-changed fooPoint.y --layout 'lp64: 16' --reason 'never used: #12, "y"'
has "waive one: what was done" out "foo.policy.yaml: struct-field-type-changed is waived for 'fooPoint.y' $"
head -n -6 foo.policy.yaml >rest
same "waive one: the rest stands as it did" rest plain.policy.yaml
expect "waive one: the other is told" 1 check
has "waive one: the other is told: alone" out 'is broken: 1 error $'
expect "waive the other" 0 waive function-removed 'fooM*' --reason 'see NEWS' --until 1.4
expect "both" 0 check
has "both: not a word" out 'the promise holds: no errors $'
expect "both: compiler" 0 compile -fplugin-arg-abiding-strict
empty "both: compiler: not a word" err
cp foo.record.yaml first.yaml
edit foo/foo.h 's/FOO_VERSION 10000/FOO_VERSION 10100/'
expect "freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -I.
has "freeze: what was done" out '1\.1 is frozen: 0 new, 1 gone, 7 in all'
has "freeze: the record is what the headers are" foo.record.yaml 'since: 1\.0.*size: \{lp64: 16\}.*decl: long y, bit-offset: \{lp64: 64\}'
lacks "freeze: nothing else" foo.record.yaml 'int y|fooMore: \{.*waived:'
has "freeze: what was waived" foo.record.yaml \
  'waived: function-removed: fooMore: 1\.1 struct-field-type-changed: fooPoint\.y: 1\.1 before: 1\.1: functions: fooMore: \{since: 1\.0[^{]*\} $'
expect "freeze: by the policy" 0 check
has "freeze: by the policy: not a word" out 'holds: no errors $'
empty "freeze: by the policy: not a word of waivers" err
expect "freeze: alone" 0 "$COMMAND" check -r foo.record.yaml -- -I.
empty "freeze: alone: not a word" err
expect "freeze: without the waivers" 0 "$COMMAND" check -p plain.policy.yaml -- -I.
empty "freeze: without the waivers: not a word" err
cp foo.record.yaml second.yaml
expect "freeze: once more" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -I.
same "freeze: once more: the same" foo.record.yaml second.yaml
edit foo/foo.h 's/  long y;/  long y, z;/'
expect "freeze: the next change" 1 check
has "freeze: the next change: said" err "error: field 'z' of 'fooPoint' is new.*struct-field-added"
has "freeze: the next change: the layout" err \
  "the waiver of struct-field-type-changed for 'fooPoint.y' states a layout that the headers no longer have: it is now 'lp64: 24' \[waiver-invalid"
edit foo/foo.h 's/  long y, z;/  int y;/; s/10100/10000/'
expect "freeze: the release before lacks it" 1 "$COMMAND" check -p plain.policy.yaml -- -I.
has "freeze: the release before lacks it: said" err "function 'fooMore' is no longer declared.*function-removed"
cp foo/foo-more.h foo-more.now
echo 'void fooMore(void);' >>foo/foo-more.h
expect "freeze: the release before" 0 "$COMMAND" check -p plain.policy.yaml -- -I.
has "freeze: the release before: what could not be checked" err \
  "note: 'fooPoint' could not be checked: a waiver let it change in a later release, and these headers are of 1.0.0 .not-checked"
edit foo/foo.h 's/  int y;/  long y;/'
mv foo-more.now foo/foo-more.h
cp first.yaml foo.record.yaml

# ---- another layout ----
cp foo.policy.yaml both.policy.yaml
edit foo.policy.yaml '/layout/d'
expect "no layout" 1 check
has "no layout: an error of its own" err \
  "error: the size of 'fooPoint' is now 16 bytes, promised as 8 .struct-size-changed\]"
has "no layout: what is lacking" err \
  "the waiver of struct-field-type-changed for 'fooPoint.y' \(foo.policy.yaml:1[0-9]\) does not accept the new layout; if it is intended, add 'layout: \{lp64: 16\}' to the waiver"
has "no layout: a way out" err "waive -p foo.policy.yaml struct-size-changed fooPoint --layout 'lp64: 16' --reason"
expect "no layout: json" 1 "$COMMAND" check -p foo.policy.yaml --format json -- -I.
has "no layout: json: what to state" out '"layout": "lp64: 16"'
expect "no layout: compiler" 1 compile
expect "no layout: frozen" 1 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -I.
same "no layout: nothing is frozen" foo.record.yaml first.yaml
"$COMMAND" compile -p foo.policy.yaml -o layout.abi >/dev/null 2>&1
expect "no layout: image" 1 "$COMMAND" check -p layout.abi -- -I.
cp foo.policy.yaml one.policy.yaml
printf '%s\n' '- rule: struct-field-added' '  entity: fooPoint.z' '  reason: a test' >>foo.policy.yaml
edit foo/foo.h 's/  long y;/  long y, z;/'
expect "no layout, of two waivers" 1 check
has "no layout, of two waivers: the one of the new field is to state it" err \
  "the waiver of struct-field-added for 'fooPoint.z' .foo.policy.yaml:[0-9]*. does not accept the new layout; if it is intended, add 'layout: \{lp64: 24\}'"
edit foo/foo.h 's/  long y, z;/  long y;/'
cp one.policy.yaml foo.policy.yaml
sed -i 's/^  reason: .never used.*/&\n  layout: {lp64: 8}/' foo.policy.yaml
expect "a layout that is not it" 1 check
has "a layout that is not it: said" err \
  "\(foo.policy.yaml:1[0-9]\) accepts 8 bytes on lp64; if the new layout is intended, change that to 'layout: \{lp64: 16\}'"
edit foo.policy.yaml 's/{lp64: 8}/{ilp32-i386: 8}/'
expect "a layout of another data model" 1 check
has "a layout of another data model: said" err "extend that to 'layout: \{lp64: 16\}'"
edit foo.policy.yaml 's/{ilp32-i386: 8}/{ilp32-i386: 8, lp64: 16}/'
expect "a layout that is it" 0 check
empty "a layout that is it: not a word" err
cp foo.policy.yaml whole.policy.yaml
for bad in "[8]" "{}" "{lp64: x}" "{lp64: -8}"; do
  sed "s/layout: .*/layout: $bad/" whole.policy.yaml >foo.policy.yaml
  expect "no layout at all: $bad" 2 check
  has "no layout at all: $bad: said" err "^foo.policy.yaml:[0-9]+:[0-9]+: error: .*layout"
done
sed 's/^  until:.*/&\n  layout: {lp64: 8}/' whole.policy.yaml >foo.policy.yaml
expect "a layout of a function" 2 check
has "a layout of a function: said" err "function-removed is about no struct or union, and changes no 'layout'"
cp both.policy.yaml foo.policy.yaml

# ---- past, or for nothing ----
edit foo/foo.h 's/FOO_VERSION 10000/FOO_VERSION 10500/'
expect "past" 1 check
has "past: the break counts again" err 'error: .*\[function-removed\]'
has "past: and the waiver is at fault" err \
  "foo.policy.yaml:1[0-9]:3: warning: the waiver of function-removed for 'fooM\*' ended with release 1.4 \[waiver-invalid\]"
cp foo.policy.yaml both.policy.yaml
edit foo.policy.yaml 's/1\.4/1.6/'
expect "not past yet" 0 check
expect "for nothing" 0 waive macro-removed FOO_NOTHING --reason 'a slip of the pen'
expect "for nothing: check" 0 check
has "for nothing: said" err \
  "foo.policy.yaml:[0-9]+:3: warning: the waiver of macro-removed for 'FOO_NOTHING' matches nothing"
strict=1
expect "for nothing: strict" 1 check
strict=
has "for nothing: strict: an error" err "error: the waiver of macro-removed .* \[waiver-invalid\]"
expect "for nothing: compiler" 0 compile
has "for nothing: compiler: said" err "warning: the waiver of macro-removed"
expect "for nothing: compiler, strict" 1 compile -fplugin-arg-abiding-strict
expect "for nothing: compiler, -Werror" 1 compile -Werror
echo '#include <foo/foo.h>' >user.c
expect "a unit that does not see all cannot tell" 0 compile -fplugin-arg-abiding-strict
"$COMMAND" compile -p foo.policy.yaml -o foo.abi
expect "for nothing: image" 0 "$COMMAND" check -p foo.abi -- -I.
has "for nothing: image: said" err "warning: the waiver of macro-removed"

# without a macro that says which release the headers are, the last one frozen tells
sed '/^version/d; s/1\.6/1.0.5/; /FOO_NOTHING/,$d; /macro-removed/d' foo.policy.yaml >other.yaml
mv other.yaml foo.policy.yaml
cp first.yaml foo.record.yaml
edit foo.record.yaml 's/^release: .*/release: 1.1/'
expect "past by the record" 1 check
has "past by the record: said" err "function-removed for 'fooM\*' ended with release 1.0.5"
edit foo.policy.yaml 's/1\.0\.5/1.1/'
expect "the release itself is not past" 0 check

# what only the linked library or the include path can tell
cp plain.policy.yaml foo.policy.yaml
expect "a symbol" 0 waive symbol-removed fooErase --reason 'never worked'
expect "a soname" 0 waive soname-changed 'lib*' --reason 'a rebuild'
check >out 2>err
lacks "of symbols a compile cannot tell" err 'waiver-invalid'

# ---- where it is written ----
places() { # NAME: the waiver that was added is read back, and all else is as it was
  cp foo.policy.yaml before.yaml
  expect "$1" 0 waive macro-removed FOO_X --reason 'why not'
  "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o - -- -I. >/dev/null 2>said
  grep '^[^#]*error: ' said | grep -v '\[[a-z-]*\]$' >bad
  empty "$1: it is a policy" bad
  diff before.yaml foo.policy.yaml | grep '^<' >lost
}
cat >foo.policy.yaml <<'END2'
# the policy of foo
abiding: 1
library: foo
record: foo.record.yaml
waivers:
  # an old one
  - rule: macro-removed   # by mistake
    entity: FOO_OLD
    reason: >
      It was
      # not documented.

  # the end of the waivers

# public headers
surfaces:
- name: foo
  entry: foo/foo.h
END2
places "in the midst"
empty "in the midst: nothing is lost" lost
cat >wanted <<'END2'
  - rule: macro-removed
    entity: FOO_X
    reason: why not
END2
sed -n 12,14p foo.policy.yaml >found
same "in the midst: behind the last, indented likewise" found wanted
head -n -1 foo.policy.yaml >other.yaml
printf '  entry: foo/foo.h' >>other.yaml && sed -i '/^waivers/,/^# public/d' other.yaml && mv other.yaml foo.policy.yaml
places "a file without an end of its last line"
cat >wanted <<'END2'
  entry: foo/foo.h

waivers:
- rule: macro-removed
  entity: FOO_X
  reason: why not
END2
tail -6 foo.policy.yaml >found
same "a file without an end of its last line: lines" found wanted
printf '  # still of it\nsentinel: {suffix: _LAST}\n...\n' >>foo.policy.yaml
expect "before the end of the document" 0 waive macro-removed FOO_Y --reason z
has "before the end of the document: where" foo.policy.yaml \
  'FOO_X reason: why not # still of it - rule: macro-removed entity: FOO_Y reason: z sentinel'
for list in '[]' '[ {rule: macro-removed, entity: FOO_OLD, reason: "no"} ] # those'; do
  { cat plain.policy.yaml; echo "waivers: $list"; } >foo.policy.yaml
  places "in brackets: $list"
  has "in brackets: $list: in them" foo.policy.yaml \
    'waivers: \[.*\{rule: macro-removed, entity: FOO_X, reason: why not\} ?\]'
done
sed 's/$/\r/' plain.policy.yaml >foo.policy.yaml
places "CRLF"
grep -v "$(printf '\r')\$" foo.policy.yaml >bad
empty "CRLF: all lines end like the others" bad
expect "CRLF: once more" 0 waive macro-removed FOO_Y --reason "$(printf 'two\nlines: of "it"')" --until 2.0
grep -v "$(printf '\r')\$" foo.policy.yaml >bad
empty "CRLF: once more: all lines end like the others" bad
printf '\357\273\277' | cat - plain.policy.yaml >foo.policy.yaml
places "a byte order mark"

# ---- refused, and nothing is written ----
cp plain.policy.yaml foo.policy.yaml
refused() { # NAME PATTERN WORD...
  name=$1 pattern=$2
  shift 2
  expect "$name" 2 "$COMMAND" waive "$@"
  has "$name: said" err "$pattern"
  same "$name: the policy is untouched" foo.policy.yaml plain.policy.yaml
}
refused "no policy" 'name the policy \(-p\)' macro-removed FOO --reason x
refused "no entity" 'name a rule and an entity' -p foo.policy.yaml macro-removed --reason x
refused "no reason" '--reason is missing' -p foo.policy.yaml macro-removed FOO
refused "an empty reason" '--reason is missing' -p foo.policy.yaml macro-removed FOO --reason ' '
refused "an unknown rule" "unknown rule 'macro-remove', did you mean 'macro-removed'" \
  -p foo.policy.yaml macro-remove FOO --reason x
refused "until what is no release" "'next' is not a release" \
  -p foo.policy.yaml macro-removed FOO --reason x --until next
refused "until what is past" "a waiver until 1.0 is past already: release 1.1 is frozen" \
  -p foo.policy.yaml macro-removed FOO --reason x --until 1.0
refused "not UTF-8" 'is not UTF-8' -p foo.policy.yaml macro-removed FOO --reason "$(printf '\377')"
refused "a policy that is not there" 'none.yaml: error: cannot open: No such file' \
  -p none.yaml macro-removed FOO --reason x
expect "twice" 0 waive macro-removed FOO --reason x
cp foo.policy.yaml plain.policy.yaml
refused "twice: the second" "^foo.policy.yaml:[0-9]+:3: error: macro-removed is waived for 'FOO' here already" \
  -p foo.policy.yaml macro-removed FOO --reason y
echo '{abiding: 1, library: foo, surfaces: [{name: foo, entry: foo/foo.h}]}' >foo.policy.yaml
cp foo.policy.yaml plain.policy.yaml
refused "a policy in braces" '^foo.policy.yaml:1:1: error: a policy in braces is not edited' \
  -p foo.policy.yaml macro-removed FOO --reason y
