# SPDX-License-Identifier: GPL-3.0-or-later
# diff: two records.
. "$HARNESS"
write_library .
freeze() {
  "$COMMAND" freeze --release "$1" -o "$2" foo/foo.h -- -I. >/dev/null || exit 1
}
freeze 1.0 old.yaml

expect "the same" 0 "$COMMAND" diff old.yaml old.yaml
has "the same: the verdict" out '^old.yaml keeps what old.yaml promised: no errors, 0 additions $'

edit foo/foo.h 's/^int fooDraw.*/&\nint fooErase(void);/; s/FOO_GREEN = 1,/&\n  FOO_BLUE = 2,/'
freeze 1.1 more.yaml
expect "additions" 0 "$COMMAND" diff old.yaml more.yaml
has "additions: a function" out '^Added functions int fooErase\(void\)'
has "additions: an enumerator under its enum" out 'enums fooColour FOO_BLUE = 2 '
lacks "additions: nothing is broken" out 'Broken'
has "additions: counted, enumerators too" out 'more.yaml keeps what old.yaml promised: no errors, 2 additions $'
if test "$(wc -L <out)" -le 80; then pass "additions: 80 columns"; else fail "additions: 80 columns" ""; fi

edit foo/foo.h '/fooDraw/d'
edit foo/foo-more.h 's/FOO_MORE 7/FOO_MORE 8/'
freeze 2.0 new.yaml
expect "breaks" 1 "$COMMAND" diff old.yaml new.yaml
has "breaks: a removed function" out 'error: .*fooDraw.*\[function-removed\]'
has "breaks: a value, where it is now" out 'new.yaml:[0-9]+:[0-9]+: error: .*FOO_MORE.*\[macro-value-changed\]'
has "breaks: where it was promised" out 'old.yaml:[0-9]+:[0-9]+: note: '
has "breaks: the verdict" out 'new.yaml breaks what old.yaml promised: 2 errors, 2 additions $'
if LC_ALL=C grep -q "$(printf '\033')" out; then fail "no colour in a pipe" ""; else pass "no colour in a pipe"; fi

expect "json" 1 "$COMMAND" diff --format json old.yaml new.yaml
has "json: the document" out '^\{"abiding": 1, "findings": \[ \{"rule": '
has "json: both places" out '"file": "new.yaml", "line": [0-9]+.*"record-file": "old.yaml", "record-line": '
if python3 -c '' 2>/dev/null; then
  if python3 -m json.tool <out >/dev/null; then pass "json: is JSON"; else fail "json: is JSON" ""; fi
fi

has "json: what is new" out '"added": \[ \{"kind": "function", "entity": "fooErase", "after": "int fooErase\(void\)", "header": "foo/foo.h"\}'
has "json: what is broken is not told twice" out '"changed": \[\], "removed": \[\]'

# ---- another C ----
sed 's/^data-models/language: gnu23\n&/' old.yaml >gnu23.yaml
expect "another language" 0 "$COMMAND" diff old.yaml gnu23.yaml
has "another language: said" out "note: .*different languages: 'old.yaml' is of gnu17, 'gnu23.yaml' of gnu23"
if test "$(grep -c 'different languages' out)" = 1; then pass "another language: once"; else fail "another language: once" ""; fi
expect "the same other language" 0 "$COMMAND" diff gnu23.yaml gnu23.yaml
lacks "the same other language: nothing" out 'languages'
expect "another language: json" 0 "$COMMAND" diff --format json old.yaml gnu23.yaml
has "another language: in json" out '"rule": "not-checked"'

# ---- another header ----
sed 's/^  fooDraw: \(.*\)header: foo\/foo.h/  fooDraw: \1header: foo\/foo-more.h/' old.yaml >moved.yaml
expect "moved" 0 "$COMMAND" diff old.yaml moved.yaml
has "moved: what, and where to" out 'functions fooDraw in foo/foo.h -> fooDraw in foo/foo-more.h '

