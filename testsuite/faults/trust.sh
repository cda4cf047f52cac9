# SPDX-License-Identifier: GPL-3.0-or-later
# What doc/trust.md says: what is written where, which links are followed, what
# a compiled source can have opened; and input that is not what it should be.
. "$HARNESS"
lib=$(dirname "$0")/../modes
mkdir good
cp "$lib/user.c" "$lib/lib.policy.yaml" .
cp "$lib/lib.h" good
"$COMMAND" freeze -p lib.policy.yaml --release 1.0 -o lib.record.yaml -- -I good >out 2>err || exit 1

with() { # ARGUMENT...: compiles with the plugin
  for argument; do
    set -- "$@" "-fplugin-arg-abiding-$argument"
    shift
  done
  LC_ALL=C $CC -I good "-fplugin=$ABIDING_PLUGIN" "$@" -c user.c -o user.o
}

if strace -o trace -e trace=openat true 2>/dev/null; then
  strace -f -o plain.trace -e trace=openat,open,creat,mkdir,rename,unlink,link,symlink \
    $CC -I good -c user.c -o user.o 2>/dev/null
  expect 'all is said' 0 strace -f -o trace -e trace=openat,open,creat,mkdir,rename,unlink,link,symlink \
    $CC -I good "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=lib.policy.yaml \
    -fplugin-arg-abiding-cache=cache -fplugin-arg-abiding-report=report.json -c user.c -o user.o
  files() { sed -n 's/^[0-9]* *[a-z]*(\(AT_FDCWD, \)*"\([^"]*\)".*/\2/p' "$1" | sed 's,/cc[A-Za-z0-9]*\.,/ccX.,' | sort -u; }
  files plain.trace >plain.files
  files trace | grep -vxFf plain.files | grep -v -e '^cache' -e '^lib\.' -e '/abiding[-a-z]*\.so$' >more.files
  # user.c's folder, and what the loader looks for beside the parts, is all there may be
  grep -v -e '/libc\.so' -e '/libgcc' -e 'ld.so' more.files >other.files
  empty 'nothing else is opened' other.files
  grep -aE 'O_CREAT|O_WRONLY|O_RDWR|mkdir|rename|unlink' trace | grep -v -e /dev/null -e user.o -e '/cc[A-Za-z0-9]*\.' |
    grep -vE '"cache(/[0-9a-f]{32}\.abi(\.[0-9]+\.[0-9]+)?)?"' >written
  empty 'nothing else is written' written
else
  echo "SKIP: $TOPIC: strace does not run here"
fi

# A link that another has put into the cache.
image=$(ls cache 2>/dev/null)
rm -rf cache
expect 'fill the cache' 0 with policy=lib.policy.yaml cache=cache
image=$(ls cache)
echo precious >precious
ln -sf ../precious "cache/$image"
expect 'a link in the cache' 0 with policy=lib.policy.yaml cache=cache
empty 'a link in the cache: nothing is said' err
if test "$(cat precious)" = precious && test -f "cache/$image" && test ! -h "cache/$image"; then
  pass 'a link in the cache is replaced, not followed'
else
  fail 'a link in the cache is replaced, not followed' "$(ls -l cache precious)"
fi

# What the user names he may have as a link.
mkdir elsewhere
ln -s elsewhere/record.yaml link.yaml
cp lib.record.yaml elsewhere/record.yaml
expect 'a link that is named' 0 with write-record=link.yaml
if test -h link.yaml && test -s elsewhere/record.yaml; then pass 'a link that is named is followed'
else fail 'a link that is named is followed' "$(ls -l link.yaml elsewhere)"; fi

# A source that says it is another file.
truncate -s 300G huge # a hole, which takes no room
for line in "$PWD/huge" '/dev/zero' '/no/such' "$PWD/elsewhere" '/dev/tty'; do
  printf '#line 7 "%s"\nint lib_lined(int x);\n' "$line" >user.c
  expect "#line $line: write-record" 0 with write-record=lined.yaml
  empty "#line $line: write-record: silent" err
  expect "#line $line" 0 with record=lined.yaml
  empty "#line $line: silent" err
done
rm huge
cp "$lib/user.c" .

# A record that was edited by hand and contradicts itself: one error each, with its place.
wrong() { # NAME SED WORDS
  sed "$2" lib.record.yaml >bad.yaml
  if cmp -s bad.yaml lib.record.yaml; then fail "$1" 'the edit changed nothing'; return; fi
  expect "$1" 1 with record=bad.yaml
  has "$1: says where" err "^bad.yaml:[0-9]+:[0-9]+: error: .*$3"
  if test "$(grep -c error: err)" = 1; then pass "$1: once"; else fail "$1: once" ''; fi
}
wrong 'unknown data model' 's/size: {lp64: 8}/size: {lp65: 8}/' 'lp65'
wrong 'sentinel that is no enumerator' 's/LIB_COLOUR_LAST: 2/LIB_COLOUR_MORE: 2/' 'LIB_COLOUR_LAST'
wrong 'value that is no number' 's/value: 16/value: sixteen/' 'sixteen'
wrong 'type that is no C' "s/type: int (int handle)/type: int (int/" "int"
wrong 'name twice' 's/^  lib_each:/  lib_close:/' "repeated key 'lib_close'"
wrong 'a merge that was not finished' 's/^functions:/<<<<<<< HEAD\n&/' 'not YAML|expected'
