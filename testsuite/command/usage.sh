# SPDX-License-Identifier: GPL-3.0-or-later
# The words of the command line: help, version, and each way to be wrong.
. "$HARNESS"

expect "no word is bad usage" 2 "$COMMAND"
has "no word: how it is used" err 'Usage: abiding COMMAND'

for word in --help -h; do
  expect "$word" 0 "$COMMAND" $word
  has "$word: the subcommands" out 'freeze .*check .*diff .*rules .*explain'
  has "$word: exit statuses" out 'Exit status: 0 '
done

expect "--version" 0 "$COMMAND" --version
has "--version: name and number" out '^abiding [0-9]+\.[0-9]+'

for command in freeze check diff rules explain; do
  expect "$command --help" 0 "$COMMAND" $command --help
  has "$command --help: usage" out "^Usage: abiding $command"
  if test "$(wc -L <out)" -le 80; then
    pass "$command --help: 80 columns"
  else
    fail "$command --help: 80 columns" "$(wc -L <out)"
  fi
done

expect "unknown command" 2 "$COMMAND" chekc
has "unknown command: the nearest" err "unknown command 'chekc'; did you mean 'check'"
expect "command like none" 2 "$COMMAND" zzzzzzzzzz
has "command like none: where the list is" err 'abiding --help lists them'
expect "a command that there is not yet" 2 "$COMMAND" symbols
expect "unknown option before a command" 2 "$COMMAND" --versoin
has "unknown option before a command: the nearest" err "did you mean '--version'"

expect "unknown option" 2 "$COMMAND" check --recrod x
has "unknown option: the nearest" err "check: unknown option '--recrod', did you mean '--record'"
expect "an option of another command" 2 "$COMMAND" check --release 1
has "an option of another command" err "unknown option '--release'"
expect "an option of the compiler" 2 "$COMMAND" check -r x -Wall
has "an option of the compiler: where it goes" err 'go after --'
expect "a value is missing" 2 "$COMMAND" check -r
has "a value is missing" err '--record needs a value'
expect "an empty value" 2 "$COMMAND" check --record=
has "an empty value" err '--record needs a value'
expect "an option twice" 2 "$COMMAND" check -r x --record=y
has "an option twice" err '--record is given twice'
expect "unknown format" 2 "$COMMAND" check -r x --format xml
has "unknown format: those there are" err "unknown format 'xml', there are text, json, sarif, gitlab and junit"
expect "CFLAGS where no compiler is run" 2 "$COMMAND" diff a b -- -I.
has "CFLAGS where no compiler is run" err 'runs no compiler'

expect "check: neither policy nor record" 2 "$COMMAND" check foo.h
has "check: neither policy nor record" err 'either a policy \(-p\) or a record \(-r\)'
expect "check: both" 2 "$COMMAND" check -p a -r b
expect "freeze: no release" 2 "$COMMAND" freeze foo.h
has "freeze: no release" err '--release is missing'
expect "freeze: what is no release" 2 "$COMMAND" freeze --release next foo.h
has "freeze: what is no release" err "'next' is not a release"
expect "freeze: nothing to freeze" 2 "$COMMAND" freeze --release 1.0
has "freeze: nothing to freeze" err 'name headers, or give a policy'
expect "freeze: .c files and headers" 2 "$COMMAND" freeze --release 1.0 a.c b.h
has "freeze: .c files and headers" err "'a.c' and 'b.h': either .c files or headers"
expect "freeze: two .c files" 2 "$COMMAND" freeze --release 1.0 a.c b.c
has "freeze: two .c files" err "'b.c' is one too many"
expect "a name that no #include can hold" 2 "$COMMAND" freeze --release 1.0 'a"b.h'
has "a name that no #include can hold" err 'cannot be written into an #include'
expect "diff: one record" 2 "$COMMAND" diff a
has "diff: one record" err 'name two records'
expect "rules: an argument" 2 "$COMMAND" rules all
expect "explain: nothing" 2 "$COMMAND" explain
has "explain: nothing" err 'name one rule'

if test -w /dev/full; then
  "$COMMAND" rules >/dev/full 2>err
  status=$?
  if test $status -eq 2; then pass "a full disk"; else fail "a full disk" "status $status"; fi
  has "a full disk: said" err 'standard output cannot be written'
fi
