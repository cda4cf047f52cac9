# SPDX-License-Identifier: GPL-3.0-or-later
# ninja with deps = gcc: as for make.
. "$HARNESS"
. "$BUILDS/library"
if ! command -v ninja >/dev/null; then
  echo "SKIP: $TOPIC: no ninja"
  exit 0
fi
write_guarded_library
echo 'int other;' >other.c

# write_ninja LINE: LINE says what becomes of the dependencies.
write_ninja() {
  cat >build.ninja <<END
rule cc
  command = $CC -I. $plugin -MD -MF \$out.d -c -o \$out \$in
  depfile = \$out.d
  $1
rule plain
  command = $CC -c -o \$out \$in
build user.o: cc user.c
build other.o: plain other.c
END
  rm -rf .ninja_deps .ninja_log ./*.o ./*.d
}

build() { ninja -v; }
. "$BUILDS/rebuild"

write_ninja 'deps = gcc'
rebuild "deps = gcc" || exit 1
expect "-t deps" 0 ninja -t deps user.o
has "the log of dependencies" out 'foo.policy.yaml foo.record.yaml foo.syms'

write_ninja 'description = no log of dependencies'
rebuild "depfile alone" || exit 1
