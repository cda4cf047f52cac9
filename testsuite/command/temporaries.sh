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

# ---- after the compiler has ended: records are read and compared ----
seq 60000 | sed 's/.*/int foo_&(int x);/' >many.h
cat >signal-cc <<'END'
#!/bin/sh
# compiles, and when it is through its parent gets the signal
${CC_IS:-gcc} "$@"
status=$?
(sleep 0.1; kill -"$SIGNAL" $PPID) >/dev/null 2>&1 &
exit $status
END
chmod +x signal-cc
export CC_IS="$CC"
for signal in INT TERM HUP QUIT; do
  (ulimit -c 0; SIGNAL=$signal CC=./signal-cc env --default-signal=INT,HUP,QUIT \
    "$COMMAND" freeze --release 1.0 -o many.yaml many.h -- -I.) >out 2>err
  status=$?
  if test $status -eq $((128 + $(kill -l $signal 2>/dev/null || env kill -l $signal))) && test ! -e many.yaml; then
    pass "$signal: ends while it reads"
  else fail "$signal: ends while it reads" "status $status"; fi
  if test -z "$(ls -A "$TMPDIR")"; then pass "$signal: nothing is left of reading"
  else fail "$signal: nothing is left of reading" "$(ls -R "$TMPDIR")"; rm -rf "${TMPDIR:?}"/*; fi
  rm -f many.yaml
done

# a reader that has gone
head -1000 many.h >some.h
"$COMMAND" freeze --release 1.0 -o some.yaml some.h >/dev/null 2>&1
sed "s/(int x)/(long x)/" some.h >changed.h
mv changed.h some.h
"$COMMAND" check -r some.yaml some.h -- -I. 2>/dev/null | :
if test -z "$(ls -A "$TMPDIR")"; then pass "a reader that has gone: nothing is left"
else fail "a reader that has gone: nothing is left" "$(ls -R "$TMPDIR")"; rm -rf "${TMPDIR:?}"/*; fi

# a child of the program that became abiding
cat >late-cc <<END
#!/bin/sh
sleep 1
exec $CC "\$@"
END
chmod +x late-cc
expect "another's child" 0 env CC=./late-cc sh -c "sleep 0.3 & exec \"$COMMAND\" freeze --release 1.0 foo/foo.h -- -I."

# ---- kill -9: the next run removes what it leaves, and nothing else ----
mkdir "$TMPDIR/abiding-backup"
echo precious >"$TMPDIR/abiding-backup/precious"
(SIGNAL=KILL CC=./signal-cc "$COMMAND" freeze --release 1.0 many.h -- -I.) >out 2>err
if test "$(find "$TMPDIR" -mindepth 1 -maxdepth 1 | wc -l)" = 2; then pass "KILL: it is left"
else fail "KILL: it is left" "$(ls -R "$TMPDIR")"; fi
rm -f started
CC=./slow-cc "$COMMAND" freeze --release 1.0 foo/foo.h -- -I. >out 2>err &
pid=$!
i=0
while test ! -e started && test $i -lt 100; do
  sleep 0.1
  i=$((i + 1))
done
find "$TMPDIR" -mindepth 1 -maxdepth 1 -name 'abiding-??????' ! -name abiding-backup >running
if test "$(wc -l <running)" = 1; then pass "KILL: the next run removes it"
else fail "KILL: the next run removes it" "$(ls -R "$TMPDIR")"; fi
"$COMMAND" freeze --release 1.0 foo/foo.h -- -I. >out 2>err
if test -d "$(cat running)"; then pass "one that runs keeps its folder"
else fail "one that runs keeps its folder" "$(ls -R "$TMPDIR")"; fi
kill $pid
wait $pid
if test "$(cat "$TMPDIR"/*/*)" = precious; then pass "what is not ours is not touched"
else fail "what is not ours is not touched" "$(ls -R "$TMPDIR")"; fi
rm -rf "${TMPDIR:?}"/*
