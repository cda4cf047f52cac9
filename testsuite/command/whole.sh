# SPDX-License-Identifier: GPL-3.0-or-later
# Files are replaced whole or not at all: where the disk is full, where a system
# call fails, and where the program is killed in the midst of it.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1
"$COMMAND" compile -p foo.policy.yaml -o foo.abi || exit 1
mkdir old && cp -p foo.record.yaml foo.policy.yaml foo.abi old
edit foo/foo.h 's/^int fooDraw.*/&\nint fooErase(void);/'

# The words of a command, for files in the folder $in.
in=.
words() {
  case $1 in
    freeze) echo "freeze -p $in/foo.policy.yaml --release 1.1 -o $in/foo.record.yaml -- -I." ;;
    waive) echo "waive -p $in/foo.policy.yaml macro-removed FOO_X --reason why" ;;
    compile) echo "compile -p $in/foo.policy.yaml -o $in/foo.abi" ;;
  esac
}
restore() { rm -rf foo.record.yaml* foo.policy.yaml* foo.abi* && cp -p old/* .; }
written() { # VERB: the file that it writes
  case $1 in freeze) echo foo.record.yaml ;; waive) echo foo.policy.yaml ;; compile) echo foo.abi ;; esac
}

mkdir new
for verb in freeze waive compile; do
  restore
  # shellcheck disable=SC2046
  expect "$verb" 0 "$COMMAND" $(words $verb)
  cp "$(written $verb)" new
done

# The old file or the new one; an image holds the times of its sources, and knows itself whether
# it is whole.
is_old_or_new() {
  cmp -s "$1" "old/$1" || cmp -s "$1" "new/$1" ||
    { test "$1" = foo.abi && "$COMMAND" check -p foo.abi -- -I. >/dev/null 2>&1; }
}

is_whole() { # NAME FILE
  if is_old_or_new "$2"; then
    pass "$1"
  else
    fail "$1" "$2 is neither as it was nor as it should be"
  fi
}

# ---- the disk is full ----
if test -w /dev/full; then
  expect "to a full device" 2 "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o /dev/full -- -I.
fi
for verb in freeze waive compile; do
  restore
  # shellcheck disable=SC2046,SC3045
  (trap '' XFSZ && ulimit -f 0 && "$COMMAND" $(words $verb)) >/dev/null 2>&1 </dev/null
  if test $? -ge 2; then pass "$verb: no room"; else fail "$verb: no room" "no error"; fi
  same "$verb: no room: the file is as it was" "$(written $verb)" "old/$(written $verb)"
  rm -rf "${TMPDIR:?}"/*
done
mkdir full
if mount -t tmpfs -o size=64k tmpfs full 2>/dev/null; then
  in=full
  for verb in freeze waive compile; do
    file=$(written $verb)
    rm -rf full/* && cp old/* full && dd if=/dev/zero of=full/filler bs=1k 2>/dev/null
    # shellcheck disable=SC2046
    expect "$verb: the disk is full" 2 "$COMMAND" $(words $verb)
    has "$verb: the disk is full: said" err "full/$file: error: cannot write: No space left on device"
    same "$verb: the disk is full: the file is as it was" "full/$file" "old/$file"
    ls full >found
    grep -v -e '^foo\.[a-z]*\.yaml$' -e '^foo\.abi$' -e '^filler$' found >left
    empty "$verb: the disk is full: nothing is left" left
  done
  umount full
  in=.
else
  echo "SKIP: $TOPIC: a full disk: no tmpfs can be mounted"
fi

# ---- each system call in turn fails, or is the last one ----
if strace -o /dev/null true 2>/dev/null; then
  for verb in freeze waive compile; do
    file=$(written $verb)
    for call in openat write fchmod fsync close rename; do
      for fault in error=ENOSPC:when=1 error=EIO:when=2 signal=KILL:when=1 signal=KILL:when=2; do
        restore
        # shellcheck disable=SC2046
        strace -o /dev/null -e trace=$call -e "inject=$call:$fault" "$COMMAND" $(words $verb) \
          >out 2>err </dev/null
        is_whole "$verb: $call: $fault" "$(written $verb)"
        rm -rf "${TMPDIR:?}"/*
      done
    done
  done
else
  echo "SKIP: $TOPIC: failing system calls: there is no strace"
fi

# ---- killed at any time ----
for verb in freeze waive compile; do
  bad=0 n=0
  while test $n -lt 25; do
    restore
    # shellcheck disable=SC2046
    "$COMMAND" $(words $verb) >out 2>err </dev/null &
    pid=$!
    sleep "0.0$((n * 3 % 100))"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    is_old_or_new "$(written $verb)" || bad=$((bad + 1))
    n=$((n + 1))
  done
  sleep 0.3
  rm -rf "${TMPDIR:?}"/*
  if test $bad -eq 0; then pass "$verb: killed"; else fail "$verb: killed" "$bad of $n times"; fi
done
