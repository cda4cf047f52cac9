# SPDX-License-Identifier: GPL-3.0-or-later
# Times of files that tell nothing: restored by what unpacks or copies, of a clock that is put
# back or ahead.  An image must not hide what has changed, and need not be made again for what
# has not.
. "$HARNESS"
printf 'int foo(void);\n#define FOO 1\n' >foo.h
printf '#include <foo.h>\n' >user.c
printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:\n- {name: foo, entry: foo.h, promise: forever}\n' >p.yaml
"$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml -- -I. >out 2>err || exit 1
with() { LC_ALL=C $CC -I. "-fplugin=$ABIDING_PLUGIN" "-fplugin-arg-abiding-policy=$1" ${2:+"-fplugin-arg-abiding-$2"} -fsyntax-only user.c; }
# restored FILE SED: another content, of the same size and with the same time
restored() {
  touch -r "$1" stamp
  edit "$1" "$2"
  touch -r stamp "$1"
}
image() { rm -f q.abi && "$COMMAND" compile -p p.yaml -o q.abi; }

for times in as-written 1970-01-01T00:00:01 2100-01-01T00:00:00; do
  test $times = as-written || touch -d $times r.yaml p.yaml foo.h
  image || exit 1
  expect "$times: an image" 0 with q.abi
  restored r.yaml 's/value: 1,/value: 2,/'
  expect "$times: a record with its time restored" 1 with q.abi
  has "$times: a record with its time restored: said" err "'q.abi' is stale: 'r.yaml' has changed"
  expect "$times: the command, too" 2 "$COMMAND" check -p q.abi -- -I.
  restored r.yaml 's/value: 2,/value: 1,/'
  expect "$times: put back" 0 with q.abi
  test $times = as-written || touch -d $times q.abi
  expect "$times: an image with that time" 0 with q.abi
  restored p.yaml 's/forever/none   /'
  expect "$times: a policy with its time restored" 1 with q.abi
  restored p.yaml 's/none   /forever/'
  # the cache is made again by itself
  rm -rf cache
  expect "$times: cache" 0 with p.yaml cache=cache
  restored r.yaml 's/value: 1,/value: 2,/'
  expect "$times: cache: a record with its time restored" 1 with p.yaml cache=cache
  has "$times: cache: a record with its time restored: said" err 'FOO.*macro-value-changed'
  restored r.yaml 's/value: 2,/value: 1,/'
done

# all copied, and all times with it: as good as it was
mkdir copied
image
cp -p q.abi p.yaml r.yaml foo.h user.c copied
cd copied || exit 1
expect 'copied with its times' 0 with q.abi
restored r.yaml 's/value: 1,/value: 3,/'
expect 'copied with its times, and changed' 1 with q.abi
