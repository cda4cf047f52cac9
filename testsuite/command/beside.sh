# SPDX-License-Identifier: GPL-3.0-or-later
# The image beside a policy: made by abiding compile without -o, used in silence while it is of
# exactly these files, else passed over in silence; renewed by freeze and waive.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
freeze() { "$COMMAND" freeze -p "$1" --release "$2" -o foo.record.yaml -- -I. -Idir; }
expect "freeze" 0 freeze foo.policy.yaml 1.0
expect "check" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
echo '#include <foo/foo.h>' >user.c

gcc_with() {
  file=$1
  shift
  $CC -fplugin="$ABIDING_PLUGIN" -fplugin-arg-abiding-policy="$file" -I. -c -o user.o user.c "$@"
}

# used NAME [POLICY]: the image is looked things up in
used() {
  expect "$1" 0 gcc_with "${2:-foo.policy.yaml}" -fplugin-arg-abiding-stats
  has "$1: used" err '^abiding: looked up'
}

# unused NAME [POLICY]: it is as if there were none
unused() {
  expect "$1" 0 gcc_with "${2:-foo.policy.yaml}" -fplugin-arg-abiding-stats
  lacks "$1: not used" err 'looked up'
  expect "$1: silence" 0 gcc_with "${2:-foo.policy.yaml}"
  empty "$1: not a word" err
  expect "$1: check" 0 "$COMMAND" check -p "${2:-foo.policy.yaml}" -- -I.
  empty "$1: check: not a word" err
}

set -- *.abi
if test -e "$1"; then fail "nothing is written unasked" "$*"; else pass "nothing is written unasked"; fi
unused "there is none"
gcc_with foo.policy.yaml -MD -MF plain.d -MT user.o
"$COMMAND" check -p foo.policy.yaml -- -I. >plain.out 2>plain.err
expect "made" 0 "$COMMAND" compile -p foo.policy.yaml
empty "made: not a word" err
used "made"
gcc_with foo.policy.yaml -MD -MF both.d -MT user.o
same "the dependencies are the policy's" both.d plain.d
expect "check with it" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
same "check with it: the verdict" out plain.out
expect "to standard input there is none" 2 sh -c '"$1" compile -p /dev/stdin <foo.policy.yaml' x "$COMMAND"
has "to standard input there is none: said" err "say where to write \(-o\): nothing can be beside '/dev/stdin'"

# ---- content, not time ----

touch foo.policy.yaml foo.record.yaml
used "touched"
cp -p foo.record.yaml kept.yaml
# the same size and time, another promise
sed -i 's/value: 7,/value: 8,/' foo.record.yaml
touch -r kept.yaml foo.record.yaml
expect "a record with its time restored" 1 gcc_with foo.policy.yaml
has "a record with its time restored: said" err "'FOO_MORE'.*macro-value-changed"
lacks "a record with its time restored: nothing of the image" err '\.abi'
expect "a record with its time restored: check" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
mv kept.yaml foo.record.yaml
used "put back"
echo '# more' >>foo.policy.yaml
unused "a policy with one line more"
sed -i '$d' foo.policy.yaml
used "put back again"
mv foo.record.yaml away.yaml
expect "no record" 1 gcc_with foo.policy.yaml
has "no record: said" err "foo.record.yaml: cannot open"
mv away.yaml foo.record.yaml

# ---- what is none of these files ----

cp foo.policy.abi good.abi
for size in 0 5 100 1000; do
  head -c $size good.abi >foo.policy.abi
  unused "cut to $size"
done
{ head -c 12 good.abi && printf '\007\0\0\0' && tail -c +17 good.abi; } >foo.policy.abi
unused "of an older format"
{ head -c 400 good.abi && printf '\252' && tail -c +402 good.abi; } >foo.policy.abi
unused "damaged at its front"
size=$(($(wc -c <good.abi)))
{ head -c $((size / 2)) good.abi && head -c $((size - size / 2)) /dev/zero; } >foo.policy.abi
expect "lost in its second half" 0 gcc_with foo.policy.yaml
empty "lost in its second half: not a word" err
edit foo/foo.h 's/int fooDraw/long fooDraw/'
expect "lost in its second half, broken" 1 gcc_with foo.policy.yaml
has "lost in its second half, broken: said" err 'function-return-type-changed'
lacks "lost in its second half, broken: nothing of the image" err 'damaged'
edit foo/foo.h 's/long fooDraw/int fooDraw/'
echo 'not an image' >foo.policy.abi
unused "a text"
expect "a text is left by freeze" 0 freeze foo.policy.yaml 1.0
has "a text is left by freeze: still there" foo.policy.abi 'not an image'
rm foo.policy.abi && mkdir foo.policy.abi
unused "a folder"
rmdir foo.policy.abi && mkfifo foo.policy.abi
unused "a FIFO"
rm foo.policy.abi
sed 's/foo.record.yaml/other.record.yaml/' foo.policy.yaml >other.policy.yaml
sed 's/value: 7,/value: 8,/' foo.record.yaml >other.record.yaml
"$COMMAND" compile -p other.policy.yaml -o foo.policy.abi
cp foo.policy.abi foreign.abi
unused "of another policy and record"
expect "of another policy: freeze" 0 freeze foo.policy.yaml 1.0
same "of another policy: left as it is" foo.policy.abi foreign.abi
# a folder on the way that leads to another record: the policy and its spelling are the same
mkdir one two
sed 's,foo.record.yaml,way/foo.record.yaml,' foo.policy.yaml >way.policy.yaml
cp foo.record.yaml one && cp other.record.yaml two/foo.record.yaml
ln -s one way
"$COMMAND" compile -p way.policy.yaml
used "by a link" way.policy.yaml
rm way && ln -s two way
expect "by a link that leads elsewhere" 1 gcc_with way.policy.yaml
has "by a link that leads elsewhere: said" err "way/foo.record.yaml:.*FOO_MORE|FOO_MORE.*way/foo.record.yaml:"
cp good.abi foo.policy.abi
used "as it was made"
expect "with another record" 1 gcc_with foo.policy.yaml -fplugin-arg-abiding-record=other.record.yaml
has "with another record: said" err 'macro-value-changed'

