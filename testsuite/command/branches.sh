# SPDX-License-Identifier: GPL-3.0-or-later
# One record of several releases, held against each of them: what came later is not
# missed in an older one, what is broken in it is caught.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
cat >>foo.policy.yaml <<'END2'
version: {macro: FOO_VERSION, scale: [10000, 100, 1]}
changing: [FOO_VERSION]
END2
edit foo/foo.h 's/^#define FOO_NAME.*/&\n#define FOO_VERSION 10000\nunion foo_value { int i; long l; };\ntypedef struct _fooOpaque fooOpaque;\ntypedef enum _fooMode fooMode;/'
printf '#include <foo/foo.h>\n#include <foo/foo-extra.h>\n' >user.c
"$COMMAND" freeze -p foo.policy.yaml --release 1.0.0 -o foo.record.yaml -- -I. >/dev/null || exit 1
mkdir old && cp -r foo old
edit foo/foo.h 's/FOO_VERSION 10000/FOO_VERSION 10100/
  s/  FOO_GREEN = 1,/&\n  FOO_BLUE = 2,\n  FOO_GREY = 3,/
  s/union foo_value .*/union foo_value { int i; long l; char *s; };/
  s/^int fooDraw.*/&\nstruct foo_line { fooPoint a, b; };\nint foo_line_draw(struct foo_line *line);\ntypedef int fooAngle;/
  s/^typedef enum _fooMode.*/&\nstruct _fooOpaque { int a; union { int b; }; };\nenum _fooMode { FOO_SLOW };/
  s/^#define FOO_NAME.*/&\n#define FOO_MAX 9/'
expect "freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.1.0 -o foo.record.yaml -- -I.
"$COMMAND" compile -p foo.policy.yaml -o foo.abi

# held NAME STATUS: the old headers, by the policy and by an image, with and without sentinels.
held() {
  for terms in foo.policy.yaml foo.abi; do
    expect "$1: $terms" "$2" "$COMMAND" check -p $terms --strict -- -Iold
    [ "$2" != 0 ] || empty "$1: $terms: not a word" err
    [ "$2" = 0 ] || has "$1: $terms: which" err "error: .*\[$3\]"
    expect "$1: $terms: without sentinels" "${4:-$2}" "$CC" "-fplugin=$ABIDING_PLUGIN" \
      "-fplugin-arg-abiding-policy=$terms" -fsyntax-only -Iold user.c
  done
}

held "an older release" 0
cp -r old/foo kept
broken() { # NAME SED-SCRIPT RULE [STATUS]
  rm -rf old/foo && cp -r kept old/foo
  edit old/foo/foo.h "$2"
  held "$1" 1 "$3" "${4:-1}"
}
broken "a function is gone" '/fooDraw/d' function-removed
broken "an enumerator is gone" '/FOO_GREEN/d' enumerator-removed
broken "a sentinel has shrunk" 's/FOO_COLOUR_LAST/& = 1/' sentinel-shrunk 0
"$COMMAND" check -p foo.policy.yaml -- -Iold >out 2>err
has "a sentinel has shrunk: from what it was then" err "'FOO_COLOUR_LAST' is now 1, promised as at least 2"
broken "a union has lost a member" 's/long l; //' union-member-removed
broken "a field has another type" 's/  int y;/  long y;/' struct-field-type-changed
broken "a constant has another value" 's/"foo"/"bar"/' macro-value-changed

# What a later release said of what was there is not asked of older headers, and what they
# said themselves is.
rm -rf old/foo && cp -r kept old/foo
edit old/foo/foo.h 's/^#define FOO_NAME.*/&\nextern const int foo_primes[];\nint fooAsk(int) __attribute__((warn_unused_result));\n#define fooTwice(n) ((n) * 2)\nenum { FOO_SLOW_MODE = 7 };/'
rm foo.record.yaml
"$COMMAND" freeze -p foo.policy.yaml --release 1.0.0 -o foo.record.yaml -- -Iold >/dev/null || exit 1
edit foo/foo.h 's/^#define FOO_NAME.*/&\nextern const int foo_primes[4];\nint fooAsk(int);\nint fooTwice(int n);\n#define FOO_SLOW_MODE 7/'
expect "freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.1.0 -o foo.record.yaml -- -I.
"$COMMAND" compile -p foo.policy.yaml -o foo.abi
rm -rf kept && cp -r old/foo kept
held "an older release, completed since" 0
expect "the release itself" 0 "$COMMAND" check -p foo.policy.yaml --strict -- -I.
broken "an array is of something else" 's/const int foo_primes/const long foo_primes/' variable-type-changed
broken "a function asks more" 's/^int fooAsk.*/int fooAsk(int) __attribute__((nonnull, warn_unused_result));/
  s/int fooAsk(int)/int fooAsk(int *)/' function-parameter-type-changed
broken "a macro is gone that is a function later" '/define fooTwice/d' macro-removed
broken "an enumerator is gone that is a macro later" '/FOO_SLOW_MODE/d' enumerator-removed
broken "an array has a length that one of another release has, and another type" 's/const int foo_primes\[\]/const long foo_primes[4]/' variable-type-changed
edit foo/foo.h 's/foo_primes\[4\]/foo_primes[]/'
expect "the newest release is held to what it completed" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
has "the newest release is held to what it completed" err "'foo_primes' is now 'const int \[\]'"

