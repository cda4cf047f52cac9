# SPDX-License-Identifier: GPL-3.0-or-later
# freeze: a first record, a second release on it, a break that stops it.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml

# ---- without a policy ----
expect "to stdout" 0 "$COMMAND" freeze --release 1.0 foo/foo.h -- -I.
cp out first.yaml
has "to stdout: library and release" first.yaml 'library: foo release: 1\.0'
has "to stdout: a function" first.yaml 'fooDraw: '
has "to stdout: since" first.yaml 'since: 1\.0'
has "to stdout: the entry" first.yaml 'foo/foo\.h'
lacks "to stdout: no paths of this machine" first.yaml "$PWD"

expect "to a file" 0 "$COMMAND" freeze --release 1.0 -o foo.record.yaml foo/foo.h -- -I.
has "to a file: what was done" out 'foo.record.yaml: foo 1\.0 is frozen: [0-9]+ new'
same "to a file: the same bytes as to stdout" foo.record.yaml first.yaml
expect "- is stdout" 0 "$COMMAND" freeze --release 1.0 -o - foo/foo.h -- -I.
same "- is stdout: the same bytes" out first.yaml

expect "the same again" 0 "$COMMAND" freeze --release 1.0 -o foo.record.yaml foo/foo.h -- -I.
has "the same again: nothing new" out 'is frozen: 0 new'
same "the same again: the same bytes" foo.record.yaml first.yaml

edit foo/foo.h 's/^int fooDraw.*/&\nint fooErase(void);/'
expect "a second release" 0 "$COMMAND" freeze --release 1.1 -o foo.record.yaml foo/foo.h -- -I.
has "a second release: counted" out 'is frozen: 1 new'
has "a second release: what is new is since then" foo.record.yaml 'fooErase: \{since: 1\.1'
has "a second release: what was there stays" foo.record.yaml 'fooDraw: \{since: 1\.0'
has "a second release: its number" foo.record.yaml 'release: 1\.1'

cp foo.record.yaml kept.yaml
expect "an older release" 2 "$COMMAND" freeze --release 1.0 -o foo.record.yaml foo/foo.h -- -I.
has "an older release: said" err "release 1.0 is older than 1.1"

edit foo/foo.h 's/  int y;/  long y;/'
expect "a break" 1 "$COMMAND" freeze --release 1.2 -o foo.record.yaml foo/foo.h -- -I.
has "a break: which" err 'struct-field-type-changed'
has "a break: nothing is frozen" err "1 error: 'foo.record.yaml' promises something else; nothing is frozen"
same "a break: the record is untouched" foo.record.yaml kept.yaml

# ---- a .c file ----
cat >whole.c <<'END'
#include <foo/foo-extra.h>
static int hidden;
int main(void) { fooExtra(hidden); return 0; }
END
expect "a .c file" 0 "$COMMAND" freeze --release 1.0 whole.c -- -I.
has "a .c file: what it includes" out 'fooExtra: '

# ---- headers that include one another from where they are ----
mkdir -p way/part
echo '#include "part/one.h"' >way/way.h
echo '#include "../two.h"' >way/part/one.h
echo 'int way(void);' >way/two.h
expect "by a detour" 0 "$COMMAND" freeze --release 1.0 way/way.h -- -I.
cp out way.yaml
has "by a detour: the name that users know" way.yaml 'header: way/two\.h'
for path in -I. '-Iway/part/../..' -I./way/..; do
  # shellcheck disable=SC2086
  expect "by a detour: $path" 0 "$COMMAND" freeze --release 1.0 way/way.h -- $path
  same "by a detour: $path: the same bytes" out way.yaml
done
echo 'int way(int);' >way/two.h
expect "by a detour: a break" 1 "$COMMAND" freeze --release 1.1 -o way.yaml way/way.h -- -I.
has "by a detour: a break: where" err '^way/two\.h: error: .way. now takes 1 parameter'

# ---- more than can be read again ----
awk 'BEGIN { printf "extern int "; for (i = 0; i < 300; i++) printf "*"; print "deep;"
  printf "extern int (*wide)"; for (i = 0; i < 300; i++) printf "[1]"; print ";" }' >deep.h
expect "deep types" 3 "$COMMAND" freeze --release 1.0 -o deep.yaml deep.h -- -I.
has "deep types: the one" err "deep.h:1:[0-9]+: error: the type of '?.?.?deep.* is nested too deeply"
has "deep types: the other" err "deep.h:2:[0-9]+: error: the type of '?.?.?wide.* is nested too deeply"

