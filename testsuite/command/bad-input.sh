# SPDX-License-Identifier: GPL-3.0-or-later
# Bad policies and records of every kind: one error, with its place where there is
# one, exit 2 of the command, and no compile with the plugin; nothing is written.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1
cp foo.policy.yaml good.policy && cp foo.record.yaml good.record
echo '#include <foo/foo.h>' >user.c
mkdir output

# One line, which says a place and has no word of the program's inside.
one_error() { # NAME FILE PATTERN
  if test "$(grep -c 'error: ' "$2")" -ne 1 || grep -q -e 'internal' -e 'Segmentation' "$2"; then
    fail "$1: one error" "$(grep -c 'error: ' "$2") of them"
  elif tr -s '\n ' '  ' <"$2" | grep -qE -e "$3"; then
    pass "$1"
  else
    fail "$1: what it says" "no '$3'"
  fi
}

compile() { "$CC" "-fplugin=$ABIDING_PLUGIN" -fsyntax-only -I. "$@" user.c; }

# policy NAME PATTERN: foo.policy.yaml is bad.
policy() {
  topic="policy: $1"
  for way in "check -p foo.policy.yaml" "freeze -p foo.policy.yaml --release 1.1 -o output/record" \
    "compile -p foo.policy.yaml -o output/image" "symbols -p foo.policy.yaml $CC" \
    "waive -p foo.policy.yaml macro-removed X --reason x" "diff -p foo.policy.yaml good.record good.record"; do
    # shellcheck disable=SC2086
    expect "$topic: ${way%% *}" 2 "$COMMAND" $way
    one_error "$topic: ${way%% *}: said" err "$2"
  done
  expect "$topic: plugin" 1 compile -fplugin-arg-abiding-policy=foo.policy.yaml
  one_error "$topic: plugin: said" err "$2"
  ls output >left
  empty "$topic: nothing is written" left
  rm -rf foo.policy.yaml && cp good.policy foo.policy.yaml
}

# record NAME PATTERN: foo.record.yaml is bad.
record() {
  topic="record: $1"
  cp -R foo.record.yaml before 2>/dev/null
  for way in "check -r foo.record.yaml" "check -p foo.policy.yaml" \
    "freeze -p foo.policy.yaml --release 1.1 -o foo.record.yaml" \
    "compile -p foo.policy.yaml -o output/image" "diff foo.record.yaml good.record"; do
    # shellcheck disable=SC2086
    expect "$topic: $way" 2 "$COMMAND" $way -- -I. 2>/dev/null
    case $way in compile* | diff*) expect "$topic: $way" 2 "$COMMAND" $way ;; esac
    one_error "$topic: $way: said" err "$2"
  done
  expect "$topic: plugin" 1 compile -fplugin-arg-abiding-policy=foo.policy.yaml
  one_error "$topic: plugin: said" err "$2"
  ls output >left
  empty "$topic: nothing is written" left
  if test -f before; then same "$topic: it is as it was" foo.record.yaml before; fi
  rm -rf foo.record.yaml before && cp good.record foo.record.yaml
}

# both NAME PATTERN: the file bad, in place of either.
both() {
  rm -rf foo.policy.yaml && cp -R bad foo.policy.yaml && policy "$1" "$2"
  rm -rf foo.record.yaml && cp -R bad foo.record.yaml && record "$1" "$2"
  rm -rf bad
}

: >bad && both "empty" ':1:1: error: the file is empty'
printf '# nothing\n\n' >bad && both "nothing but a comment" 'error: the file is empty'
mkdir bad && both "a folder" 'error:.* Is a directory'
head -c 4000 "$(command -v ls)" >bad && both "binary" ':[0-9]+:[0-9]+: error: not text in UTF-8'
printf 'abiding: 1\nlibrary: f\351\n' >bad && both "Latin-1" ':2:11: error: not text in UTF-8'
printf 'just words\n' >bad && both "words" ":1:1: error: a (policy|record) must be a mapping, found 'just words'"
printf -- '- a\n- b\n' >bad && both "a list" ':1:1: error: a (policy|record) must be a mapping, found a list'
printf 'abiding: 1\n\tlibrary: foo\n' >bad && both "a tab" ':2:[0-9]+: error: not YAML: '
printf 'abiding: "1\n' >bad && both "a quote without its end" ':2:1: error: not YAML: '
printf 'a: 1\n---\nb: 1\n' >bad && both "two documents" ':2:1: error: a second document is not allowed here'
printf 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n' >bad && both "aliases" ':1:4: error: anchors and aliases are not allowed here'
awk 'BEGIN { printf "a: "; for (i = 0; i < 100000; i++) printf "[" }' >bad && both "nesting" ':1:[0-9]+: error: values are nested too deeply'
awk 'BEGIN { for (i = 0; i < 300; i++) { printf "%*s- a:\n", 2 * i, "" } }' >bad && both "nesting in lines" ':[0-9]+:[0-9]+: error: values are nested too deeply'
truncate -s 3G bad 2>/dev/null && ln -s bad huge && rm -rf foo.policy.yaml && mv bad huge.file &&
  ln -s huge.file foo.policy.yaml && policy "enormous" 'error: .*cannot read: File too large|error: cannot read: File too large'