# ---- what differs and breaks nothing ----
cp foo/foo.h foo.h.kept
cp foo/foo-more.h foo-more.h.kept
freeze 3.0 base.yaml
edit foo/foo.h 's/^void fooMore.*//; /fooErase/d; s/#define FOO_NAME/int fooErase(void) __attribute__((warn_unused_result));\n&/'
sed -i 's/ __attribute__((warn_unused_result))//' foo/foo.h
edit foo/foo-more.h 's/^void fooMore/__attribute__((noreturn)) &/'
freeze 3.1 changed.yaml
expect "changed" 0 "$COMMAND" diff base.yaml changed.yaml
has "changed: before and after" out \
  'Changed, and nothing breaks functions void fooMore\(void\) -> void fooMore\(void\) __attribute__\(\(noreturn\)\) '
cp foo.h.kept foo/foo.h
cp foo-more.h.kept foo/foo-more.h
echo 'changing: [FOO_MORE]' >changing.yaml
write_policy changing.policy.yaml
cat changing.yaml >>changing.policy.yaml
expect "changing" 1 "$COMMAND" diff -p changing.policy.yaml old.yaml new.yaml
has "changing: not broken, but told" out 'Changed, and nothing breaks macros #define FOO_MORE 7 -> #define FOO_MORE 8'
cat >>changing.policy.yaml <<'END'
waivers:
- {rule: function-removed, entity: fooDraw, reason: an example}
END
expect "waived" 0 "$COMMAND" diff -p changing.policy.yaml old.yaml new.yaml
has "waived: removed, but told" out 'Removed, and not promised functions int fooDraw\('

# ---- a page ----
edit foo/foo.h 's/  int x;/  char x;/; s/  int y;/  int y;\n  long long z;/; s/"foo"/"<script>\&x"/'
freeze 4.0 page.yaml
expect "html" 1 "$COMMAND" diff --format html old.yaml page.yaml
has "html: the verdict" out '<h1>foo 4.0 breaks what foo 1.0 promised</h1>'
has "html: a finding" out "<div class=\"card error\"><p><b>function 'fooDraw' is no longer declared"
has "html: the field that is new, at its place" out 'class="n second new">8</td><td class="n new">8</td><td class="new">long long z<'
has "html: the hole that came" out 'class="n second hole">1</td><td class="n hole">3</td>'
has "html: where room is short, what is as it was is told once" out '<tr class="same"><td class="n ">4</td><td class="n ">4</td><td class="">int y<'
has "html: and what has changed twice" out '<tr><td class="n other">0<'
has "html: text is escaped" out '&lt;script&gt;&amp;x'
lacks "html: text is escaped everywhere" out '<script'
lacks "html: nothing from elsewhere" out '(src|href)="[^#]|url\(|@import|https?:'
if type xmllint >/dev/null 2>&1; then
  xmllint --html --noout out 2>&1 | grep -E 'error' | grep -vE 'Tag (section|footer) invalid' >bad
  empty "html: well formed" bad
fi
expect "html: the same" 0 "$COMMAND" diff --format html old.yaml old.yaml
has "html: the same: said" out 'nothing is broken'
cp foo.h.kept foo/foo.h

write_policy soft.yaml
edit soft.yaml 's/forever/best-effort/'
expect "a policy that promises less" 0 "$COMMAND" diff -p soft.yaml old.yaml new.yaml
has "a policy that promises less: warnings" out 'keeps what .* promised: no errors, 2 warnings'

expect "no such record" 2 "$COMMAND" diff old.yaml none.yaml
has "no such record: said" err 'none.yaml.*No such file'
expect "a folder" 2 "$COMMAND" diff . old.yaml
echo 'abiding-recrod: 1' >bad.yaml
expect "no record" 2 "$COMMAND" diff bad.yaml old.yaml
has "no record: where and the nearest" err '^bad.yaml:1:1: error: .*abiding-record'
expect "no such policy" 2 "$COMMAND" diff -p none.yaml old.yaml new.yaml

# ---- what is no entity ----
printf '#include <foo/foo.h>\n' >foo/foo-new.h
sed -e '/^headers:/a\  foo/foo-new.h: {since: 1.0}' -e 's/^data-models: \[lp64/&, ilp32-i386/' \
  -e 's/^functions:/nodes: {FOO_9.0: {since: 1.0}}\nsymbols: {foo_hidden: {since: 1.0, node: FOO_9.0}}\n&/' \
  base.yaml >around.yaml
