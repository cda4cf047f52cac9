# SPDX-License-Identifier: GPL-3.0-or-later
# Files that are no plain files: streams are written to and keep what they have, a FIFO keeps
# nobody waiting, a file that is too large for its limit is an error and no end by a signal.
. "$HARNESS"
echo 'int foo(void);' >foo.h
printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:\n- {name: foo, entry: foo.h, promise: forever}\n' >p.yaml
"$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml -- -I. >out 2>err || exit 1
echo 'int foo(int more);' >broken.h
mkdir broken && mv broken.h broken/foo.h

with() { # HEADER ARGUMENT...: compiles with the plugin
  header=$1
  shift
  for argument; do
    set -- "$@" "-fplugin-arg-abiding-$argument"
    shift
  done
  LC_ALL=C timeout 60 $CC "-fplugin=$ABIDING_PLUGIN" "$@" -fsyntax-only -x c "$header"
}

# keeps NAME PATTERN WORD...: what WORD writes stands between what was there and what comes
keeps() {
  name=$1 pattern=$2
  shift 2
  for how in '>>' '>'; do
    echo before >log
    if test "$how" = '>'; then { echo before; timeout 60 "$@"; echo after; } >log 2>err
    else { timeout 60 "$@"; echo after; } >>log 2>err; fi
    if test "$(sed -n 1p log)" = before && test "$(tail -c 6 log)" = after && grep -q "$pattern" log; then
      pass "$name, $how"
    else fail "$name, $how" "$(head -5 log)"; fi
  done
}
ln -s /dev/stdout link
for stream in /dev/stdout /dev/fd/1 /proc/self/fd/1 link; do
  keeps "freeze -o $stream" '^abiding-record: 2' "$COMMAND" freeze --release 1.0 -o $stream foo.h -- -I.
  keeps "compile -o $stream" abiding "$COMMAND" compile -p p.yaml -o $stream
  keeps "init -o $stream" '^abiding: 1' "$COMMAND" init -o $stream foo.h -- -I.
done
if test -h link && test -c /dev/null && test -e /dev/stdout; then pass 'links to streams stay'
else fail 'links to streams stay' "$(ls -l link /dev/std*)"; fi
# expect runs with its output in a file: what was said before is there
for stream in /dev/stdout /proc/self/fd/1; do
  { echo before; with foo.h write-record=$stream; with broken/foo.h record=r.yaml report=$stream; echo after; } >log 2>err
  has "write-record=$stream and report=$stream" log '^before abiding-record: 2 .*\{.*function-type-changed|^before abiding-record.*"rule".* after $'
done
with foo.h write-record=/dev/stdout 2>err | cat >log
has 'write-record=/dev/stdout into a pipe' log '^abiding-record: 2'

# ---- a FIFO ----
mkfifo fifo
expect 'symbols of a FIFO' 2 timeout 20 "$COMMAND" symbols -p p.yaml fifo
has 'symbols of a FIFO: why' err 'fifo: error: cannot read: not a regular file'
expect 'report= of a FIFO' 1 with broken/foo.h record=r.yaml report=fifo
has 'report= of a FIFO: why' err 'fifo: cannot append: not a regular file'
has 'report= of a FIFO: the finding is told all the same' err '\[function-'
for argument in policy record write-record; do
  expect "$argument= of a FIFO" 1 with foo.h $argument=fifo
  has "$argument= of a FIFO: why" err 'fifo: cannot (read|write): not a regular file'
done
sed 's/promise: forever/promise: forever, symbols: fifo/' p.yaml >of-fifo.yaml
expect 'a version script that is a FIFO' 3 timeout 20 "$COMMAND" freeze -p of-fifo.yaml --release 1.1 -- -I.
has 'a version script that is a FIFO: why' err 'error: fifo: cannot read: not a regular file'
printf 'abiding: 1\nlibrary: foo\nprotocols:\n- {file: fifo, promise: forever}\n' >of-fifo.yaml
expect 'a protocol that is a FIFO' 2 timeout 20 "$COMMAND" freeze -p of-fifo.yaml --release 1.1
has 'a protocol that is a FIFO: why' err 'fifo: error: cannot read: not a regular file'
for word in "freeze -p fifo --release 1.1" "check -p fifo" "check -r fifo foo.h" "diff fifo r.yaml" "diff r.yaml fifo" \
  "compile -p fifo -o x" "compile -p p.yaml -o fifo" "waive -p fifo macro-removed FOO --reason x" \
  "freeze --release 1.1 -o fifo foo.h" "init --force -o fifo foo.h"; do
  # shellcheck disable=SC2086
  expect "$word" 2 timeout 20 "$COMMAND" $word
  has "$word: why" err 'fifo.*not a regular file'
