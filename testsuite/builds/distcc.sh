# SPDX-License-Identifier: GPL-3.0-or-later
# distcc, with a server on this machine: what doc/builds.md says of it.
. "$HARNESS"
. "$BUILDS/library"
if ! command -v distcc >/dev/null || ! command -v distccd >/dev/null; then
  echo "SKIP: $TOPIC: no distcc"
  exit 0
fi
for name in $(env | sed -n 's/^\(DISTCC_[A-Z0-9_]*\)=.*/\1/p'); do unset "$name"; done
write_guarded_library

# The server is another user where root starts it: its files lie where all may read.
share=$(env -u TMPDIR mktemp -d) || exit 1
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$share"' EXIT
mkdir "$share/server" "$share/tmp"
cp foo.policy.yaml foo.record.yaml foo.syms "$share/server"
copy_plugin "$share/abiding.so"
chmod -R a+rX "$share"
chmod 777 "$share/tmp"

# A compiler that brings the plugin with it, for client and server.
cat >"$share/guarded-gcc" <<END
#!/bin/sh
exec $CC -fplugin=$share/abiding.so "-fplugin-arg-abiding-policy=\${SERVER_POLICY:-$PWD/foo.policy.yaml}" "\$@"
END
chmod 755 "$share/guarded-gcc"

start_server() {
  for try in 1 2 3 4 5; do
    port=$((20000 + ($$ * 5 + try) % 20000))
    : >"$share/log"
    chmod 666 "$share/log"
    SERVER_POLICY=$share/server/foo.policy.yaml TMPDIR=$share/tmp distccd --no-detach --daemon \
      --allow 127.0.0.1 --listen 127.0.0.1 --port $port --jobs 2 --enable-tcp-insecure \
      --log-level info --log-file "$share/log" 2>/dev/null &
    server=$!
    i=0
    while test $i -lt 50 && kill -0 $server 2>/dev/null; do
      grep -q 'daemon started' "$share/log" && return 0
      sleep 0.1
      i=$((i + 1))
    done
    kill $server 2>/dev/null
  done
  server=
  return 1
}
start_server || { fail "a server" "$(cat "$share/log")"; exit 1; }
export DISTCC_DIR="$PWD/distcc" DISTCC_HOSTS="127.0.0.1:$port/2"

# run NAME STATUS COMMAND...: with a server that is not out of favour, and an empty
# log.  The server sums up its part when the client has its answer already.
run() {
  rm -rf distcc user.o
  mkdir distcc
  : >"$share/log"
  expect "$@"
  i=0
  while test $i -lt 50 && ! grep -q 'client: ' "$share/log"; do
    sleep 0.1
    i=$((i + 1))
  done
}

# logged NAME PATTERN: what the server has done.
logged() {
  has "$1" "$share/log" "$2"
}

# once NAME PATTERN
once() {
  n=$(grep -cE "$2" err)
  if test "$n" -eq 1; then pass "$1"; else fail "$1" "$n times '$2'"; fi
}

gap='macros, and what depends on them, could not be checked \[not-checked\]'
break_type() { edit foo/foo.h 's/int fooDraw/long fooDraw/'; }
mend_type() { edit foo/foo.h 's/long fooDraw/int fooDraw/'; }
break_macro() { edit foo/foo-more.h 's/FOO_MORE 7/FOO_MORE 8/'; }
mend_macro() { edit foo/foo-more.h 's/FOO_MORE 8/FOO_MORE 7/'; }

# ---- -fplugin= in the command: no server takes it ----