expect "around" 0 "$COMMAND" diff base.yaml around.yaml
has "around: what is new" out \
  "^Added headers foo/foo-new.h version nodes FOO_9.0 symbols without a declaration foo_hidden data models ilp32-i386 around.yaml keeps"
expect "around, json" 0 "$COMMAND" diff --format json base.yaml around.yaml
has "around, json: what is new" out '"kind": "version node", "entity": "FOO_9.0", "after": "FOO_9.0"\}'
expect "around, the other way" 1 "$COMMAND" diff around.yaml base.yaml
has "around, the other way: what breaks, and what nobody promised" out \
  "^Removed, and not promised data models ilp32-i386 Broken foo/foo-new.h: error: .*\[header-removed\]"

# ---- which entries bring a header: told as check tells it ----
mkdir entries && cd entries || exit 1
printf 'abiding: 1\nlibrary: foo\nrecord: old.yaml\nsurfaces:\n' >foo.policy.yaml
printf -- '- {name: foo, entry: [a.h, b.h, c.h], headers: [a.h, b.h, c.h, part.h]}\n' >>foo.policy.yaml
write_entries() {
  printf '#pragma once\n#include "part.h"\nint foo_a(void);\n' >a.h
  printf '#pragma once\n#include "part.h"\n#include "a.h"\nint foo_b(void);\n' >b.h
  printf '#pragma once\n#include "part.h"\nint foo_c(void);\n' >c.h
  printf '#pragma once\nstruct foo;\nint foo_p(void);\nint foo_q(struct foo *foo);\n' >part.h
}
freeze_entries() { # RECORD: of these headers, onto nothing
  sed "s/old/$1/" foo.policy.yaml >"$1.policy.yaml"
  rm -f "$1.yaml"
  "$COMMAND" freeze -p "$1.policy.yaml" --release 1 -o "$1.yaml" -- -I. >/dev/null || exit 1
}
both() { # WHAT STATUS: of check by the policy, of diff by it and without
  freeze_entries new
  expect "$1: check" "$2" "$COMMAND" check -p foo.policy.yaml -- -I.
  cp err checked
  expect "$1: diff" "$2" "$COMMAND" diff -p foo.policy.yaml old.yaml new.yaml
  expect "$1: diff, no policy" "$2" "$COMMAND" diff old.yaml new.yaml
}
write_entries
freeze_entries old
both "brought by all" 0
sed -i '/include/d' a.h
sed -i '/part/d' b.h
both "no longer brought by two" 1
has "no longer brought by two: check" checked "'part\.h' no longer comes with 'a\.h': its 2 declarations are gone \[header-removed\]"
has "no longer brought by two: diff" out "error: 'part\.h' no longer comes with 'a\.h': its 2 declarations are gone there \[header-removed\]"
has "no longer brought by two: once" out 'new\.yaml breaks what old\.yaml promised: 1 error, '
echo 'int foo_new(void);' >>part.h
freeze_entries new
expect "no longer brought, and more in it" 0 "$COMMAND" diff old.yaml new.yaml
has "no longer brought, and more in it: said" out "does not say whether 'part\.h' still comes with 'a\.h'.*not-checked"
write_entries
sed -i 's/part/c/' a.h
both "brought by way of another entry" 0
lacks "brought by way of another entry: not a word" out 'part\.h'
write_entries
sed -i '/include/d; s/int foo_a.*/&\nstruct foo;\nint foo_p(void);\nint foo_q(struct foo *foo);/' a.h
both "declared in the entry itself" 0
lacks "declared in the entry itself: not a word" out 'no longer comes'
write_entries
sed -i 's/^#inc.*part.*/#ifdef FOO_PART\n&\n#endif/' a.h b.h c.h
sed -i 's/^#ifdef FOO_PART/#define FOO_PART\n&/' c.h
both "brought by the last one only" 1
cd .. || exit 1