done

# ---- streams that are closed: no file takes their place ----
closed() { "$@" >&- 2>&- <&-; }
cp p.yaml closed.yaml
expect 'closed: check' 2 closed "$COMMAND" check -p closed.yaml -- -I.
expect 'closed: waive' 2 closed "$COMMAND" waive -p closed.yaml macro-removed FOO --reason x
sed '/^$/,$d' closed.yaml >whole
same 'closed: waive: the policy has nothing else' whole p.yaml
expect 'closed: freeze' 2 closed "$COMMAND" freeze -p p.yaml --release 1.0 -o closed.record.yaml -- -I.
same 'closed: freeze: the record has nothing else' closed.record.yaml r.yaml
expect 'closed: a compile' 1 closed with broken/foo.h policy=p.yaml cache=closed-cache report=closed.json
if test "$(wc -l <closed.json)" = 1 && test -f closed-cache/*.abi; then pass 'closed: a compile: report and cache'
else fail 'closed: a compile: report and cache' "$(cat closed.json; ls closed-cache)"; fi
expect 'closed: the cache is good' 1 with broken/foo.h policy=p.yaml cache=closed-cache
lacks 'closed: the cache is good: nothing is said of it' err 'cache|damaged'

# ---- a limit on the size of files: SIGXFSZ ends a program that does not expect it ----
limited() { (ulimit -f 8 && "$@"); } # at most 8 KiB
for i in $(seq 400); do echo "int foo_$i(int x);"; done >many.h
head -c 8192 /dev/zero | tr '\0' '\n' >report.json
{ cat report.json; cat p.yaml; } >full.yaml
expect 'ulimit -f: cache' 0 limited with foo.h policy=full.yaml cache=cache
has 'ulimit -f: cache: said' err 'note: .*checks without its cache, .*File too large'
expect 'ulimit -f: report' 1 limited with broken/foo.h record=r.yaml report=report.json
has 'ulimit -f: report: said' err 'report.json: cannot append: File too large'
has 'ulimit -f: report: the finding is told all the same' err '\[function-'
expect 'ulimit -f: write-record' 1 limited with many.h write-record=made.yaml
has 'ulimit -f: write-record: said' err 'made.yaml: cannot write: File too large'
cp full.yaml before.yaml
expect 'ulimit -f: waive' 2 limited "$COMMAND" waive -p full.yaml macro-removed FOO --reason x
has 'ulimit -f: waive: said' err 'full.yaml: error: cannot write: File too large'
same 'ulimit -f: waive: the policy is as it was' full.yaml before.yaml
if ls ./*.yaml.[0-9]* cache/*.abi* >left 2>/dev/null; then fail 'ulimit -f: nothing is left' "$(cat left)"
else pass 'ulimit -f: nothing is left'; fi

# ---- long names, odd folders ----

# A name as long as the file system bears it: that of the temporary beside it is no longer.
# And a temporary folder with a line break in its name.
long=$(printf '%0240d' 0 | tr 0 n)
mkdir long "$(printf 'line\nbreak')"
cd long || exit 1
echo 'int f(void);' >foo.h
echo '#include <foo.h>' >foo.c
printf 'abiding: 1\nlibrary: foo\nrecord: %s.record.yaml\nsurfaces:\n- {name: foo, entry: foo.h}\n' "$long" \
  >"$long.policy.yaml.x"
for folder in "$PWD/.." "$(printf '%s/../line\nbreak' "$PWD")"; do
  rm -f "$long.record.yaml"
  name="long names${folder#"$PWD/.."}"
  expect "$name: freeze" 0 env "TMPDIR=$folder" "$COMMAND" freeze -p "$long.policy.yaml.x" --release 1.0 -o "$long.record.yaml" -- -I.
  expect "$name: check" 0 env "TMPDIR=$folder" "$COMMAND" check -p "$long.policy.yaml.x" -- -I.
  expect "$name: compile" 0 env "TMPDIR=$folder" "$COMMAND" compile -p "$long.policy.yaml.x" -o "$long.image.bytes.x" -- -I.
  expect "$name: a compile with the image" 0 "${CC:-gcc}" "-fplugin=$ABIDING_PLUGIN" \
    "-fplugin-arg-abiding-policy=$long.image.bytes.x" -I. -fsyntax-only foo.c
  if test -z "$(find "$folder" -mindepth 1 -name 'abiding*')"; then pass "$name: nothing is left"; else fail "$name: nothing is left" "$(ls "$folder")"; fi
done
expect 'long names: waive' 0 "$COMMAND" waive -p "$long.policy.yaml.x" macro-removed FOO --reason r
cd ..
