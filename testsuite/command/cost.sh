# SPDX-License-Identifier: GPL-3.0-or-later
# What the plugin may cost, in instructions of the compiler proper, which are the
# same at each run: the budgets of `make bench` and three tenths, for other machines.
. "$HARNESS"
bench=$(dirname "$HARNESS")/../../bench
libvirt=$(dirname "$HARNESS")/../../policy/libvirt/libvirt.policy.yaml
# shellcheck disable=SC2034 # for what is read in next
scratch=$PWD
. "$bench/counting"

skip() {
  echo "    cost: not counted, $1"
  exit 0
}

command -v valgrind >/dev/null || skip 'valgrind is not installed'

# image POLICY IMAGE
image() {
  "$COMMAND" compile -p "$1" -o "$2" >said 2>&1 && return
  cat said
  exit 1
}

# within NAME NUMBER LIMIT
within() {
  if test "$2" -le "$3"; then
    pass "$1"
  else
    fail "$1" "$2 instructions more, at most $3 allowed"
  fi
}

# count NAME [IMAGE]: for NAME.c
count() {
  if test $# -eq 1; then
    instructions profile -S -o /dev/null "$1.c"
  else
    instructions profile -S -o /dev/null "$1.c" "-fplugin=$ABIDING_PLUGIN" \
      "-fplugin-arg-abiding-policy=$2"
  fi || exit 1
}

# grow N: an image of libvirt's API and N entities more
grow() {
  mkdir -p "more-$1/more"
  awk -v n="$1" -f "$bench/more.awk" >"more-$1/more/more.h"
  sed -e 's/^record:.*/record: record.yaml/' \
    -e 's,^surfaces:,&\n- {name: more\, entry: more/more.h\, promise: forever},' \
    "$libvirt" >"more-$1/policy.yaml"
  "$COMMAND" freeze -p "more-$1/policy.yaml" --release 9.0.0 -o "more-$1/record.yaml" -- \
    -I"more-$1" >/dev/null || exit 1
  image "more-$1/policy.yaml" "more-$1.abi"
}

echo '#include <libvirt/libvirt.h>' >api.c
: >nothing.c
# a record of the headers that are installed: what they lack of a later release would be
# compared in full
cp "$libvirt" libvirt.policy.yaml
"$COMMAND" freeze -p libvirt.policy.yaml --release 9.0.0 -o libvirt.record.yaml >/dev/null || exit 1
image libvirt.policy.yaml libvirt.abi
plain=$(count api) && with=$(count api libvirt.abi) || exit 1
within "libvirt.h: 1.5 %" $((with - plain)) $((plain * 15 / 1000 * 13 / 10))
nothing=$(count nothing) && with=$(count nothing libvirt.abi) || exit 1
within "an empty file: 60,000" $((with - nothing)) 78000

grow 500
grow 20000
small=$(count api more-500.abi) && large=$(count api more-20000.abi) || exit 1
within "20,000 entities more in the record: 5 %" $((large - plain)) $(((small - plain) * 1065 / 1000))

# a failure has been counted already
:
