# SPDX-License-Identifier: GPL-3.0-or-later
. "$HARNESS"
. "$SUITE/life"
install_abiding
project make

configure() {
  mode=$1
  rm -rf build
  make -n "CC=$CC" "ABIDING=$mode" # a broken promise is for build to tell
}
configure_release() { configure "$1"; }
build() { make "CC=$CC" "ABIDING=$mode"; }
run_tests() { make "CC=$CC" "ABIDING=$mode" check; }
make_release() { make dist; }

life
release build/pebble-1.0.tar.gz
