# SPDX-License-Identifier: GPL-3.0-or-later
# ccache: what doc/builds.md says to set, and what it says happens without.
. "$HARNESS"
. "$BUILDS/library"
if ! command -v ccache >/dev/null; then
  echo "SKIP: $TOPIC: no ccache"
  exit 0
fi
for name in $(env | sed -n 's/^\(CCACHE_[A-Z0-9_]*\)=.*/\1/p'); do unset "$name"; done
export CCACHE_DIR="$PWD/cache" CCACHE_TEMPDIR="$PWD/cache-tmp" CCACHE_CONFIGPATH=/dev/null
# files that are younger than a second are looked at too; some versions take a detour else
export CCACHE_SLOPPINESS=include_file_mtime,include_file_ctime
write_guarded_library

# answered: whether the last run was answered from the cache.
answered() {
  ccache --print-stats |
    awk '$1 ~ /^(direct|preprocessed)_cache_hit$/ { n += $2 } END { print n ? "hit" : "miss" }'
}

# runs NAME STATUS hit|miss COMMAND...
runs() {
  name=$1 wanted_answer=$3
  expected=$2
  shift 3
  ccache -z >/dev/null
  expect "$name" "$expected" "$@"
  answer=$(answered)
  if test "$answer" = "$wanted_answer"; then pass "$name: $answer"
  else fail "$name: $wanted_answer" "it is a $answer: $(ccache --print-stats | grep -v '[[:space:]]0$' | tr '\n' ' ')"; fi
}

compile="ccache $CC $plugin -I. -c -MD -o user.o user.c"
fresh() {
  rm -rf cache
  runs "$1: first" 0 miss $compile
  runs "$1: again" 0 hit $compile
}

# notices NAME FILE SED-SCRIPT WORD: a break is found, and its undoing is answered from the cache.
notices() {
  edit "$2" "$3"
  runs "$1" 1 miss $compile
  has "$1: said" err "$4"
  cp kept "$2"
  runs "$1: undone" 0 hit $compile
}

# overlooks NAME FILE SED-SCRIPT: a break that is answered from the cache.
overlooks() {
  edit "$2" "$3"
  runs "$1" 0 hit $compile
  cp kept "$2"
}

# each VERB NAME: every file that decides about the promise, and a macro that no program uses.
each() {
  for file in foo.record.yaml foo.syms foo.policy.yaml foo/foo.h; do
    cp $file kept
    case $file in
    *.record.yaml) $1 "$2: $file" $file '/FOO_MORE/s/value: 7/value: 8/' macro-value-changed ;;
    *.syms) $1 "$2: $file" $file s/fooDraw/fooErase/ symbol-removed ;;
    *.policy.yaml) $1 "$2: $file" $file s/forever/forver/ "did you mean 'forever'" ;;
    *) $1 "$2: $file" $file '/FOO_NAME/s/"foo"/"bar"/' macro-value-changed ;;
    esac
  done
}

# ---- what is to be set ----

export CCACHE_DEPEND=1
fresh "depend mode"
each notices "depend mode"
for file in foo.record.yaml foo.syms foo.policy.yaml; do
  mv $file gone
  runs "depend mode: no $file" 1 miss $compile
  has "depend mode: no $file: said" err "$file.*No such file"
  mv gone $file
done
# the text of a comment counts too: `since` is read from there
edit foo/foo.h 's|^#define FOO_NAME|/* Since: 1.0 */ &|'
runs "depend mode: a comment" 0 miss $compile
compile="ccache $CC $plugin -I. -c -MMD -o user.o user.c"
fresh "depend mode, -MMD"
each notices "depend mode, -MMD"
unset CCACHE_DEPEND
echo 'depend_mode = true' >ccache.conf
compile="env CCACHE_CONFIGPATH=ccache.conf ccache $CC $plugin -I. -c -MD -o user.o user.c"
fresh "in ccache.conf"
each notices "in ccache.conf"

# without -MD there is no depend mode, and nothing says so
export CCACHE_DEPEND=1
compile="ccache $CC $plugin -I. -c -o user.o user.c"
fresh "depend mode without -MD"
each overlooks "depend mode without -MD"
# -MMD does not list system headers
compile="ccache $CC $plugin -isystem . -c -MMD -o user.o user.c"
fresh "system header, -MMD"
cp foo/foo.h kept
overlooks "system header, -MMD" foo/foo.h '/FOO_NAME/s/"foo"/"bar"/'
compile="ccache $CC $plugin -isystem . -c -MD -o user.o user.c"
fresh "system header, -MD"
notices "system header, -MD" foo/foo.h '/FOO_NAME/s/"foo"/"bar"/' macro-value-changed

# ---- what is in an answer ----

