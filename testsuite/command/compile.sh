# SPDX-License-Identifier: GPL-3.0-or-later
# abiding compile, and its images in the command and the plugin: good, bad, and in a cache.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1
echo '#include <foo/foo.h>' >user.c


# gcc_with FILE [WORD...]: the compiler with that policy
gcc_with() {
  file=$1
  shift
  $CC -fplugin="$ABIDING_PLUGIN" -fplugin-arg-abiding-policy="$file" -I. -c -o user.o user.c "$@"
}

# one_error NAME PATTERN FILE: the compiler refuses an image with one error, and the command too
one_error() {
  expect "$1" 1 gcc_with "$3"
  has "$1: said" err "$2"
  if test "$(grep -c 'error:' err)" -eq 1; then pass "$1: once"; else fail "$1: once" ''; fi
  lacks "$1: no crash" err 'internal compiler error|signal'
  expect "$1: check" 2 "$COMMAND" check -p "$3" -- -I.
  has "$1: check: said" err "$2"
}

# ---- the command ----

expect "a word too many, no output named" 2 "$COMMAND" compile -p foo.policy.yaml more
expect "no policy named" 2 "$COMMAND" compile -o foo.abi
expect "a word too many" 2 "$COMMAND" compile -p foo.policy.yaml -o foo.abi more
has "a word too many: said" err "unexpected word 'more'"
echo 'abiding: 1
surfacse: []' >bad.yaml
expect "a bad policy" 2 "$COMMAND" compile -p bad.yaml -o foo.abi
has "a bad policy: said" err 'bad.yaml:2:1: .*surfacse'
grep -v '^record:' foo.policy.yaml >bare.yaml
expect "a policy without a record" 2 "$COMMAND" compile -p bare.yaml -o foo.abi
has "a policy without a record: said" err "names no record"
expect "a folder that is not there" 2 "$COMMAND" compile -p foo.policy.yaml -o none/foo.abi
has "a folder that is not there: said" err 'none/foo.abi.*cannot write: No such file'
expect "a full disk" 2 "$COMMAND" compile -p foo.policy.yaml -o /dev/full
has "a full disk: said" err '/dev/full.*cannot write'
if test -e foo.abi; then fail "no image of bad input" ''; else pass "no image of bad input"; fi
expect "a limit of the size of files" 2 sh -c 'trap "" XFSZ; ulimit -f 1; exec "$@"' x \
  "$COMMAND" compile -p foo.policy.yaml -o cut.abi
if set -- cut*; test -e "$1"; then
  fail "a limit: nothing is left" "$*"
else
  pass "a limit: nothing is left"
fi
expect "an image" 0 "$COMMAND" compile -p foo.policy.yaml -o foo.abi
empty "an image: not a word" err

# ---- with the headers ----

expect "headers: as promised" 0 "$COMMAND" compile -p foo.policy.yaml -o seen.abi -- -I.
empty "headers: as promised: not a word" err
expect "headers: no flags at all" 3 "$COMMAND" compile -p foo.policy.yaml -o seen.abi --
has "headers: no flags at all: said" err "the headers do not compile with .* abiding check with the same options shows why"
cp foo/foo.h good.h
sed -i '/fooDraw/d' foo/foo.h
expect "headers: broken" 0 "$COMMAND" compile -p foo.policy.yaml -o seen.abi -- -I.
has "headers: broken: said" err "the headers have findings \([0-9]+ errors?; run abiding check\), so their new declarations are not precompiled"
mv good.h foo/foo.h
expect "headers: a compiler without the plugin" 3 env CC=true "$COMMAND" compile -p foo.policy.yaml -o seen.abi -- -I.
has "headers: a compiler without the plugin: said" err "has not run the plugin .*: the headers were not read"

# ---- in the place of the policy ----

"$COMMAND" check -p foo.policy.yaml -- -I. >yaml.out 2>yaml.err
expect "check: as promised" 0 "$COMMAND" check -p foo.abi -- -I.
same "check: as promised: as with the policy" out yaml.out
expect "a compile" 0 gcc_with foo.abi -MD -fplugin-arg-abiding-stats
for file in foo.abi foo.policy.yaml foo.record.yaml; do
  has "a compile: the dependencies have $file" user.d "$file"
done
cp foo/foo.h foo.h.kept
edit foo/foo.h 's|int fooDraw|long fooDraw|'
"$COMMAND" check -p foo.policy.yaml -- -I. >yaml.out 2>yaml.err
expect "check: broken" 1 "$COMMAND" check -p foo.abi -- -I.
same "check: broken: the verdict" out yaml.out
same "check: broken: the findings" err yaml.err
cp foo.h.kept foo/foo.h
mv foo/foo-extra.h gone.h
expect "check: a header is gone" 1 "$COMMAND" check -p foo.abi -- -I.
has "check: a header is gone: said" err "'foo/foo-extra.h' is gone"
mv gone.h foo/foo-extra.h
expect "diff: the policy is an image" 0 "$COMMAND" diff -p foo.abi foo.record.yaml foo.record.yaml

# ---- bad images ----

head -c 1000 foo.abi >cut.abi
one_error "cut short" 'is cut short; run abiding compile again' cut.abi
for place in 30 400; do
  { head -c $place foo.abi && printf '\252' && tail -c +$((place + 2)) foo.abi; } >damaged.abi
  one_error "damaged at $place" 'is (damaged|cut short)' damaged.abi
