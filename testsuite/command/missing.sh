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
expect "an argument of the plugin among the options: still looked for" 1 \
  "$COMMAND" check -p foo.policy.yaml -- -I. -fplugin-arg-abiding-severity=note
has "an argument of the plugin among the options: said" err 'header-removed\]'
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

# it is there, but the policy has let go of it
sed 's|, foo/foo-extra.h||; s|foo/\*.h|foo/foo.h, foo/foo-more.h|' foo.policy.yaml >less.policy.yaml
expect "in no surface any more" 0 "$COMMAND" check -p less.policy.yaml -- -I.
has "in no surface any more: said" err \
  "^foo/foo-extra.h: note: public header 'foo/foo-extra.h' is no longer in any surface of the policy; .*\[not-checked\]"
has "in no surface any more: counted" out 'no errors, 1 note'
expect "in no surface any more: strict" 1 "$COMMAND" check --strict -p less.policy.yaml -- -I.
"$COMMAND" check -p less.policy.yaml foo/foo.h -- -I. >out 2>err
lacks "in no surface any more: not asked for" err 'not-checked'
"$COMMAND" waive -p less.policy.yaml header-removed foo/foo-extra.h --reason 'was never used' >/dev/null
expect "in no surface any more: waived" 0 "$COMMAND" check --strict -p less.policy.yaml -- -I.
lacks "in no surface any more: waived: not said" err 'not-checked'

# an entry that is gone, as a waiver says, declares nothing: the rest of its surface is judged
cat >foo/foo-extra.h <<'END'
#include <foo/foo-inner.h>
void fooExtra(unsigned int flags);
END
echo 'void fooInner(void);' >foo/foo-inner.h
write_policy pair.policy.yaml
sed -i 's/foo.record/pair.record/' pair.policy.yaml
"$COMMAND" freeze -p pair.policy.yaml --release 1.0 -o pair.record.yaml -- -I. >/dev/null || exit 1
cp pair.policy.yaml unwaived.policy.yaml
cat >>pair.policy.yaml <<'END'
waivers:
- {rule: header-removed, entity: foo/foo-extra.h, reason: was never used}
END
"$COMMAND" compile -p pair.policy.yaml -o before.abi || exit 1
cp -r foo whole
printf '#include <foo/foo.h>\n' >user.c
compile() { "$CC" "-fplugin=$ABIDING_PLUGIN" "-fplugin-arg-abiding-policy=$1" -fsyntax-only -I. user.c; }
expect "waived before it goes: a unit without it misses nothing" 0 compile pair.policy.yaml
expect "waived before it goes: by image" 0 compile before.abi
mv foo/foo-extra.h kept.h
expect "gone and waived: what only it brought is told" 1 "$COMMAND" check -p pair.policy.yaml -- -I.
has "gone and waived: what only it brought is told: which" err "foo-inner.h' no longer comes with.*header-removed\]"
lacks "gone and waived: its own declarations are not" err 'fooExtra'
"$COMMAND" waive -p pair.policy.yaml header-removed foo/foo-inner.h --reason 'only for foo-extra.h' >/dev/null
expect "gone and waived, and what it brought" 0 "$COMMAND" check --strict -p pair.policy.yaml -- -I.
expect "gone and waived: compiler" 0 compile pair.policy.yaml
edit foo/foo-more.h '/fooMore/d'
expect "gone and waived: another removal" 1 "$COMMAND" check -p pair.policy.yaml -- -I.
has "gone and waived: another removal: which" err "function 'fooMore' is no longer declared.*function-removed\]"
expect "gone and waived: another removal: compiler" 1 compile pair.policy.yaml
expect "gone and waived: another removal: an image made before" 1 compile before.abi
expect "gone and waived: another removal: json" 1 "$COMMAND" check -p pair.policy.yaml --format json -- -I.
has "gone and waived: another removal: json: once" out '^\{[^{]*"findings": \[ \{[^{]*function-removed[^{]*\} \]'
rm -r foo && mv whole foo

# close to: header-removed

mv foo gone
expect "no header is found at all: more likely an -I is missing" 3 \
  "$COMMAND" check -p foo.policy.yaml -- -I.
has "no header is found at all: said" err 'no header of .*foo.record.yaml. was read.*folder with -I'
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