rm -f huge huge.file bad
mkfifo bad && rm foo.policy.yaml && mv bad foo.policy.yaml && policy "a pipe" 'error:.* not a regular file'
rm -f foo.policy.yaml && policy "not there" 'error:.* No such file'
rm -f foo.record.yaml
for way in "check -p foo.policy.yaml" "compile -p foo.policy.yaml -o output/image"; do
  # shellcheck disable=SC2086
  expect "record: not there: $way" 2 "$COMMAND" $way
  one_error "record: not there: $way: said" err 'foo.record.yaml: error: cannot open: No such file'
done
cp good.record foo.record.yaml
cp good.policy foo.record.yaml && record "a policy" ":1:1: error: this is not a record: it has no key 'abiding-record'"
cp good.record foo.policy.yaml && policy "a record" ":1:1: error: this is not a policy: it has no key 'abiding'"

edit foo.policy.yaml 's/^abiding: 1/abiding: 99/' && policy "a version to come" ":1:10: error: 'abiding' is 99, a newer format than"
edit foo.record.yaml 's/^abiding-record: 2/abiding-record: 99/' && record "a version to come" ":1:17: error: 'abiding-record' is 99, a newer format than"
edit foo.policy.yaml 's/^abiding: 1/abiding: one/' && policy "a version that is none" ":1:10: error: 'abiding' must be a number, found 'one'"
echo 'librry: foo' >>foo.policy.yaml && policy "an unknown key" ":10:1: error: unknown key 'librry' in a policy, did you mean 'library'"
sed -i '2i functons: {}' foo.record.yaml && record "an unknown key" ":2:1: error: unknown key 'functons' in a record, did you mean 'functions'"
echo 'library: foo' >>foo.policy.yaml && policy "a repeated key" ":10:1: error: repeated key 'library', first on line 2"
sed -i '3i library: foo' foo.record.yaml && record "a repeated key" ":3:1: error: repeated key 'library', first on line 2"
head -c 75 good.policy >foo.policy.yaml && policy "cut off" ':[0-9]+:[0-9]+: error: '
head -c 700 good.record >foo.record.yaml && record "cut off" ':[0-9]+:[0-9]+: error: (not YAML|.*it has been cut off)'
head -c 300 good.record >foo.record.yaml && record "cut off, sooner" ':[0-9]+:[0-9]+: error: '
sed -i 's/^library: foo/library: bar/' foo.record.yaml
cp foo.record.yaml other.record
for way in "check -p foo.policy.yaml" "freeze -p foo.policy.yaml --release 1.1" "compile -p foo.policy.yaml -o output/image"; do
  # shellcheck disable=SC2086
  expect "record: of another library: $way" 2 "$COMMAND" $way
  one_error "record: of another library: $way: said" err \
    "foo.record.yaml:2:10: error: this is the record of 'bar', and 'foo.policy.yaml' is the policy of 'foo'"
done
expect "record: of another library: plugin" 1 compile -fplugin-arg-abiding-policy=foo.policy.yaml
one_error "record: of another library: plugin: said" err "foo.record.yaml:2:10: error: this is the record of 'bar'"
cp good.record foo.record.yaml

# who is root may read everything
if test "$(id -u)" -ne 0 || setpriv --reuid 65534 --clear-groups true 2>/dev/null; then
  reader=
  test "$(id -u)" -ne 0 || reader='setpriv --reuid 65534 --clear-groups'
  if $reader "$COMMAND" rules >/dev/null 2>&1; then
    chmod 000 foo.policy.yaml
    expect "unreadable" 2 $reader "$COMMAND" check -p foo.policy.yaml
    one_error "unreadable: said" err 'foo.policy.yaml: error: cannot open: Permission denied'
    chmod 644 foo.policy.yaml
  else
    echo "SKIP: $TOPIC: unreadable: the program is not for others to read"
  fi
else
  echo "SKIP: $TOPIC: unreadable: as root, and there is no setpriv"
fi

# ---- what is odd, and good ----
sed 's/$/\r/' good.policy >foo.policy.yaml
sed 's/$/\r/' good.record >foo.record.yaml
expect "CRLF" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
expect "CRLF: plugin" 0 compile -fplugin-arg-abiding-policy=foo.policy.yaml
empty "CRLF: plugin: not a word" err
printf '\357\273\277' | cat - good.policy >foo.policy.yaml
printf '\357\273\277' | cat - good.record >foo.record.yaml
expect "a byte order mark" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
expect "a byte order mark: plugin" 0 compile -fplugin-arg-abiding-policy=foo.policy.yaml
empty "a byte order mark: plugin: not a word" err

# ---- a record edited by hand ----
cp good.record foo.record.yaml
edit foo.record.yaml 's/^enums:/  fooSpot: {header: foo\/foo.h, tag: _fooPoint}\n&/'
record "one tag for two structs" ":[0-9]+:37: error: the tag '_fooPoint' is that of 'fooPoint' already"
sed '/^headers:/,/^functions:/{/^functions:/!d}' good.record >foo.record.yaml
edit foo/foo.h '/fooDraw/d'
printf '#include <foo/foo.h>\n#include <foo/foo-extra.h>\n' >user.c
expect "headers that are not listed: checked all the same" 1 \
  compile -fplugin-arg-abiding-record=foo.record.yaml
has "headers that are not listed: what is gone" err "'fooDraw' .*\[function-removed\]"
