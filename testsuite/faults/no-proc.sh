# SPDX-License-Identifier: GPL-3.0-or-later
# /proc is missing, as in a chroot: all goes on as ever.
. "$HARNESS"
if ! unshare -m umount -l /proc 2>/dev/null; then
  echo 'SKIP: no-proc: /proc cannot be taken away here'
  pass 'no-proc: skipped'
  exit
fi
# without WORD...: with no /proc
without() { unshare -m sh -c 'umount -l /proc; test ! -e /proc/self || exit 9; exec "$@"' sh "$@"; }
echo 'int f(void);' >foo.h
echo '#include <foo.h>' >foo.c
printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:\n- {name: foo, entry: foo.h, promise: forever}\n' >p.yaml
compile() { without "${CC:-gcc}" "-fplugin=$ABIDING_PLUGIN" "$@" -I. -fsyntax-only foo.c; }
expect 'freeze' 0 without "$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml -- -I.
expect 'freeze to /dev/stdout' 0 without "$COMMAND" freeze -p p.yaml --release 1.0 -o /dev/stdout -- -I.
same 'freeze to /dev/stdout: the same' out r.yaml
expect 'check' 0 without "$COMMAND" check -p p.yaml -- -I.
expect 'compile' 0 without "$COMMAND" compile -p p.yaml -o q.abi -- -I.
echo 'int g(void);' >foo.h
expect 'by YAML' 1 compile -fplugin-arg-abiding-policy=p.yaml
has 'by YAML: the finding' err 'function-removed'
expect 'by an image' 1 compile -fplugin-arg-abiding-policy=q.abi
has 'by an image: the finding' err 'function-removed'
expect 'with a cache' 1 compile -fplugin-arg-abiding-policy=p.yaml -fplugin-arg-abiding-cache=cache
has 'with a cache: the finding' err 'function-removed'
