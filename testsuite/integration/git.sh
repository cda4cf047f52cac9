# SPDX-License-Identifier: GPL-3.0-or-later
# A plain hook of git: real commits.
. "$HARNESS"
. "$SUITE/life"
needs git
install_abiding
project git
. "$SUITE/commits"
with_abiding

expect "the first commit" 0 commit .
mkdir -p .git/hooks
cp pre-commit .git/hooks/pre-commit
commits 'the commit breaks what the headers promise'

without_abiding
break_header
expect "without abiding: passes" 0 commit include
has "without abiding: said" err 'abiding is not installed: what the headers promise is not checked'
git reset -q --hard HEAD^
with_abiding
CC=./no-such-gcc
break_header
expect "no compiler: passes" 0 commit include
has "no compiler: said" err "cannot run './no-such-gcc'.*what the headers promise is not checked"
export CC="$own"
git reset -q --hard HEAD^

edit abi/pebble.record.yaml 's/PEBBLE_RED: 1/PEBBLE_RED: 2/'
edit include/pebble/pebble.h 's/PEBBLE_RED = 1/PEBBLE_RED = 2/'
stopped "the record is made to fit" .
has "the record is made to fit: said" out 'enumerator-value-changed'
back