# ---- the same words ----

mkdir -p deep && cp foo.policy.yaml foo.record.yaml deep
edit foo/foo.h 's/int fooDraw/long fooDraw/'
for policy in deep/foo.policy.yaml ./deep/foo.policy.yaml "$PWD/deep/foo.policy.yaml" deep/../deep/foo.policy.yaml; do
  rm -f deep/*.abi
  gcc_with "$policy" -fdiagnostics-format=json 2>words.yaml
  "$COMMAND" compile -p deep/foo.policy.yaml
  gcc_with "$policy" -fdiagnostics-format=json 2>words.both
  same "the same words: $policy" words.both words.yaml
  has "the same words: $policy: the finding" words.both 'function-return-type-changed'
done
edit foo/foo.h 's/long fooDraw/int fooDraw/'

# ---- renewed ----

rm -f foo.policy.abi
echo 'int fooNew(void);' >>foo/foo-more.h
expect "frozen without an image" 0 freeze foo.policy.yaml 1.1
if test -e foo.policy.abi; then fail "freeze makes none" ''; else pass "freeze makes none"; fi
"$COMMAND" compile -p foo.policy.yaml
echo 'int fooNewer(void);' >>foo/foo-more.h
expect "frozen with an image" 0 freeze foo.policy.yaml 1.2
used "renewed by freeze"
expect "waived with an image" 0 "$COMMAND" waive -p foo.policy.yaml macro-removed FOO_MORE --reason test
expect "renewed by waive" 0 gcc_with foo.policy.yaml -fplugin-arg-abiding-stats
"$COMMAND" compile -p foo.policy.yaml -o fresh.abi
same "renewed by waive: as made anew" foo.policy.abi fresh.abi
set -- .*abi* *.tmp*
if test -e "$1" || test -e "$2"; then fail "nothing else is left" "$*"; else pass "nothing else is left"; fi

# ---- a folder that cannot be written ----

if test "$(id -u)" -ne 0; then
  chmod a-w deep
  "$COMMAND" compile -p deep/foo.policy.yaml
  used "in a folder that cannot be written" deep/foo.policy.yaml
  chmod u+w deep
elif unshare -m sh -c 'mount -t tmpfs none deep' 2>/dev/null; then
  # root writes everywhere but on what is mounted for reading
  cat >frozen-folder <<'END'
mount -t tmpfs none deep && cp foo.policy.yaml foo.record.yaml deep || exit 9
mount -o remount,ro deep || exit 9
"$COMMAND" compile -p deep/foo.policy.yaml
echo "compile: $?"
$CC -fplugin="$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=deep/foo.policy.yaml -I. -fsyntax-only user.c
echo "gcc: $?"
END
  expect "in a folder that cannot be written" 0 env COMMAND="$COMMAND" ABIDING_PLUGIN="$ABIDING_PLUGIN" unshare -m sh frozen-folder
  has "in a folder that cannot be written: compile" out 'compile: 2'
  has "in a folder that cannot be written: said" err 'cannot write'
  has "in a folder that cannot be written: a compile" out 'gcc: 0'
fi

# an image that cannot be renewed is worth a word, and costs nothing else
rm -f foo.policy.abi && cp good.abi foo.policy.abi
echo 'int fooNewest(void);' >>foo/foo-more.h
expect "it cannot be renewed" 0 sh -c 'trap "" XFSZ; ulimit -f 3; exec "$@"' x \
  "$COMMAND" freeze -p foo.policy.yaml --release 1.3 -o foo.record.yaml -- -I.
has "it cannot be renewed: said" err "'foo.policy.abi' was not renewed, and is not used until abiding compile"
# a failure has been counted already
:

# ---- a policy in a folder of its own, whose script is in another one ----
mkdir -p away/abi away/src away/include
echo 'int p_a(void);' >away/include/p.h
echo 'P_1 { global: p_a; local: *; };' >away/src/p.syms
cat >away/abi/p.policy.yaml <<'END2'
abiding: 1
library: p
record: p.record.yaml
surfaces:
- {name: p, entry: p.h, symbols: ../src/p.syms}
END2
expect "a script in another folder: frozen" 0 "$COMMAND" freeze -p away/abi/p.policy.yaml --release 1.0 -o away/abi/p.record.yaml -- -Iaway/include
expect "a script in another folder: compiled" 0 "$COMMAND" compile -p away/abi/p.policy.yaml
expect "a script in another folder: compiled elsewhere" 0 "$COMMAND" compile -p away/abi/p.policy.yaml -o away/src/p.abi
echo 'P_1 { local: *; };' >away/src/p.syms
echo '#include <p.h>' >away/user.c
for policy in abi/p.policy.yaml src/p.abi; do
  expect "a script in another folder: broken, by $policy" 1 $CC -Iaway/include -fsyntax-only "-fplugin=$ABIDING_PLUGIN" \
    "-fplugin-arg-abiding-policy=away/$policy" away/user.c
  has "a script in another folder: said, by $policy" err "src/p.syms:1:1: error: symbol 'p_a' is now local"
done

# ---- what is there and is no image stays; so does what it is made of ----
mkdir other
(
  cd other || exit 1
  printf '#define OTHER 7\nint other_f(void);\n' >other.h
  printf '#include "other.h"\n' >user.c
  printf 'abiding: 1\nlibrary: other\nrecord: other.record.yaml\nsurfaces:\n- {name: other, entry: other.h}\n' >other.policy.yaml
  "$COMMAND" freeze -p other.policy.yaml --release 1.0 -- -I. >/dev/null
) || exit 1
cd other || exit 1
echo 'a dump of libabigail' >other.policy.abi
expect "a file of that name" 2 "$COMMAND" compile -p other.policy.yaml
has "a file of that name: said" err "'other.policy.abi' is there and is not an image; say where to write \(-o\)"
has "a file of that name: it stays" other.policy.abi 'a dump of libabigail'
rm other.policy.abi
for file in other.policy.yaml other.record.yaml ./other.record.yaml; do
  cp "$file" kept
  expect "over what it is made of: $file" 2 "$COMMAND" compile -p other.policy.yaml -o "$file"
  has "over what it is made of: $file: said" err 'the image would be written over a file that it is made of'
  expect "over what it is made of: $file: it stays" 0 cmp "$file" kept
done

# ---- a record by its whole name, and a tree that is copied ----
sed -i "s|^record:.*|record: $PWD/other.record.yaml|" other.policy.yaml
expect "a whole name: compiled" 0 "$COMMAND" compile -p "$PWD/other.policy.yaml"
mkdir copy && cp -p other.* user.c copy/
edit other.record.yaml 's/value: 7/value: 8/'
compile() { $CC -fsyntax-only "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=other.policy.yaml user.c "$@"; }
cd copy || exit 1
expect "a whole name: the record that it names counts" 1 compile
expect "a whole name: for check, too" 1 "$COMMAND" check -p other.policy.yaml -- -I.
cd .. || exit 1
edit other.record.yaml 's/value: 8/value: 7/'

# ---- a change that keeps size and time, and an image that is touched after it ----
sed -i 's|^record:.*|record: other.record.yaml|' other.policy.yaml
expect "touched: compiled" 0 "$COMMAND" compile -p other.policy.yaml
expect "touched: holds" 0 compile
cp -p other.record.yaml stamp
sleep 0.1
sed 's/value: 7/value: 8/' stamp >other.record.yaml
touch -r stamp other.record.yaml
expect "touched: the record is changed" 1 compile
touch other.policy.abi
expect "touched: the image is touched" 1 compile
cp other.policy.abi x.abi && mv x.abi other.policy.abi
expect "touched: the image is copied" 1 compile
cp stamp other.record.yaml

# ---- an image of another build of abiding, which may have judged otherwise ----
"$COMMAND" compile -p other.policy.yaml -o built.abi || exit 1
printf '\377' | dd of=built.abi bs=1 seek=16 conv=notrunc 2>/dev/null
expect "another build: by name" 1 $CC -fsyntax-only "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=built.abi user.c
has "another build: by name: said" err "'built.abi' was compiled by another build of abiding"
cp built.abi other.policy.abi
expect "another build: beside the policy" 0 compile -fplugin-arg-abiding-stats
lacks "another build: beside the policy: not used" err 'looked up'
cd .. || exit 1