# ---- nothing public, no compile, no way to write ----
echo '#include <stddef.h>' >empty.h
expect "a header that declares nothing" 3 "$COMMAND" freeze --release 1.0 empty.h
has "a header that declares nothing: said" err \
  "nothing public was found in empty.h: .* count only with a policy"
expect "a header that does not compile" 3 "$COMMAND" freeze --release 1.0 foo/foo.h
has "a header that does not compile: the compiler's words" err 'fatal error: foo/foo-more.h'
has "a header that does not compile: ours" err "'.*' failed \\(see above\\); nothing is frozen"
expect "a header that is not there" 3 "$COMMAND" freeze --release 1.0 foo/nothing.h -- -I.
has "a header that is not there: said" err 'foo/nothing\.h: No such file'
expect "a folder that is not there" 2 "$COMMAND" freeze --release 1.0 -o no/such.yaml foo/foo.h -- -I.
has "a folder that is not there: said" err 'no/such.yaml.*No such file'
echo 'abiding-record: 99' >bad.yaml
expect "a damaged record" 2 "$COMMAND" freeze --release 1.0 -o bad.yaml foo/foo.h -- -I.
has "a damaged record: where" err '^bad.yaml:1:[0-9]+: error: '

# ---- onto a record of the first format, which does not say how constants can be used ----
printf '#define FOO_BOTH 1 | 2\n#define FOO_NAME ("foo")\n#define FOO_CAST ((int)3)\n' >uses.h
"$COMMAND" freeze --release 1.0 -o uses.yaml uses.h -- -I. >/dev/null
has "uses of constants: they are recorded" uses.yaml 'FOO_BOTH: .*text: 1 \| 2'
cp uses.yaml new.yaml
edit uses.yaml 's/^abiding-record: 2/abiding-record: 1/; s/, text: [^}]*//; s/, if: false//'
lacks "first format: it does not say them" uses.yaml 'text:|if:'
expect "first format: nothing is held to what it does not say" 0 "$COMMAND" check -r uses.yaml uses.h -- -I.
lacks "first format: nothing is held to what it does not say: silent" err 'macro-'
expect "first format: frozen onto" 0 "$COMMAND" freeze --release 1.0 -o uses.yaml uses.h -- -I.
same "first format: frozen onto: as frozen afresh" uses.yaml new.yaml
edit uses.h 's/1 . 2/(1 | 2)/'
expect "first format: frozen onto: held from then on" 1 "$COMMAND" check -r uses.yaml uses.h -- -I.

# ---- with a policy ----
rm -f foo.record.yaml
write_library .
expect "policy: its entries, to stdout" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o - -- -I.
has "policy: all entries" out 'fooExtra: '
has "policy: the sentinel is seen" out 'FOO_COLOUR_LAST'
cp out first.yaml
expect "policy: to its record" 0 \
  "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I.
same "policy: to its record: the same bytes" foo.record.yaml first.yaml
rm foo.record.yaml
expect "policy: to its record, which nobody names" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -- -I.
same "policy: to its record, which nobody names: the same bytes" foo.record.yaml first.yaml
has "policy: to its record, which nobody names: said" out '^foo.record.yaml: foo 1.0 is frozen: '

cp foo.record.yaml kept.yaml
edit foo/foo-extra.h 's/^void fooExtra.*/&\nvoid fooAnother(void);/'
expect "policy: onto its record, to stdout" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o - -- -I.
has "policy: onto its record: new" out 'fooAnother: \{since: 1\.1'
has "policy: onto its record: old" out 'fooDraw: \{since: 1\.0'
same "policy: to stdout: the record is untouched" foo.record.yaml kept.yaml

expect "policy: some of its headers" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 \
  -o foo.record.yaml foo/foo-extra.h -- -I.
has "policy: some of its headers: what is in others stays" foo.record.yaml 'fooDraw: '
has "policy: some of its headers: new" foo.record.yaml 'fooAnother: \{since: 1\.1'
cp foo.record.yaml kept.yaml

edit foo/foo.h '/fooDraw/d'
expect "policy: a break" 1 \
  "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -I.
has "policy: a break: which" err 'function-removed'
same "policy: a break: the record is untouched" foo.record.yaml kept.yaml

