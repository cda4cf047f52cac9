# SPDX-License-Identifier: GPL-3.0-or-later
# terminal: what is there only for one, colour and progress.
. "$HARNESS"

if ! type script >/dev/null 2>&1; then
  echo "SKIP: $TOPIC: there is no script(1) to make a terminal"
  exit 0
fi
# on NAME STATUS COMMAND: in a terminal; what it says is in the file out, as one stream
on() {
  TERM=xterm script -qefc "$3" /dev/null </dev/null >out 2>&1
  status=$?
  if test $status -eq "$2"; then pass "$1"; else fail "$1" "exit status $status, expected $2"; fi
}

write_library .
"$COMMAND" freeze --release 1.0 -o old.yaml foo/foo.h -- -I. >/dev/null || exit 1
edit foo/foo.h '/fooDraw/d'
"$COMMAND" freeze --release 2.0 -o new.yaml foo/foo.h -- -I. >/dev/null || exit 1
on "a finding" 1 "$COMMAND diff old.yaml new.yaml"
has "a finding: in colour" out "$(printf '\033')\[01;31m.*error: "
on "a record is not for a terminal" 2 "$COMMAND freeze --release 1.0 foo/foo.h -- -I."
has "a record is not for a terminal: said" out 'where is the record to be written\? -o FILE, or -o -'
on "a record on a terminal, as is asked" 0 "$COMMAND freeze --release 1.0 -o - foo/foo.h -- -I."
on "a page" 0 "$COMMAND explain macro-removed"
has "a page: headings are bold" out "$(printf '\033')\[1mmacro-removed"
on "no colour where the terminal has none" 1 "TERM=dumb $COMMAND diff old.yaml new.yaml"
lacks "no colour where the terminal has none: none" out "$(printf '\033')"

cat >slow-gcc <<END
#!/bin/sh
case "\$*" in *-fplugin=*) sleep 2 ;; esac
exec $CC "\$@"
END
chmod +x slow-gcc
on "a slow compile" 1 "CC=$PWD/slow-gcc $COMMAND check -r old.yaml foo/foo.h -- -I."
has "a slow compile: what is being done" out 'abiding: compiling the headers \.\.\.'
cat >slow-freeze <<END
CC=$PWD/slow-gcc $COMMAND freeze --release 2.0 -o new.yaml foo/foo.h -- -I. >/dev/null &
sleep 1
$COMMAND freeze --release 2.0 -o new.yaml foo/foo.h -- -I.
wait
END
on "a lock that is taken" 0 "sh ./slow-freeze"
has "a lock that is taken: what is waited for" out "abiding: waiting for another abiding that writes in the folder of 'new.yaml' \.\.\."
on "a quick one" 1 "$COMMAND diff old.yaml new.yaml"
lacks "a quick one: nothing" out 'compiling'
CC=$PWD/slow-gcc "$COMMAND" check -r old.yaml foo/foo.h -- -I. >out 2>err
lacks "no terminal: nothing" err 'compiling'
