# SPDX-License-Identifier: GPL-3.0-or-later
# make install and make uninstall: into GCC's folder, a prefix of one's own, a DESTDIR.
. "$HARNESS"
top=$(cd "$SUITE/../.." && pwd)
build=$(dirname "$COMMAND")
own=$CC
gcc_folder=$($own -print-file-name=plugin)
unset ABIDING_PLUGIN

install() { make -C "$top" -o all "BUILD=$build" "CC=$CC" "$@"; }

tree() { (cd "$1" && find . -type f | LC_ALL=C sort); }

cat >user.c <<'END'
#include <libvirt/libvirt.h>
int user(virDomainPtr domain) { virDomainInfo info; return virDomainGetInfo(domain, &info); }
END
printf '#define LIBVIR_VERSION_NUMBER 12008000\ntypedef struct _virDomain *virDomainPtr;\n' >libvirt.h
write_library .

# a DESTDIR, as who makes packages has it
expect "staged" 0 install install "DESTDIR=$PWD/a stage" prefix=/usr
tree 'a stage' >tree
for file in usr/bin/abiding usr/share/pkgconfig/abiding.pc usr/share/doc/abiding/README.md \
  usr/share/abiding/libvirt/libvirt.policy.yaml usr/share/abiding/libvirt/libvirt.record.yaml \
  "${gcc_folder#/}/abiding.so" "${gcc_folder#/}/abiding-quick.so" "${gcc_folder#/}/abiding-full.so"; do
  has "staged: $file" tree "(^| )\./$file( |\$)"
done
lacks "staged: nothing names the stage" "a stage/usr/share/pkgconfig/abiding.pc" stage
expect "staged: taken away" 0 install uninstall "DESTDIR=$PWD/a stage" prefix=/usr
tree 'a stage' >tree
empty "staged: nothing is left" tree

# GNU's names of folders
expect "folders" 0 install install-plugin install "DESTDIR=$PWD/stage" prefix=/p exec_prefix=/e \
  datarootdir=/d docdir=/doc plugindir=/plugins
tree stage >tree
for file in e/bin/abiding d/abiding/libvirt/libvirt.policy.yaml d/pkgconfig/abiding.pc doc/README.md \
  plugins/abiding.so; do
  has "folders: $file" tree "(^| )\./$file( |\$)"
done
has "folders: the plugin by its path" stage/d/pkgconfig/abiding.pc 'plugin=/plugins/abiding.so'
rm -rf stage

# into GCC's own folder: a GCC that has a folder of plugins of ours
mkdir -p gcc/plugin
ln -s "$gcc_folder/include" gcc/plugin/include
CC="$own -B$PWD/gcc/"
expect "in GCC's folder" 0 install install "PREFIX=$PWD/prefix"
if test -e gcc/plugin/abiding.so && test -e gcc/plugin/abiding-full.so; then pass "in GCC's folder: all parts"
else fail "in GCC's folder: all parts" "$(ls gcc/plugin)"; fi
"$COMMAND" --version >version
PKG_CONFIG_PATH=$PWD/prefix/share/pkgconfig
export PKG_CONFIG_PATH
expect "pkg-config: the version" 0 pkg-config --modversion abiding
has "pkg-config: the command's" version "^abiding $(cat out) ?\$"
expect "pkg-config: flags" 0 pkg-config --cflags abiding
has "pkg-config: the bare name" out '^-fplugin=abiding *$'
for variable in "abiding=$PWD/prefix/bin/abiding" "plugindir=$PWD/gcc/plugin" plugin=abiding \
  "policydir=$PWD/prefix/share/abiding"; do
  expect "pkg-config: ${variable%%=*}" 0 pkg-config "--variable=${variable%%=*}" abiding
  has "pkg-config: ${variable%%=*} is right" out "^${variable#*=} *\$"
done