# A break that was let pass as a warning, and went into the record: older headers are held to
# what they promised, by an image, too.
edit foo/foo.h 's/foo_primes\[\]/foo_primes[4]/; s/^#define FOO_NAME.*/&\n#define FOO_WIDTH 7L/; s/FOO_VERSION 10100/FOO_VERSION 10200/'
rm -rf old/foo && cp -r foo old/foo
edit old/foo/foo.h 's/FOO_VERSION 10200/FOO_VERSION 10100/; s/FOO_WIDTH 7L/FOO_WIDTH 7/'
# and a header that came with it is not missed in them
printf 'int foo_late(void);\n' >foo/foo-late.h
edit foo/foo.h 's/^#define FOO_NAME.*/&\n#include <foo\/foo-late.h>/'
edit foo.policy.yaml 's/^changing:.*/&\nrules: {macro-type-changed: warning}/'
rm foo.record.yaml
"$COMMAND" freeze -p foo.policy.yaml --release 1.1.0 -o foo.record.yaml -- -Iold >/dev/null || exit 1
"$COMMAND" freeze -p foo.policy.yaml --release 1.2.0 -o foo.record.yaml -- -I. >out 2>&1
"$COMMAND" compile -p foo.policy.yaml -o foo.abi
rm -rf kept && cp -r old/foo kept
held "an older release, let pass since" 0
edit old/foo/foo.h 's/FOO_WIDTH 7/FOO_WIDTH 7L/'
for terms in foo.policy.yaml foo.abi; do
  expect "what a later release let pass: $terms" 0 "$CC" "-fplugin=$ABIDING_PLUGIN" \
    "-fplugin-arg-abiding-policy=$terms" -fsyntax-only -Iold user.c
  has "what a later release let pass: $terms" err "warning: macro 'FOO_WIDTH' is now of type 'long'"
done
rm -rf old/foo && cp -r kept old/foo
# no file of that name is where the command runs
mv foo new
expect "a header that came later" 0 "$COMMAND" check -p foo.policy.yaml --strict -- -Iold
edit old/foo/foo.h 's/FOO_VERSION 10100/FOO_VERSION (FOO_MAJOR * 10000 + 200)\n#define FOO_MAJOR 1/'
expect "the release has the header" 1 "$COMMAND" check -p foo.policy.yaml -- -Iold
has "the release has the header" err "'foo/foo-late.h' no longer comes with 'foo/foo.h'"

# a header that a later release gave up whole
mkdir -p whole/one whole/two
printf '#define FOO_VERSION 100\nint a1(void);\n' >whole/one/a.h
printf 'int b1(void);\nint b2(void);\n' >whole/one/b.h
printf '#define FOO_VERSION 200\nint a1(void);\nint a2(void);\n' >whole/two/a.h
cat >whole.policy.yaml <<'END_OF_POLICY'
abiding: 1
library: foo
record: whole.record.yaml
surfaces:
- {name: foo, entry: [a.h, b.h], promise: forever}
version: {macro: FOO_VERSION, scale: [100, 10, 1]}
changing: [FOO_VERSION]
waivers:
- {rule: header-removed, entity: b.h, reason: nobody used it}
END_OF_POLICY
"$COMMAND" freeze -p whole.policy.yaml --release 1.0 -o whole.record.yaml -- -Iwhole/one >/dev/null || exit 1
expect "a header given up: freeze" 0 \
  "$COMMAND" freeze -p whole.policy.yaml --release 2.0 -o whole.record.yaml -- -Iwhole/two
cp whole.record.yaml again.record.yaml
expect "a header given up: freeze again" 0 \
  "$COMMAND" freeze -p whole.policy.yaml --release 2.0 -o whole.record.yaml -- -Iwhole/two
expect "a header given up: the same record" 0 cmp whole.record.yaml again.record.yaml
expect "a header given up: the branch before holds" 0 "$COMMAND" check -p whole.policy.yaml -- -Iwhole/one
expect "a header given up: the release holds" 0 "$COMMAND" check -p whole.policy.yaml -- -Iwhole/two
sed -i /b2/d whole/one/b.h
expect "a header given up: the branch breaks it" 1 "$COMMAND" check -p whole.policy.yaml -- -Iwhole/one
has "a header given up: the branch breaks it: what" err "'b2' is no longer declared.*function-removed"
printf '#include <a.h>\n#include <b.h>\n' >whole.c
"$COMMAND" compile -p whole.policy.yaml -o whole.abi || exit 1
expect "a header given up: a compile, by image" 1 "$CC" -fsyntax-only -Iwhole/one "-fplugin=$ABIDING_PLUGIN" \
  -fplugin-arg-abiding-policy=whole.abi whole.c
has "a header given up: a compile, by image: what" err "'b2' is no longer declared"
sed 's/b.h: {since: 1.0, entry: true}/b.h: {since: 1.0, by: [c.h]}/' whole.record.yaml >bad.record.yaml
expect "a header given up: by none that is known" 2 "$COMMAND" check -r bad.record.yaml a.h -- -Iwhole/two
has "a header given up: by none that is known: said" err "'c.h' is not an entry header of this record"
