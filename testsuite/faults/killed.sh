# SPDX-License-Identifier: GPL-3.0-or-later
# kill -9 at each step that changes a file: what was there is there, whole, or
# what comes is, and the next run goes on as if nothing had been.
. "$HARNESS"
if ! strace -o trace -e trace=write true 2>/dev/null; then
  echo "SKIP: $TOPIC: strace does not run here"
  exit 0
fi
lib=$(dirname "$0")/../modes
mkdir good
cp "$lib/user.c" "$lib/lib.policy.yaml" .
cp "$lib/lib.h" good
freeze() { # RECORD
  "$COMMAND" freeze -p lib.policy.yaml --release "$2" -o "$1" -- -I good >out 2>err
}
freeze lib.record.yaml 1.0 || exit 1
cp lib.record.yaml old.yaml
sed -i 's/^int lib_close.*/&\nint lib_more(int x);/' good/lib.h
cp old.yaml new.yaml
freeze new.yaml 1.1 || exit 1

# is_one_of FILE OTHER...: FILE is what one of the others is; "none": it is not there
is_one_of() {
  file=$1
  shift
  for other; do
    if test "$other" = none; then test ! -e "$file" && return
    elif cmp -s "$file" "$other"; then return; fi
  done
  return 1
}

# killed NAME FILE RESET CHECK COMMAND...: for each N the command is killed at its Nth such call.
killed() {
  name=$1 reset=$2 check=$3
  shift 3
  for call in openat write fsync fchmod rename mkdir close; do
    n=1 wrong=
    while test -z "$wrong" && test $n -lt 200; do
      $reset
      strace -o trace -e "trace=$call" -e "inject=$call:signal=KILL:when=$n" "$@" >out 2>err </dev/null
      grep -q 'killed by SIGKILL' trace || break
      $check || wrong="killed at $call $n"
      n=$((n + 1))
    done
    kills=$((kills + n - 1))
    if test -n "$wrong"; then fail "$name" "$wrong"; return; fi
  done
  rm -rf "${TMPDIR:?}"/* lib.record.yaml.* cache
  if test $kills -gt 5; then pass "$name"; else fail "$name" "it was killed $kills times only"; fi
}

reset_record() { cp old.yaml lib.record.yaml; }
record_is_whole() {
  is_one_of lib.record.yaml old.yaml new.yaml && freeze lib.record.yaml 1.1 && cmp -s lib.record.yaml new.yaml
}
kills=0
killed 'freeze' reset_record record_is_whole \
  "$COMMAND" freeze -p lib.policy.yaml --release 1.1 -o lib.record.yaml -- -I good

reset_record
"$COMMAND" compile -p lib.policy.yaml -o whole.abi || exit 1
reset_image() { rm -f lib.abi; }
image_is_whole() {
  is_one_of lib.abi none whole.abi && "$COMMAND" compile -p lib.policy.yaml -o lib.abi && cmp -s lib.abi whole.abi
}
kills=0
killed 'compile' reset_image image_is_whole "$COMMAND" compile -p lib.policy.yaml -o lib.abi

cc1=$($CC -print-prog-name=cc1)
plugged() { # COMMAND... with the plugin behind it
  "$@" "$cc1" -quiet -imultiarch "$($CC -print-multiarch)" -I good "-fplugin=$ABIDING_PLUGIN" \
    -fplugin-arg-abiding-policy=lib.policy.yaml user.c -o out.s $more
}
more=-fplugin-arg-abiding-write-record=made.yaml
plugged env || exit 1
mv made.yaml whole.yaml
reset_made() { rm -f made.yaml; }
made_is_whole() { is_one_of made.yaml none whole.yaml && plugged env >out 2>err && cmp -s made.yaml whole.yaml; }
kills=0
# shellcheck disable=SC2086
killed 'write-record' reset_made made_is_whole "$cc1" -quiet -imultiarch "$($CC -print-multiarch)" -I good \
  "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=lib.policy.yaml user.c -o out.s $more

reset_cache() { rm -rf cache; }
more=-fplugin-arg-abiding-cache=cache
# the promise is the old record, which the header keeps
cache_is_good() {
  plugged env >out 2>err && test ! -s err && plugged env >out 2>err && test ! -s err &&
    test "$(find cache -name '*.abi' | wc -l)" = 1
}
kills=0
killed 'cache' reset_cache cache_is_good "$cc1" -quiet -imultiarch "$($CC -print-multiarch)" -I good \
  "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=lib.policy.yaml user.c -o out.s $more