PATH=$PWD/prefix/bin:$PATH
expect "the command finds the plugin: freeze" 0 abiding freeze --release 1.0 -o foo.yaml foo/foo.h -- -I.
expect "the command finds the plugin: check" 0 abiding check -r foo.yaml -- -I.
# shellcheck disable=SC2086
expect "-fplugin=abiding" 0 $CC -fplugin=abiding -fplugin-arg-abiding-record=foo.yaml -I. \
  -fsyntax-only -x c foo/foo.h
edit foo/foo.h 's/int y;/&\n  int z;/'
# shellcheck disable=SC2086
expect "-fplugin=abiding: broken" 1 $CC -fplugin=abiding -fplugin-arg-abiding-record=foo.yaml -I. \
  -fsyntax-only -x c foo/foo.h
has "-fplugin=abiding: at the line" err 'foo/foo.h:16:7: error: .*\[struct-field-added\]'
expect "the command finds the plugin: broken" 1 abiding check -r foo.yaml -- -I.

# a shipped policy where pkg-config says that it is
policies=$(pkg-config --variable=policydir abiding)
# shellcheck disable=SC2046
expect "a shipped policy" 0 $own $(pkg-config --cflags abiding) "-B$PWD/gcc/" \
  "-fplugin-arg-abiding-policy=$policies/libvirt/libvirt.policy.yaml" -fsyntax-only -x c /dev/null

expect "in GCC's folder: taken away" 0 install uninstall "PREFIX=$PWD/prefix"
tree prefix >tree
empty "in GCC's folder: nothing is left in the prefix" tree
if test -e gcc/plugin/abiding.so || test -e gcc/plugin/abiding-full.so; then
  fail "in GCC's folder: nothing is left there" "$(ls gcc/plugin)"
else pass "in GCC's folder: nothing is left there"; fi

# a prefix alone, of one GCC and then of another beside it
CC=$own
expect "in the prefix" 0 install install "PREFIX=$PWD/prefix" PLUGIN_IN_PREFIX=1
edit foo/foo.h '/int z;/d'
expect "in the prefix: the command finds it" 0 abiding check -r foo.yaml -- -I.
# shellcheck disable=SC2046
expect "in the prefix: so does pkg-config" 0 $own $(pkg-config --cflags abiding) \
  -fplugin-arg-abiding-record=foo.yaml -I. -fsyntax-only -x c foo/foo.h
for other in gcc-11 gcc-12; do
  command -v $other >/dev/null && test "$($other -dumpfullversion)" != "$($own -dumpfullversion)" || continue
  expect "$other has none" 3 env CC=$other abiding check -r foo.yaml -- -I.
  has "$other has none: said" err "no plugin for '$other': neither .* nor '.*/plugin/abiding.so' is there"
  CC=$other
  fails="$other: the plugin of another GCC is not installed"
  if install install-plugin "DESTDIR=$PWD/none" >out 2>err; then fail "$fails" "it is"; else pass "$fails"; fi
  has "$fails: said" err "is not for '$other'.*make CC='$other'|first install: .*-plugin-dev"
  if test -e none; then fail "$fails: nothing is" ""; else pass "$fails: nothing is"; fi
  CC=$own
done
printf '#!/bin/sh\necho plugin\n' >clang-like
chmod +x clang-like
expect "no folder of plugins" 3 env CC=./clang-like abiding check -r foo.yaml -- -I.
has "no folder of plugins: said" err "no plugin for './clang-like': it is not GCC"
if command -v clang >/dev/null; then
  # it opens the plugin and would say nothing
  # shellcheck disable=SC2046
  expect "clang" 0 clang $(pkg-config --cflags abiding) -fsyntax-only -x c foo/foo.h -I.
  has "clang: said" err 'abiding: this compiler is not GCC; the headers are not checked'
else
  echo "SKIP: $TOPIC: no clang"
fi
expect "in the prefix: taken away" 0 install uninstall "PREFIX=$PWD/prefix" PLUGIN_IN_PREFIX=1
if test -e prefix/lib/abiding; then fail "in the prefix: nothing is left" "$(find prefix)"
else pass "in the prefix: nothing is left"; fi
