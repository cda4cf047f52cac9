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
has "additions: counted, enumerators too" out 'more.yaml keeps what old.yaml promised: no errors, 2 additions $'

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
