# SPDX-License-Identifier: GPL-3.0-or-later
# header-removed: a public header that is gone, and none that is only elsewhere.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1

mv foo/foo-extra.h kept.h
expect "an entry is gone" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
has "an entry is gone: which" err "error: public header 'foo/foo-extra.h' is gone.*\[header-removed\]"
has "an entry is gone: since" err '1\.0'
lacks "an entry is gone: the compile goes on without it" err 'fatal error'
has "an entry is gone: the verdict" out 'the promise is broken'
expect "json: an entry is gone" 1 "$COMMAND" check -p foo.policy.yaml --format json -- -I.
has "json: an entry is gone: the finding" out '\{"rule": "header-removed".*"entity": "foo/foo-extra.h"'

cat >>foo.policy.yaml <<'END'
waivers:
- rule: header-removed
  entity: foo/foo-extra.h
  reason: was never used
END
"$COMMAND" check -p foo.policy.yaml -- -I. >out 2>err check -p foo.policy.yaml -- -I.
lacks "waived: not said" err 'header-removed\]'
write_policy foo.policy.yaml
echo 'rules: {header-removed: warning}' >>foo.policy.yaml
"$COMMAND" check -p foo.policy.yaml -- -I. >out 2>err
has "as a warning: said" err 'warning: public header'
write_policy foo.policy.yaml
mv kept.h foo/foo-extra.h

# close to: header-removed

mv foo gone
expect "no header is found at all: more likely an -I is missing" 3 \
  "$COMMAND" check -p foo.policy.yaml -- -I.
has "no header is found at all: said" err 'no header of .*foo.record.yaml. was read.*say where they are with -I'
expect "the same with a header that is none of them" 3 "$COMMAND" check -p foo.policy.yaml stddef.h
mv gone foo

# a part that moved to where only its neighbour finds it is not gone
mkdir include
mv foo include/foo
edit include/foo/foo.h 's|<foo/foo-more.h>|"foo-more.h"|'
"$COMMAND" freeze --release 1.0 -o bare.yaml include/foo/foo.h >/dev/null || exit 1
expect "found beside a header that is given as a file" 0 \
  "$COMMAND" check -r bare.yaml include/foo/foo.h
mkdir elsewhere
cd elsewhere || exit 1
expect "the same, from another folder" 0 "$COMMAND" check -r ../bare.yaml ../include/foo/foo.h
cd .. || exit 1
expect "flags of a build that write files" 0 \
  "$COMMAND" check -r bare.yaml include/foo/foo.h -- -c -o x.o -MD -MF x.d
if test -e x.o || test -e x.d; then fail "none is written" ""; else pass "none is written"; fi