edit foo.policy.yaml 's/forever/best-effort/'
edit foo/foo.h '/FOO_NAME/s/"foo"/"bar"/'
compile="ccache $CC $plugin -I. -c -MD -o user.o user.c"
rm -rf cache
runs "a warning" 0 miss $compile
has "a warning: said" err 'warning: .*\[macro-value-changed\]'
cp err first
runs "a warning, again" 0 hit $compile
same "a warning, again: the same words" err first
runs "-Werror is no warning" 1 miss $compile -Werror
runs "severity= is no warning" 0 miss $compile -fplugin-arg-abiding-severity=note
runs "report=" 0 miss $compile -fplugin-arg-abiding-report=report.jsonl
has "report=: is written" report.jsonl macro-value-changed
rm report.jsonl
runs "report=, again" 0 hit $compile -fplugin-arg-abiding-report=report.jsonl
if test -e report.jsonl; then fail "report=, again: not written" ""; else pass "report=, again: not written"; fi
runs "write-record=" 0 miss $compile -fplugin-arg-abiding-write-record=now.yaml
rm now.yaml
runs "write-record=, again" 0 hit $compile -fplugin-arg-abiding-write-record=now.yaml
if test -e now.yaml; then fail "write-record=, again: not written" ""; else pass "write-record=, again: not written"; fi
expect "report= without ccache" 0 \
  env CCACHE_DISABLE=1 $compile -fplugin-arg-abiding-report=report.jsonl
has "report= without ccache: is written" report.jsonl macro-value-changed
expect "check is not answered from the cache" 0 \
  env CC="ccache $CC" "$COMMAND" check -p foo.policy.yaml -- -I.
expect "check is not answered from the cache, again" 0 \
  env CC="ccache $CC" "$COMMAND" check -p foo.policy.yaml -- -I.
has "check is not answered from the cache: said" err 'macro-value-changed'
edit foo.policy.yaml 's/best-effort/forever/'
rm -rf cache
runs "an error" 1 miss $compile
runs "an error is not kept" 1 miss $compile
edit foo/foo.h '/FOO_NAME/s/"bar"/"foo"/'

# ---- another build of the plugin ----

mkdir -p plugins
copy_plugin plugins/abiding.so
arguments="-fplugin-arg-abiding-policy=foo.policy.yaml -I. -c -MD -o user.o user.c"
rm -rf cache
runs "plugin by path" 0 miss ccache $CC -fplugin=./plugins/abiding.so $arguments
runs "plugin by path, again" 0 hit ccache $CC -fplugin=./plugins/abiding.so $arguments
runs "plugin by name" 0 miss ccache $CC -iplugindir=plugins -fplugin=abiding $arguments
strip plugins/abiding.so
runs "plugin by path, another build" 0 miss ccache $CC -fplugin=./plugins/abiding.so $arguments
runs "plugin by name, another build" 0 hit ccache $CC -iplugindir=plugins -fplugin=abiding $arguments

# ---- without what is to be set ----

unset CCACHE_DEPEND
compile="ccache $CC $plugin -I. -c -MD -o user.o user.c"
fresh "default"
each overlooks "default"
mv foo.record.yaml gone
runs "default: no record" 0 hit $compile
mv gone foo.record.yaml
export CCACHE_NODIRECT=1
fresh "no direct mode"
each overlooks "no direct mode"
unset CCACHE_NODIRECT

# extra files alone: ours are noticed, but not a macro that the program does not use
export CCACHE_EXTRAFILES=foo.policy.yaml:foo.record.yaml:foo.syms
fresh "extra files"
for file in foo.record.yaml foo.syms; do
  cp $file kept
  notices "extra files: $file" $file 's/fooDraw/fooErase/' removed
done
cp foo/foo.h kept
overlooks "extra files: a macro" foo/foo.h '/FOO_NAME/s/"foo"/"bar"/'
unset CCACHE_EXTRAFILES

# depend mode without direct mode answers nothing
compile="env CCACHE_DEPEND=1 CCACHE_NODIRECT=1 ccache $CC $plugin -I. -c -MD -o user.o user.c"
runs "depend mode, no direct mode" 0 miss $compile
runs "depend mode, no direct mode, again" 0 miss $compile

# later ones compile the source in any case
ccache --get-config run_second_cpp >/dev/null 2>&1 || exit 0

# what was preprocessed has no macros, and the compiler says so
compile="ccache $CC $plugin -I. -c -MD -o user.o user.c"
export CCACHE_NOCPP2=1
rm -rf cache
runs "nocpp2" 0 miss $compile
has "nocpp2: macros" err 'note: .*macros, and what depends on them, could not be checked \[not-checked\]'
runs "nocpp2, again" 0 hit $compile
has "nocpp2, again: macros" err 'note: .*macros, and what depends on them, could not be checked \[not-checked\]'
runs "nocpp2, strict" 1 miss $compile -fplugin-arg-abiding-strict
unset CCACHE_NOCPP2

# there is no depend mode then
compile="env CCACHE_DEPEND=1 CCACHE_NOCPP2=1 ccache $CC $plugin -I. -c -MD -o user.o user.c"
fresh "depend mode, nocpp2"
cp foo/foo.h kept
overlooks "depend mode, nocpp2" foo/foo.h '/FOO_NAME/s/"foo"/"bar"/'