edit foo.policy.yaml 's/foo.\*.h/bar\/*.h/'
rm foo.record.yaml
expect "policy: it names other headers" 3 "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -- -I.
has "policy: it names other headers: said" err \
  "nothing public was found in foo/foo-extra.h, foo/foo.h: no surface of 'foo.policy.yaml'"
expect "policy: not there" 2 "$COMMAND" freeze -p none.yaml --release 1.0
has "policy: not there: said" err 'none.yaml.*No such file'

# ---- what only the compiler can accept, without a policy ----
mkdir own
cat >own/own.h <<'END'
int atoi(const char *text);
int own_do(void);
END
expect "own function: first" 0 "$COMMAND" freeze --release 1 -o own.yaml own/own.h
cat >own/own.h <<'END'
#include <stdlib.h>
int own_do(void);
int own_new(void);
END
expect "own function: from elsewhere by now" 0 "$COMMAND" freeze --release 2 -o own.yaml own/own.h
has "own function: what is new is in" own.yaml 'own_new: \{since: 2'
lacks "own function: not a word" err 'atoi'
expect "own function: kept" 0 "$COMMAND" check -r own.yaml own/own.h
echo 'int own_do(void);' >own/own.h
cp own.yaml own.before.yaml
expect "own function: gone" 1 "$COMMAND" freeze --release 3 -o own.yaml own/own.h
has "own function: gone, said" err 'own_new.*function-removed'
if cmp -s own.yaml own.before.yaml; then pass "own function: gone, nothing written"; else fail "own function: gone, nothing written" ""; fi

# What the flags hide, or make weigh less, the compiler does not confirm.
mkdir hid
printf '#ifndef NO_FOO\nint hid_b(void);\n#endif\nstruct hid {int x;};\nint hid_a(struct hid *hid);\n' >hid/hid.h
expect "hidden by flags: first" 0 "$COMMAND" freeze --release 1 -o hid.yaml hid/hid.h
cp hid.yaml hid.before.yaml
for flag in -DNO_FOO -Dhid_b=hid_c; do
  expect "hidden by flags: $flag" 1 "$COMMAND" freeze --release 2 -o hid.yaml hid/hid.h -- $flag
  has "hidden by flags: $flag: what" err 'hid_b.*function-removed'
done
edit hid/hid.h 's/int x/long x/'
expect "hidden by flags: a weaker finding" 1 "$COMMAND" freeze --release 2 -o hid.yaml hid/hid.h -- \
  -fplugin-arg-abiding-severity=warning
if cmp -s hid.yaml hid.before.yaml; then pass "hidden by flags: nothing written"; else fail "hidden by flags: nothing written" ""; fi

# The same with a policy, whose compile is no stricter than a user's is.
printf 'abiding: 1\nlibrary: hid\nsurfaces: [{name: hid, entry: hid/hid.h, headers: [hid/hid.h], promise: forever}]\n' >hid.policy.yaml
printf '#ifndef NO_FOO\nint hid_b(void);\nstruct hid_c {int x;};\n#define HID_D 3\n#endif\nint hid_a(void);\n' >hid/hid.h
rm -f hid.yaml
expect "hidden with a policy: first" 0 "$COMMAND" freeze -p hid.policy.yaml --release 1 -o hid.yaml -- -I.
cp hid.yaml hid.before.yaml
expect "hidden with a policy" 1 "$COMMAND" freeze -p hid.policy.yaml --release 2 -o hid.yaml -- -I. -DNO_FOO
has "hidden with a policy: a function" err 'hid_b.*function-removed'
has "hidden with a policy: a struct" err 'hid_c.*struct-removed'
has "hidden with a policy: a macro" err 'HID_D.*macro-removed'
has "hidden with a policy: why" err 'options of this compile, or macros that they define, hide'
same "hidden with a policy: nothing written" hid.yaml hid.before.yaml
cp hid.policy.yaml waived.policy.yaml
printf 'waivers:\n- {rule: function-removed, entity: hid_b, reason: r}\n- {rule: struct-removed, entity: struct hid_c, reason: r}\n- {rule: macro-removed, entity: HID_D, reason: r}\n' >>waived.policy.yaml
expect "hidden with a policy: waived" 0 "$COMMAND" freeze -p waived.policy.yaml --release 2 -o hid.yaml -- -I. -DNO_FOO
lacks "hidden with a policy: waived, gone" hid.yaml 'hid_b: \{since'
