# SPDX-License-Identifier: GPL-3.0-or-later
# Policy, record and version scripts in the dependencies that the compiler
# writes: they, and nothing else, are added, and the source stays the first.
. "$HARNESS"
. "$BUILDS/library"
write_guarded_library

ours='foo.policy.yaml foo.record.yaml foo.syms'
echo '.text' >user.S
echo '#include <foo/foo.h>' >empty-user.c
: >empty.c

# words FILE: the files that a rule names, one a line, its target first.
words() {
  sed -n '1,/[^\\]$/p' "$1" | tr -d '\\' | tr -s ' ' '\n' | grep .
}

# listed NAME ARGUMENT...: with the plugin, the list is longer by our files.
listed() {
  name=$1
  shift
  rm -f with.d without.d
  $CC "$@" -I. -MF without.d -o out.o >out 2>err || fail "$name" "does not compile"
  $CC $plugin "$@" -I. -MF with.d -o out.o >out 2>err || fail "$name" "does not compile"
  { words without.d; printf '%s\n' $ours; } | sort >wanted
  words with.d | sort >listed
  same "$name" wanted listed
  words with.d | head -2 >with.first
  words without.d | head -2 >without.first
  same "$name: the source is the first" with.first without.first
}

listed "-MD" -c -MD user.c
listed "-MMD" -c -MMD user.c
listed "-MT" -c -MD -MT other user.c
listed "-MQ" -c -MD -MQ 'o$er' user.c
listed "-S" -S -MD user.c
listed "-M" -M user.c
listed "-MM" -MM user.c
listed "-M -MG" -M -MG user.c
listed "-E -MD" -E -MD user.c
listed "-fsyntax-only" -fsyntax-only -MD user.c
listed "-save-temps" -c -save-temps -MD user.c
listed "-include" -c -MD -include foo/foo-more.h -imacros foo/foo-extra.h user.c
listed "-flto" -c -flto -MD user.c
listed "C++" -x c++ -c -MD empty-user.c
listed "assembler" -c -MD user.S
listed "a precompiled header" -x c-header -MD foo/foo.h
listed "a precompiled header of C++" -x c++-header -MD foo/foo.h
listed "nothing to check" -c -MD empty.c
$CC -I. -MD -MF pch.d foo/foo.h -o foo/foo.h.gch
listed "the use of a precompiled header" -c -MD user.c
rm foo/foo.h.gch

# -MP: an empty target for each file but the source
$CC $plugin -I. -c -MD -MP -MF with.d user.c
for file in $ours; do
  if grep -qx "$file:" with.d; then pass "-MP: $file"; else fail "-MP: $file" "no target"; fi
done
lacks "-MP: no target for the source" with.d 'user.c:'

# what make would take for something else is escaped as GCC does it for headers
odd='a b$c#d'
mkdir "$odd"
cp -r foo foo.policy.yaml foo.record.yaml foo.syms user.c "$odd"
expect "spaces, dollars and hashes in paths" 0 \
  $CC "-fplugin=$ABIDING_PLUGIN" "-fplugin-arg-abiding-policy=$odd/foo.policy.yaml" -I "$odd" \
  -c -MD -MF odd.d -o odd.o "$odd/user.c"
for file in $ours user.c foo/foo.h; do
  if tr -s ' ' '\n' <odd.d | paste -sd' ' | grep -qF 'a\ b$$c\#d/'"$file"; then pass "odd path: $file"
  else fail "odd path: $file" "not escaped: $(cat odd.d)"; fi
done
expect "check finds them in an odd path" 0 \
  "$COMMAND" check -p "$odd/foo.policy.yaml" -- -I "$odd"
$CC "-fplugin=$ABIDING_PLUGIN" "-fplugin-arg-abiding-policy=$PWD/foo.policy.yaml" -I. -c -MD -MF with.d user.c
for file in $ours; do
  has "absolute: $file" with.d "$PWD/$file"
done

# asked for by the environment
rm -f with.d
DEPENDENCIES_OUTPUT=with.d $CC $plugin -I. -c user.c
for file in $ours; do has "DEPENDENCIES_OUTPUT: $file" with.d "$file"; done

# a record alone
$CC "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-record=foo.record.yaml -I. -c -MD -MF with.d user.c
has "a record alone" with.d 'user.c foo.record.yaml '
lacks "a record alone: no policy" with.d 'foo.policy'

# an image, and what it was made of; a record that is named beside it is another
"$COMMAND" compile -p foo.policy.yaml -o foo.abi || exit 1
cp foo.record.yaml other.record.yaml
image="-fplugin=$ABIDING_PLUGIN -fplugin-arg-abiding-policy=foo.abi"
$CC $image -I. -c -MD -MF with.d user.c
for file in foo.abi $ours; do has "an image: $file" with.d "$file"; done
$CC $image -fplugin-arg-abiding-record=other.record.yaml -I. -c -MD -MF with.d user.c
for file in foo.abi other.record.yaml; do has "an image and a record: $file" with.d "$file"; done

# an error, of the compiler's or of ours, leaves a list that is whole
echo '#error no' >bad.c
$CC $plugin -I. -c -MD -MF with.d bad.c 2>err
for file in $ours; do has "a compile that fails: $file" with.d "$file"; done
edit foo.syms s/fooDraw/fooErase/
$CC $plugin -I. -c -MD -MF with.d user.c 2>err
has "a broken promise" err '\[symbol-removed\]'
for file in $ours; do has "a broken promise: $file" with.d "$file"; done
edit foo.syms s/fooErase/fooDraw/

# a list without a policy's record would never be written anew: none is better
for file in $ours; do
  mv "$file" gone
  rm -f with.d
  $CC $plugin -I. -c -MD -MF with.d user.c >out 2>err
  if test $? -ne 0; then pass "no $file: an error"; else fail "no $file: an error" "none"; fi
  has "no $file: said" err "$file.*No such file"
  if test -e with.d && ! grep -q "$file" with.d; then fail "no $file: no half list" "$(cat with.d)"
  else pass "no $file: no half list"; fi
  rm -f with.d
  if $CC $plugin -I. -M -MF with.d user.c >out 2>err && ! grep -q foo.record.yaml with.d; then
    fail "no $file: -M" "$(cat with.d)"
  else
    pass "no $file: -M"
  fi
  mv gone "$file"
done
expect "-E alone needs none of them" 0 \
  $CC "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=none.yaml -I. -E user.c
