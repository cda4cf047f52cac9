# SPDX-License-Identifier: GPL-3.0-or-later
# Temporary files: gone also when a signal ends the command.
. "$HARNESS"
write_library .
# starts, says so, and waits
cat >slow-cc <<'END'
#!/bin/sh
: >started
exec sleep 60
END
chmod +x slow-cc

for signal in INT TERM HUP; do
  rm -f started
  # a shell starts programs in the background with SIGINT ignored, and nohup all with SIGHUP:
  # env gives them back
  CC=./slow-cc env --default-signal=INT,HUP "$COMMAND" freeze --release 1.0 foo/foo.h -- -I. >out 2>err &
  pid=$!
  i=0
  while test ! -e started && test $i -lt 100; do
    sleep 0.1
    i=$((i + 1))
  done
  if test -n "$(ls -A "$TMPDIR")"; then pass "$signal: a folder while it runs"
  else fail "$signal: a folder while it runs" "TMPDIR is empty"; fi
  before=$(date +%s)
  kill -$signal $pid
  wait $pid
  status=$?
  if test $(($(date +%s) - before)) -lt 30; then pass "$signal: the compiler ends too"
  else fail "$signal: the compiler ends too" "it was waited for"; fi
  if test $status -gt 128; then pass "$signal: ends by the signal"
  else fail "$signal: ends by the signal" "status $status"; fi
  if test -z "$(ls -A "$TMPDIR")"; then pass "$signal: nothing is left"
  else fail "$signal: nothing is left" "$(ls -R "$TMPDIR")"; rm -rf "${TMPDIR:?}"/*; fi
done

expect "no such folder" 3 env TMPDIR="$PWD/none" "$COMMAND" freeze --release 1.0 foo/foo.h -- -I.
has "no such folder: what to do" err "set TMPDIR to a folder"
expect "no TMPDIR" 0 env -u TMPDIR "$COMMAND" freeze --release 1.0 foo/foo.h -- -I.
