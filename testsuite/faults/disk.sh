# SPDX-License-Identifier: GPL-3.0-or-later
# A disk that is full, and one that cannot be written: one word, the old file
# as it was, no leftovers; the compiler goes on where only its cache is at stake.
. "$HARNESS"
lib=$(dirname "$0")/../modes
mkdir good disk
cp "$lib/user.c" "$lib/lib.policy.yaml" .
cp "$lib/lib.h" good
"$COMMAND" freeze -p lib.policy.yaml --release 1.0 -o lib.record.yaml -- -I good >out 2>err || exit 1
"$COMMAND" compile -p lib.policy.yaml -o whole.abi || exit 1

with() { # ARGUMENT...: compiles with the plugin
  for argument; do
    set -- "$@" "-fplugin-arg-abiding-$argument"
    shift
  done
  LC_ALL=C $CC -I good "-fplugin=$ABIDING_PLUGIN" "$@" -c user.c -o user.o
}

# as_it_was NAME: on the disk is what was there, and nothing else
as_it_was() {
  left=$(diff -r was disk | grep -v '^Only in disk: cache$')
  if test -z "$left"; then pass "$1"
  else fail "$1" "$left"; fi
}

# on_disk HOW WORDS: all that writes, onto a disk that does not take it
on_disk() {
  how=$1 words=$2
  # the other release and header make another record
  sed 's/^int lib_close.*/&\nint lib_more(int x);/' "$lib/lib.h" >good/lib.h
  expect "$how: freeze" 2 "$COMMAND" freeze -p lib.policy.yaml --release 1.1 -o disk/lib.record.yaml -- -I good
  has "$how: freeze says why" err "disk/lib.record.yaml: error: cannot write: $words"
  cp "$lib/lib.h" good
  as_it_was "$how: freeze leaves the old record"
  expect "$how: compile" 2 "$COMMAND" compile -p lib.policy.yaml -o disk/lib.abi
  has "$how: compile says why" err "disk/lib.abi: error: cannot write: $words"
  as_it_was "$how: compile leaves the old image"
  expect "$how: write-record" 1 with write-record=disk/lib.record.yaml
  has "$how: write-record says why" err "error: disk/lib.record.yaml: cannot write: $words"
  as_it_was "$how: write-record leaves the old record"
  expect "$how: cache" 0 with policy=lib.policy.yaml cache=disk/cache
  has "$how: cache says why" err "note: .*checks without its cache, which is slower: .*$words"
  as_it_was "$how: cache leaves nothing"
  sed -i 's/LIMIT 16/LIMIT 17/' good/lib.h
  expect "$how: report" 1 with policy=lib.policy.yaml report=disk/report.json
  has "$how: report says why" err "error: disk/report.json: cannot append: $words"
  has "$how: report: the finding is told all the same" err 'LIB_LIMIT.*macro-value-changed'
  cp "$lib/lib.h" good
  rm -f disk/report.json 2>/dev/null
}

if mount -t tmpfs -o size=32k none disk 2>/dev/null; then
  trap 'umount "$PWD/disk"' EXIT
  cp lib.record.yaml disk
  cp whole.abi disk/lib.abi
  dd if=/dev/zero of=disk/fill bs=4096 2>/dev/null
  cp -r disk was
  on_disk 'full disk' 'No space left on device'
  rmdir disk/cache
  mount -o remount,ro disk && on_disk 'read-only disk' 'Read-only file system'
else
  echo "SKIP: $TOPIC: no file system of its own can be mounted here"
fi