done
{ head -c 12 foo.abi && printf '\377\0\0\0' && tail -c +17 foo.abi; } >future.abi
one_error "of a later version" 'has the format 255 and this plugin reads' future.abi
{ head -c 8 foo.abi && printf '\1\2\3\4' && tail -c +13 foo.abi; } >foreign.abi
printf '\1\2\3\4' | od -An -tx4 | grep -q 01020304 && printf '\4\3\2\1' |
  dd of=foreign.abi bs=1 seek=8 conv=notrunc 2>/dev/null
one_error "of another byte order" 'a different byte order' foreign.abi
cp foo.record.yaml record.kept
echo '# more' >>foo.record.yaml
one_error "stale" "is stale: .*foo.record.yaml' has changed.*run abiding compile again" foo.abi
cp record.kept foo.record.yaml
expect "touched only" 0 gcc_with foo.abi

# ---- the cache ----

cached() {
  gcc_with foo.policy.yaml -fplugin-arg-abiding-cache=cache -fplugin-arg-abiding-stats
}

expect "the first fills the cache" 0 cached
lacks "the first reads the policy" err 'looked up'
expect "the second uses it" 0 cached
has "the second uses it: said" err 'looked up'
echo '# more' >>foo.record.yaml
expect "an edit of the record" 0 cached
lacks "an edit of the record: noticed" err 'looked up'
expect "behind the edit" 0 cached
has "behind the edit: used again" err 'looked up'
for image in cache/*.abi; do printf 'x' | dd of="$image" bs=1 seek=300 conv=notrunc 2>/dev/null; done
expect "a damaged one in the cache is made anew" 0 cached
lacks "a damaged one is not used" err 'looked up|damaged'
expect "behind the damage" 0 cached
has "behind the damage: used again" err 'looked up'

rm -r cache
for i in $(seq 50); do
  $CC -fplugin="$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=foo.policy.yaml \
    -fplugin-arg-abiding-cache=cache -I. -fsyntax-only user.c >"side-$i" 2>&1 || echo "bad $i" >>side-bad &
done
wait
if cat side-* | grep -q .; then fail "50 side by side" "$(cat side-*)"; else pass "50 side by side"; fi
set -- cache/*
if test $# -eq 1 && test "$1" != "${1%.abi}"; then
  pass "50 side by side: one image, no temporary"
else
  fail "50 side by side: one image, no temporary" "$*"
fi

# a cache that cannot be written fails no build
rm -r cache
: >cache
expect "no folder" 0 gcc_with foo.policy.yaml -fplugin-arg-abiding-cache=cache -Werror
has "no folder: said" err 'note: abiding checks without its cache, which is slower: .*cache'
lacks "no folder: no error" err 'error:'
expect "no folder to make it in" 0 gcc_with foo.policy.yaml -fplugin-arg-abiding-cache=none/cache
has "no folder to make it in: said" err 'note: .*cannot make the folder'
edit foo/foo.h 's|int fooDraw|long fooDraw|'
expect "without the cache, broken" 1 gcc_with foo.policy.yaml -fplugin-arg-abiding-cache=cache
has "without the cache, broken: said" err 'function-return-type-changed'

# ---- several entries: what is broken for those who include one of them only ----
mkdir entries && cd entries || exit 1
printf 'abiding: 1\nlibrary: foo\nrecord: foo.record.yaml\nsurfaces:\n' >foo.policy.yaml
printf -- '- {name: foo, entry: [a.h, b.h], headers: [a.h, b.h, part.h]}\n' >>foo.policy.yaml
write_entries() {
  printf '#pragma once\n#include "part.h"\nint foo_a(void);\n' >a.h
  printf '#pragma once\n#include "part.h"\nint foo_b(void);\n' >b.h
  printf '#pragma once\nint foo_p(void);\n' >part.h
}
left_out() { # WHAT EXPRESSION: check finds something, and the image is made without the headers
  expect "$1: check" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
  expect "$1: compile" 0 "$COMMAND" compile -p foo.policy.yaml -o foo.abi -- -I.
  has "$1: compile: said" err "the headers have findings \($2; run abiding check\), so their new declarations"
  "$COMMAND" compile -p foo.policy.yaml -o plain.abi
  if test "$(wc -c <foo.abi)" = "$(wc -c <plain.abi)"; then
    pass "$1: not precompiled"
  else
    fail "$1: not precompiled" "$(wc -c foo.abi plain.abi)"
  fi
}
write_entries
"$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -I. >out || exit 1
echo 'int foo_new(void);' >>a.h
expect "entries: all is well" 0 "$COMMAND" compile -p foo.policy.yaml -o foo.abi -- -I.
empty "entries: all is well: not a word" err
"$COMMAND" compile -p foo.policy.yaml -o plain.abi
if test "$(wc -c <foo.abi)" -gt "$(wc -c <plain.abi)"; then
  pass "entries: all is well: precompiled"
else
  fail "entries: all is well: precompiled" "$(wc -c foo.abi plain.abi)"
fi
sed -i '/include/d' a.h
left_out "entries: one no longer brings a header" "'a\.h' included by itself"
echo '#include "a.h"' >user.c
expect "entries: one no longer brings a header: a program" 1 gcc_with foo.abi
has "entries: one no longer brings a header: a program: said" err "'part\.h' no longer comes with 'a\.h'"
write_entries
sed -i 's/^int/typedef int foo_t;\n&/' a.h
sed -i 's/^int foo_b.*/&\nint foo_c(foo_t x);/' b.h
left_out "entries: one does not compile by itself" "'b\.h' does not compile by itself"
cd .. || exit 1
