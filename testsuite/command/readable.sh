# SPDX-License-Identifier: GPL-3.0-or-later
# What is written can be read again: what no record can hold is told at its line in the header,
# by freeze and by write-record= alike, and nothing is written.
. "$HARNESS"

write_record() { LC_ALL=C $CC "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-write-record=made.yaml -fsyntax-only -x c foo.h; }

# cannot NAME PLACE WORDS
cannot() {
  rm -f r.yaml made.yaml
  expect "$1: freeze" 3 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
  has "$1: freeze says where" err "foo.h:$2: error: .*$3"
  lacks "$1: freeze names no temporary" err 'collected.yaml'
  expect "$1: write-record" 1 write_record
  has "$1: write-record says where" err "foo.h:$2: error: .*$3"
  if test -e r.yaml || test -e made.yaml; then fail "$1: nothing is written" "$(ls ./*.yaml)"
  else pass "$1: nothing is written"; fi
}

# can NAME: is frozen and holds, by both
can() {
  rm -f r.yaml made.yaml
  expect "$1: freeze" 0 "$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I.
  expect "$1: check" 0 "$COMMAND" check -r r.yaml foo.h -- -I.
  expect "$1: write-record" 0 write_record
  expect "$1: record=" 0 "$CC" "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-record=made.yaml -fsyntax-only -x c foo.h
  empty "$1: record=: silent" err
}

# nested N: N structs in each other, in the second line
nested() {
  echo 'int foo(void);'
  printf 'struct top {'
  for i in $(seq "$1"); do printf ' struct { int a%d;' "$i"; done
  for i in $(seq "$1"); do printf ' };'; done
  echo ' };'
}

nested 99 >foo.h
can '99 structs'
sed -i 's/int a99;/long a99;/' foo.h
expect '99 structs: the innermost is compared' 1 "$COMMAND" check -r r.yaml foo.h -- -I.
has '99 structs: the innermost is compared: said' err "a99.*\[struct-field-type-changed\]"
nested 100 >foo.h
cannot '100 structs' 2:8 "'?.struct top.'? is nested too deeply: a record holds at most 100 levels"
printf 'int foo(void);\nint %sbar(void);\n' "$(printf '%0100d' 0 | tr 0 '*')" >foo.h
cannot '100 pointers' 2:105 "is nested too deeply: a record holds at most 100 levels"
sed -i 's/\*//' foo.h
can '99 pointers'
# who only compiles may nest his own as he likes, and what was promised is not lost
printf 'int foo(void);\nint bar(void);\n' >foo.h
rm -f r.yaml
"$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I. >out 2>err
nested 500 >user.h
printf '#include "foo.h"\n#include "user.h"\n' >user.c
expect 'a user who nests' 0 "$CC" "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-record=r.yaml -fsyntax-only user.c
empty 'a user who nests: silent' err
printf 'int foo(void);\nint %sbar(void);\n' "$(printf '%0100d' 0 | tr 0 '*')" >foo.h
expect 'what was promised nests now' 1 "$CC" "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-record=r.yaml -fsyntax-only user.c
has 'what was promised nests now: said' err 'foo.h:2:105: error: .*nested too deeply'

printf 'int foo(void);\nint bar(void) __asm__("");\n' >foo.h
cannot 'an empty assembler name' 2:5 "bar.* cannot be recorded: 'asm' must not be empty"
printf 'int foo(void);\n#define BAR \377x\n' >foo.h
cannot 'not UTF-8' '2(:9)?' "BAR.* cannot be recorded: '.xffx' is not UTF-8"
{ printf 'int foo(void);\n#define BAR "'; head -c 70000000 /dev/zero | tr '\0' x; echo '"'; } >foo.h
cannot 'too long' '2(:9)?' "BAR.* cannot be recorded: it takes [0-9]* bytes, and a record can have 67108864"

# a number that no type holds is told where it is, and not as another kind of number
echo '#define FOO 1' >foo.h
rm -f r.yaml
"$COMMAND" freeze --release 1.0 -o r.yaml foo.h -- -I. >out 2>err
edit r.yaml 's/value: 1,/value: 18446744073709551616,/'
expect 'a number of 65 bits' 2 "$COMMAND" check -r r.yaml foo.h -- -I.
has 'a number of 65 bits: said' err 'r.yaml:[0-9]+:[0-9]+: error: a value of an integer type must fit into 64 bits, found 18446744073709551616 '
