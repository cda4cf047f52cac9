# SPDX-License-Identifier: GPL-3.0-or-later
# check: kept, broken, not to be said.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1
"$COMMAND" freeze --release 1.0 -o bare.record.yaml foo/foo.h -- -I. >/dev/null || exit 1

# ---- kept ----
expect "policy: kept" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
has "policy: kept: the verdict" out '^foo 1\.0: the promise holds: no errors $'
empty "policy: kept: nothing else" err
expect "record: kept" 0 "$COMMAND" check -r bare.record.yaml -- -I.
has "record: kept: the verdict" out '^foo 1\.0: the promise holds: no errors $'
expect "a header by name" 0 "$COMMAND" check -r bare.record.yaml foo/foo.h -- -I.
cd foo || exit 1
expect "a header by its path, from elsewhere" 0 "$COMMAND" check -r ../bare.record.yaml foo.h -- -I..
cd .. || exit 1
echo '#include <foo/foo.h>' >user.c
cp user.c other.c
expect "two .c files" 0 "$COMMAND" check -p foo.policy.yaml user.c other.c -- -I.
expect "flags of a build that write files" 0 \
  "$COMMAND" check -p foo.policy.yaml user.c -- -I. -c -o user.o -MMD -MP -MF user.d -O2
if test -e user.o || test -e user.d; then
  fail "flags of a build that write files: not written" ""
else
  pass "flags of a build that write files: not written"
fi

# ---- what is new is no break ----
cp foo/foo.h foo.h.kept
edit foo/foo.h 's/^int fooDraw.*/&\nint fooErase(void);/'
expect "an addition" 0 "$COMMAND" check -p foo.policy.yaml -- -I.

# ---- broken ----
edit foo/foo.h 's/  int y;/  long y;/'
expect "policy: broken" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
has "policy: broken: the compiler points at the field" err 'foo/foo.h:1[0-9]:[0-9]+: error: .*fooPoint'
has "policy: broken: the rule" err '\[struct-field-type-changed\]'
has "policy: broken: the record" err 'foo.record.yaml:[0-9]+:'
has "policy: broken: the verdict" out '^foo 1\.0: the promise is broken: 1 error $'
expect "record: broken" 1 "$COMMAND" check -r bare.record.yaml -- -I.
has "record: broken: the verdict" out 'the promise is broken: 1 error $'
expect "a break in a .c file" 1 "$COMMAND" check -p foo.policy.yaml user.c other.c -- -I.
has "a break in two .c files: both are counted" out 'is broken: 2 errors $'

cp foo.h.kept foo/foo.h
edit foo/foo.h '/FOO_COLOUR_LAST/d'
expect "headers are seen with the policy's guard" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
has "headers are seen with the policy's guard: a sentinel is gone" err '\[sentinel-removed\]'
expect ".c files are seen as they are" 0 "$COMMAND" check -p foo.policy.yaml user.c -- -I.
cp foo.h.kept foo/foo.h
edit foo/foo.h 's/  int y;/  long y;/'

# ---- JSON ----
expect "json: broken" 1 "$COMMAND" check -p foo.policy.yaml --format json -- -I.
has "json: broken: the document" out '^\{"abiding": 1, "findings": \[ \{"rule": "struct-field-type-changed"'
has "json: broken: the place" out '"file": "[^"]*foo/foo.h", "line": 1[0-9]'
empty "json: broken: only the document" err
if python3 -c '' 2>/dev/null; then
  if python3 -m json.tool <out >/dev/null; then pass "json: is JSON"; else fail "json: is JSON" ""; fi
fi
cp foo.h.kept foo/foo.h
expect "json: kept" 0 "$COMMAND" check -p foo.policy.yaml --format json -- -I.
has "json: kept: no findings" out '^\{"abiding": 1, "findings": \[\]\} $'
expect "json: no compile" 3 "$COMMAND" check -p foo.policy.yaml --format json user.c
has "json: no compile: the compiler's words" err 'fatal error: foo/foo.h'
empty "json: no compile: no document" out

# ---- best effort: warnings, and with -Werror errors ----
sed 's/promise: forever/promise: best-effort/' foo.policy.yaml >soft.policy.yaml
edit foo/foo.h 's/  int y;/  long y;/'
expect "best effort: broken is a warning" 0 "$COMMAND" check -p soft.policy.yaml -- -I.
has "best effort: the verdict" out 'the promise holds: no errors, 1 warning $'
expect "best effort: -Werror" 1 "$COMMAND" check -p soft.policy.yaml -- -I. -Werror
has "best effort: -Werror: the verdict" out 'the promise is broken: 1 error $'
echo 'int broken(;' >>foo/foo.h
expect "best effort: a syntax error is no verdict" 3 "$COMMAND" check -p soft.policy.yaml -- -I.
expect "best effort: -Werror: a break is one beside a syntax error, too" 1 \
  "$COMMAND" check -p soft.policy.yaml -- -I. -Werror

# ---- nothing could be checked ----
cp foo.h.kept foo/foo.h
echo 'int broken(;' >>foo/foo.h
expect "a syntax error" 3 "$COMMAND" check -p foo.policy.yaml -- -I.
has "a syntax error: the compiler's words" err 'foo/foo.h:[0-9]+:[0-9]+: error: '
has "a syntax error: ours" err 'the compilation failed \(see above\); not everything was checked'
empty "a syntax error: no verdict" out
cp foo.h.kept foo/foo.h
expect "headers that are not the library's" 3 "$COMMAND" check -p foo.policy.yaml stddef.h -- -I.
has "headers that are not the library's: said" err \
  "no header of '.*foo.record.yaml' was read; nothing was checked"
echo 'int x;' >none.c
expect "a .c file that includes none" 3 "$COMMAND" check -p foo.policy.yaml none.c -- -I.

# ---- bad input ----
expect "no such record" 2 "$COMMAND" check -r none.yaml
has "no such record: said" err 'none.yaml.*No such file'
has "no such record: what to do" err 'abiding freeze writes a record'
expect "no such policy" 2 "$COMMAND" check -p none.yaml
sed '/^record/d' foo.policy.yaml >no-record.policy.yaml
expect "a policy without a record" 2 "$COMMAND" check -p no-record.policy.yaml -- -I.
has "a policy without a record: what to do" err "add a line 'record: FILE'"
echo 'librry: foo' >>foo.policy.yaml
expect "a word that no policy has" 2 "$COMMAND" check -p foo.policy.yaml -- -I.
has "a word that no policy has: where and the nearest" err 'foo.policy.yaml:[0-9]+:1: error: .*librry.*library'
