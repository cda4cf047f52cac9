# SPDX-License-Identifier: GPL-3.0-or-later
# Plugins for several compilers in one prefix: the command takes that of $CC.
. "$HARNESS"
. "$SUITE/life"
install_abiding
write_library .
with_abiding
expect "freeze with our own" 0 abiding freeze --release 1.0 -o own.yaml foo/foo.h -- -I.

# beside COMPILER C++: its plugin is built and put beside those that are there.
beside() {
  if ! test -f "$($1 -print-file-name=plugin 2>/dev/null)/include/gcc-plugin.h"; then
    echo "SKIP: $TOPIC: no plugin headers of $1"
    return
  fi
  CC=$1
  expect "$1: none yet" 3 abiding check -r own.yaml -- -I.
  has "$1: none yet: said" err "no plugin for '$1'"
  expect "$1: installed" 0 make -C "$top" "BUILD=$PWD/build-$1" "CC=$1" "CXX=$2" "PREFIX=$prefix" \
    PLUGIN_IN_PREFIX=1 install-plugin
  expect "$1: check" 0 abiding check -r own.yaml -- -I.
  edit foo/foo.h 's/int y;/&\n  int z;/'
  expect "$1: broken" 1 abiding check -r own.yaml -- -I.
  edit foo/foo.h '/int z;/d'
  export CC="$own"
  expect "$1: our own is still there" 0 abiding check -r own.yaml -- -I.
}

other=$(other_gcc)
if test -n "$other"; then beside "$other" "g++-${other#gcc-}"; else echo "SKIP: $TOPIC: no other GCC"; fi
major=$($own -dumpversion)
beside "aarch64-linux-gnu-gcc-${major%%.*}" "aarch64-linux-gnu-g++-${major%%.*}"
