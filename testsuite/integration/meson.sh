# SPDX-License-Identifier: GPL-3.0-or-later
. "$HARNESS"
. "$SUITE/life"
needs meson ninja
install_abiding
project meson

configure() {
  case $1 in yes) mode=enabled ;; no) mode=disabled ;; *) mode=auto ;; esac
  rm -rf build
  meson setup build "-Dabiding=$mode"
}
configure_release() { configure "$1"; }
build() { ninja -C build; }
run_tests() { meson test -C build; }
make_release() {
  git init -q . && git add . ':!build' && git -c user.name=x -c user.email=x@example.org commit -qm 1.0 &&
    meson dist -C build --formats gztar
}

no_abiding() { echo 'Program abiding found: NO'; }
life
release build/meson-dist/pebble-1.0.tar.gz
