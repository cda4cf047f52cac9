# SPDX-License-Identifier: GPL-3.0-or-later
. "$HARNESS"
. "$SUITE/life"
needs cmake
install_abiding
project cmake

configure() {
  case $1 in yes) mode=ON ;; no) mode=OFF ;; *) mode=AUTO ;; esac
  rm -rf build
  cmake -S . -B build -G "$generator" "-DABIDING=$mode"
}
configure_release() { configure "$1"; }
build() { cmake --build build; }
run_tests() { ctest --test-dir build --output-on-failure; }
make_release() { cmake --build build --target package_source; }

generator='Unix Makefiles'
life
release build/pebble-1.0.tar.gz
cd ..
rm -rf released
project cmake
generator=Ninja
life
