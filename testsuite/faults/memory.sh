# SPDX-License-Identifier: GPL-3.0-or-later
# Memory runs out, at one allocation or from one on: one diagnostic and a normal
# exit, or all is as ever; a broken promise is never taken for a kept one.  Each
# hundredth allocation is tried; MEMORY_STEP=1 tries all.  A build with
# CFLAGS=-DAB_EXACT_BLOCKS has many more of them: each piece of memory is one.
. "$HARNESS"
$CC -shared -fPIC -O1 -o failing.so "$(dirname "$0")/failing-memory.c" || exit 1
lib=$(dirname "$0")/../modes
mkdir good broken
cp "$lib/user.c" "$lib/lib.policy.yaml" .
cp "$lib/lib.h" good
sed -e 's/^\tint y;/&\n\tint z;/' -e '/lib_close/d' -e 's/LIMIT 16/LIMIT 17/' "$lib/lib.h" >broken/lib.h
"$COMMAND" freeze -p lib.policy.yaml --release 1.0 -o lib.record.yaml -- -I good >out 2>err || exit 1
sed 's/lib.record/broken.record/' lib.policy.yaml >broken.policy.yaml
"$COMMAND" freeze -p broken.policy.yaml --release 1.0 -o broken.record.yaml -- -I broken >out 2>err || exit 1
"$COMMAND" compile -p lib.policy.yaml -o lib.abi || exit 1

# The words that the run in out and err may not say, or must.
judge() { # WANTED-STATUS
  no_memory=$(cat out err | grep -ciE 'out of memory|cannot allocate memory')
  if test $status -gt 3 || grep -qiE 'internal compiler error|aborted|segmentation' err; then
    echo 'it crashed'
  elif test "$no_memory" -gt 1; then
    echo 'it was said more than once'
  elif test "$no_memory" = 0 && test $status != "$1"; then
    echo "exit status $status and not a word of memory, expected $1"
  elif test "$no_memory" = 1 && test $status = 0 && ! grep -q 'without its cache' err; then
    echo 'exit status 0, though it says that memory ran out'
  fi
}

# each NAME STATUS IN COMMAND...: every so many allocations, of objects with IN in their name
each() {
  name=$1 wanted=$2 in=$3
  shift 3
  step=${MEMORY_STEP:-100}
  # the command itself takes few, and large ones
  test "$in" != bin/abiding || step=1
  for on in '' 1; do
    n=1 tried=0 wrong=
    while test -z "$wrong"; do
      rm -f mark
      env LD_PRELOAD="$PWD/failing.so" FAIL_IN="$in" FAIL_AT=$n FAIL_MARK="$PWD/mark" ${on:+FAIL_ON=1} \
        "$@" >out 2>err </dev/null
      status=$?
      test -e mark || break
      tried=$((tried + 1))
      wrong=$(judge "$wanted")
      n=$((n + step))
    done
    # the last run had all the memory it wanted
    test -n "$wrong" || test $status -eq "$wanted" || wrong="exit status $status, expected $wanted"
    if test -n "$wrong"; then fail "$name${on:+, for good}: allocation $n" "$wrong"
    elif test $tried -eq 0; then fail "$name${on:+, for good}" 'nothing was allocated'
    else pass "$name${on:+, for good}: $tried allocations"; fi
  done
}

plugged() { # NAME ARGUMENT...
  name=$1
  shift
  for argument; do
    set -- "$@" "-fplugin-arg-abiding-$argument"
    shift
  done
  cc1=$($CC -print-prog-name=cc1)
  multiarch=$($CC -print-multiarch 2>/dev/null)
  for headers in good broken; do
    wanted=0
    test $headers = good || wanted=1
    each "plugin: $name, $headers" $wanted abiding "$cc1" -quiet ${multiarch:+-imultiarch $multiarch} \
      -I "$headers" "-fplugin=$ABIDING_PLUGIN" "$@" -o out.s user.c
  done
}

plugged record record=lib.record.yaml
plugged policy policy=lib.policy.yaml report=report.json
plugged image policy=lib.abi
each 'plugin: write-record' 0 abiding "$($CC -print-prog-name=cc1)" -quiet \
  -imultiarch "$($CC -print-multiarch)" -I good "-fplugin=$ABIDING_PLUGIN" \
  -fplugin-arg-abiding-write-record=written.yaml -o out.s user.c

for in in bin/abiding libyaml; do
  mkdir -p bin
  cp "$COMMAND" "${ABIDING_PLUGIN%.so}"*.so bin
  each "diff, $in" 1 $in bin/abiding diff lib.record.yaml broken.record.yaml
  each "compile, $in" 0 $in bin/abiding compile -p lib.policy.yaml -o written.abi
  each "check, $in" 1 $in bin/abiding check -p lib.policy.yaml -- -I broken
  cp lib.record.yaml onto.yaml
  each "freeze, $in" 0 $in bin/abiding freeze -p lib.policy.yaml --release 1.1 -o onto.yaml -- -I good
done
if test -z "$(ls -A "$TMPDIR")"; then pass 'nothing is left in TMPDIR'
else fail 'nothing is left in TMPDIR' "$(ls "$TMPDIR")"; fi
