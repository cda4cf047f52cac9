# SPDX-License-Identifier: GPL-3.0-or-later
# The plugin in another GCC than it was built for: refused, and both are named.
# Any other GCC that is installed will do, older, younger or for another
# machine; OTHER_PLUGINS is a folder of plugins, VERSION/abiding.so each, that
# were built for other ones.
. "$HARNESS"
write_library .
"$COMMAND" freeze --release 1.0 -o foo.yaml foo/foo.h -- -I. >/dev/null || exit 1
echo '#include <foo/foo.h>' >user.c
own=$CC

version_of() {
  "$1" -v 2>&1 | sed -n 's/^gcc version \([0-9.]*\).*/\1/p'
}
identity_of() {
  echo "$(version_of "$1") $("$1" -dumpmachine) $("$1" -v 2>&1 | grep '^Configured with')"
}

major() {
  echo "${1%%.*}"
}

# GCCs in PATH that are not $CC by another name, one name for each.
others() {
  known=$(identity_of "$own")
  echo "$PATH" | tr : '\n' | while read -r folder; do
    find "$folder/" -maxdepth 1 -name '*gcc-[0-9]*' 2>/dev/null
  done | sed 's,.*/,,' | grep -E '^([a-z0-9_]+-)*gcc-[0-9]+$' | sort -u |
    while read -r compiler; do
      identity=$(identity_of "$compiler")
      case "$known" in *"$identity"*) continue ;; esac
      known="$known $identity"
      echo "$compiler"
    done
}

# refused COMPILER PLUGIN BUILT RUNNING: whatever it compiles, in check and in freeze.
refused() {
  compiler=$1 plugin=$2 built=$3 running=$4
  pair="the plugin for GCC $built in $compiler"
  words="abiding was built for GCC $built [0-9]+.* and cannot run in GCC $running [0-9]+"
  set -- -c -fsyntax-only '-E -o out.i' '-c -flto' '-c -O2 -g3'
  test ! -x "$("$compiler" -print-prog-name=cc1plus)" || set -- "$@" '-x c++ -c'
  for options; do
    # shellcheck disable=SC2086
    expect "$pair, $options" 1 "$compiler" $options -I. "-fplugin=$plugin" \
      -fplugin-arg-abiding-record=foo.yaml user.c
    has "$pair, $options: both versions" err "$words"
  done
  for verb in "check -r foo.yaml" "freeze --release 2 -o new.yaml foo/foo.h"; do
    # shellcheck disable=SC2086
    expect "$pair: abiding ${verb%% *}" 3 env CC="$compiler" ABIDING_PLUGIN="$plugin" \
      "$COMMAND" $verb -- -I.
    has "$pair: abiding ${verb%% *}: both versions" err "$words"
    has "$pair: abiding ${verb%% *}: which compiler" err \
      "'$compiler' failed \(see above\); nothing (was checked|is frozen)"
  done
  if test -e new.yaml; then fail "$pair: no record" ""; else pass "$pair: no record"; fi
}

# What to do: what runs nowhere, what is built for this machine, what for another.
advised() {
  if test "$(major "$2")" -lt 10; then
    has "$1: what to do" err 'GCC [^:]*: it runs in GCC 10 to 16'
  elif test "$("$1" -dumpmachine)" = "$("$own" -dumpmachine)"; then
    has "$1: what to do" err "for this very compiler with make CC=gcc-$(major "$2") CXX=g\+\+-$(major "$2")"
  else
    has "$1: which machines" err "for $("$own" -dumpmachine) and cannot .* for $("$1" -dumpmachine)"
    has "$1: what to do" err "for this very compiler with make CC=$("$1" -dumpmachine)-gcc-$(major "$2")"
  fi
}

found=$(others)
for compiler in $found; do
  refused "$compiler" "$ABIDING_PLUGIN" "$(version_of "$own")" "$(version_of "$compiler")"
  advised "$compiler" "$(version_of "$compiler")"
done
test -n "$found" || echo "SKIP: $TOPIC: no other GCC is installed, such as gcc-11"

for plugin in "${OTHER_PLUGINS:-none}"/*/abiding.so; do
  test -e "$plugin" || continue
  built=$(basename "$(dirname "$plugin")")
  test "$built" = "$(major "$(version_of "$own")")" ||
    refused "$own" "$plugin" "$built\.[0-9.]+" "$(version_of "$own")"
done
