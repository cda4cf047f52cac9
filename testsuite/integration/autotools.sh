# SPDX-License-Identifier: GPL-3.0-or-later
. "$HARNESS"
. "$SUITE/life"
needs autoreconf automake libtoolize
install_abiding
project autotools

# The folder of the build is not that of the sources.  What configure finds out about a
# compiler is kept, which halves the time.
configure() {
  case $1 in yes) mode=--with-abiding ;; no) mode=--without-abiding ;; *) mode= ;; esac
  rm -rf build
  mkdir build
  # shellcheck disable=SC2086
  (cd build && ../configure "--cache-file=$prefix/$CC-$(command -v abiding | cksum | tr ' ' -)" $mode)
}
configure_release() { configure "$1"; }
build() { make -C build; }
run_tests() { make -C build check; }
make_release() { make -C build dist; }

expect "aclocal finds the macro" 0 autoreconf -fi
life
with_abiding
expect "distcheck: configured" 0 configure yes
expect "distcheck" 0 make -C build distcheck DISTCHECK_CONFIGURE_FLAGS=--with-abiding
release build/pebble-1.0.tar.gz