# freeze says the same as check, and an entry that is gone declares nothing to it either
mkdir gone
(
  cd gone || exit 1
  echo 'int a1(void); int a2(void);' >a.h
  echo 'int b1(void);' >b.h
  printf 'abiding: 1\nlibrary: foo\nrecord: foo.record.yaml\nsurfaces:\n- {name: foo, entry: [a.h, b.h], promise: forever}\n' >foo.policy.yaml
  "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null
) || exit 1
cd gone || exit 1
cp foo.record.yaml first.record.yaml
mv b.h kept.h
expect "freeze: an entry is gone" 1 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -I.
has "freeze: an entry is gone: which" err "b.h: error: public header 'b.h' is gone.*\[header-removed\]"
has "freeze: an entry is gone: the way out" err 'abiding waive -p foo.policy.yaml header-removed b.h'
lacks "freeze: an entry is gone: no wrong advice" err 'after: HEADER|fatal error'
expect "freeze: an entry is gone: nothing is written" 0 cmp foo.record.yaml first.record.yaml
expect "freeze: a header by name is gone" 1 "$COMMAND" freeze --release 1.1 -o foo.record.yaml a.h b.h -- -I.
expect "freeze: what is not named is not asked for" 0 "$COMMAND" freeze --release 1.0 -o foo.record.yaml a.h -- -I.
mv kept.h typo.h
expect "freeze: no entry at all is found" 3 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -Inowhere
has "freeze: no entry at all is found: said" err 'none of these headers was found: a.h, b.h; give the compiler their folder with -I'
mv typo.h kept.h
"$COMMAND" waive -p foo.policy.yaml header-removed b.h --reason 'was never used' >/dev/null
for compiler in "$CC" "${CXX:-g++}"; do
  cp first.record.yaml foo.record.yaml
  name="freeze: waived, by ${compiler##*/}"
  expect "$name" 0 env CC="$compiler" "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -I.
  lacks "$name: it is let go" foo.record.yaml 'b1'
  expect "$name: check holds" 0 env CC="$compiler" "$COMMAND" check -p foo.policy.yaml -- -I.
  expect "$name: the record alone holds" 0 env CC="$compiler" "$COMMAND" check -r foo.record.yaml a.h -- -I.
  expect "$name: the next release" 0 env CC="$compiler" "$COMMAND" freeze -p foo.policy.yaml --release 1.2 -o foo.record.yaml -- -I.
  sed -i s/a2/a9/ a.h
  expect "$name: the rest is judged" 1 env CC="$compiler" "$COMMAND" check -p foo.policy.yaml -- -I.
  has "$name: the rest is judged: what" err "'a2' is no longer declared"
  expect "$name: a freeze finds it, too" 1 env CC="$compiler" "$COMMAND" freeze -p foo.policy.yaml --release 1.3 -o foo.record.yaml -- -I.
  sed -i s/a9/a2/ a.h
done
cd ..

# what the others came with, besides what is given up, stays as it was
mkdir shared
cd shared || exit 1
echo '#include "ver.h"
int a1(void);' >a.h
echo '#include "ver.h"
int b1(void);' >b.h
echo '#include "z.h"
int d1(void);' >d.h
echo 'typedef int ver;' >ver.h
echo 'typedef int zed;' >z.h
cat >foo.policy.yaml <<'END_OF_POLICY'
abiding: 1
library: foo
record: foo.record.yaml
surfaces:
- {name: foo, headers: ['*.h'], entry: [a.h, b.h, d.h], promise: forever}
waivers:
- {rule: header-removed, entity: b.h, reason: was never used}
END_OF_POLICY
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1
has "shared: brought by two" foo.record.yaml 'ver.h: \{since: 1.0, by: \[a.h, b.h\]\}'
rm b.h
expect "shared: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -I.
sed -n '/^headers:/,/^functions:/p' foo.record.yaml >headers
has "shared: brought by the one that is left" headers \
  'a.h: \{since: 1.0, entry: true\} d.h: \{since: 1.0, entry: true, brings: rest\} ver.h: \{since: 1.0, by: \[a.h\]\} z.h: \{since: 1.0\}'
lacks "shared: not by what is gone" headers 'b\.h'
expect "shared: check" 0 "$COMMAND" check --strict -p foo.policy.yaml -- -I.
cp foo.record.yaml again.record.yaml
expect "shared: freeze again" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml -- -I.
expect "shared: the same record" 0 cmp again.record.yaml foo.record.yaml
sed -i '/z.h/d' d.h
expect "shared: an entry that no longer brings the other's" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
has "shared: which" err "'z.h' no longer comes with 'd.h'"
cd ..