compile="distcc $CC $plugin -I. -c -MD -o user.o user.c"
run "-fplugin" 0 $compile
logged "-fplugin: refused by the server" '-fplugin= .* not supported'
has "-fplugin: compiled here" err 'failed to distribute .*running locally instead'
lacks "-fplugin: all is checked" err "$gap"
has "-fplugin: dependencies" user.d 'user.c foo.policy.yaml foo.record.yaml foo.syms'
# the server is out of favour for a while
: >"$share/log"
expect "-fplugin, again" 0 $compile
has "-fplugin, again: compiled here" err 'failed to distribute, running locally instead'
empty "-fplugin, again: the server is not asked" "$share/log"
break_macro
run "-fplugin, broken" 1 $compile
once "-fplugin, broken: said once" '\[macro-value-changed\]'
mend_macro
DISTCC_FALLBACK=0
export DISTCC_FALLBACK
run "-fplugin, no fallback: no object" 116 $compile
unset DISTCC_FALLBACK
expect "-fplugin, on this host alone" 0 env DISTCC_HOSTS=localhost $compile
empty "-fplugin, on this host alone: quiet" err

# ---- a compiler that brings the plugin ----

compile="distcc $share/guarded-gcc -I. -c -MD -o user.o user.c"
run "wrapper" 0 $compile
logged "wrapper: on the server" 'COMPILE_OK'
once "wrapper: the gap is said once" "$gap"
has "wrapper: dependencies" user.d 'user.c .*foo.policy.yaml .*foo.record.yaml .*foo.syms'
break_type
run "wrapper, broken" 1 $compile
logged "wrapper, broken: seen on the server" 'COMPILE_ERROR'
has "wrapper, broken: then here" err 'retrying locally'
once "wrapper, broken: said once" '\[function-return-type-changed\]'
lacks "wrapper, broken: all is checked here" err "$gap"
run "wrapper, broken, report=" 1 $compile -dD "-fplugin-arg-abiding-report=$share/tmp/report.jsonl"
n=$(grep -c '"function-return-type-changed"' "$share/tmp/report.jsonl")
if test "$n" -eq 2; then pass "wrapper, report=: written on both"
else fail "wrapper, report=: written on both" "$n times"; fi
DISTCC_SKIP_LOCAL_RETRY=1
export DISTCC_SKIP_LOCAL_RETRY
run "wrapper, broken, no retry" 1 $compile
once "wrapper, broken, no retry: said once" '\[function-return-type-changed\]'
once "wrapper, broken, no retry: the gap is said once" "$gap"
unset DISTCC_SKIP_LOCAL_RETRY
mend_type

break_macro
run "wrapper, a macro" 0 $compile
once "wrapper, a macro: the gap is said once" "$gap"
run "wrapper, a macro, -dD" 1 $compile -dD
logged "wrapper, a macro, -dD: seen on the server" 'COMPILE_ERROR'
once "wrapper, a macro, -dD: said once" '\[macro-value-changed\]'
run "wrapper, a macro, strict" 1 $compile -fplugin-arg-abiding-strict
once "wrapper, a macro, strict: said once" '\[macro-value-changed\]'
mend_macro
run "wrapper, -dD" 0 $compile -dD
logged "wrapper, -dD: on the server" 'COMPILE_OK'
lacks "wrapper, -dD: no gap" err "$gap"
run "wrapper, strict" 0 $compile -fplugin-arg-abiding-strict
logged "wrapper, strict: the gap is an error on the server" 'COMPILE_ERROR'
lacks "wrapper, strict: there is none here" err "$gap"

# the server reads its own files
mv "$share/server/foo.record.yaml" gone
run "wrapper, no record on the server" 0 $compile
has "wrapper, no record on the server: compiled here" err 'retrying locally'
DISTCC_SKIP_LOCAL_RETRY=1
export DISTCC_SKIP_LOCAL_RETRY
run "wrapper, no record on the server, no retry" 1 $compile
has "wrapper, no record on the server, no retry: said" err 'server/foo.record.yaml: cannot open'
unset DISTCC_SKIP_LOCAL_RETRY
mv gone "$share/server/foo.record.yaml"
edit "$share/server/foo.record.yaml" 's/int (const fooPoint/long (const fooPoint/'
run "wrapper, another record on the server" 0 $compile
has "wrapper, another record on the server: that of here decides" err 'retrying locally'
