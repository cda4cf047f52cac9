# SPDX-License-Identifier: GPL-3.0-or-later
# Options copied from a build may tell the compiler to write files: beside the user's headers,
# where he stands, nowhere is one left, and the other options count as they stand.
. "$HARNESS"
mkdir work work/inc
cat >work/inc/foo.h <<'END'
#ifndef FOO_H
#define FOO_H
int foo(int x);
static inline int foo_twice(int x) { return 2 * foo(x); }
#ifdef FOO_MORE
int foo_more(int x);
#endif
#endif
END
cd work || exit 1
printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:\n- {name: foo, entry: foo.h, promise: forever}\n' >p.yaml
"$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml -- -Iinc >../out 2>../err || exit 1
printf -- '--coverage -o leak\n"-DFOO_MORE" -fstack-usage\n' >options
ls -A . inc >../before

clean() { find . -mindepth 1 ! -name inc ! -name foo.h ! -name p.yaml ! -name r.yaml ! -name options -exec rm -rf {} +; }

# leaves_nothing NAME STATUS WORD...
leaves_nothing() {
  name=$1 wanted=$2
  shift 2
  timeout 60 "$@" >../out 2>../err </dev/null
  status=$?
  ls -A . inc >../after
  if test $status -ne "$wanted"; then fail "$name" "exit status $status: $(head -3 ../err)"
  elif test -n "$(ls -A "$TMPDIR")"; then fail "$name" "left in TMPDIR: $(ls -A "$TMPDIR")"; rm -rf "${TMPDIR:?}"/*
  elif ! cmp -s ../before ../after; then fail "$name" "$(diff ../before ../after)"
  else pass "$name"; fi
  clean
}

# Each of these makes gcc itself leave a file here, or is not known to this release of it.
wrote=0 all=0
while read -r flags; do
  # shellcheck disable=SC2086
  leaves_nothing "freeze $flags" 0 "$COMMAND" freeze --release 1.0 -o - foo.h -- -Iinc $flags
  # shellcheck disable=SC2086
  echo '#include <foo.h>' | $CC -Iinc $flags -fsyntax-only -x c - >/dev/null 2>&1
  ls -A . inc | cmp -s - ../before || wrote=$((wrote + 1))
  all=$((all + 1))
  clean
done <<'END'
--coverage
-coverage
-ftest-coverage -fprofile-arcs
-fprofile-dir=leak --coverage
-dumpbase leak --coverage
-dumpbase-ext .x --coverage
-dumpdir leak- --coverage
-fstack-usage
-fcallgraph-info
-fcallgraph-info=su,da
-aux-info leak
-aux-info=leak
-fdump-tree-original
-fdump-tree-original=leak
-fdump-tree-all
-fdump-ipa-all
-fdump-rtl-all=leak
-fdump-lang-all
-fdump-statistics
-fdump-go-spec=leak
-fdump-ada-spec
-fdump-earlydebug -g
-fopt-info-all=leak
-save-temps
-save-temps=cwd
-save-temps=obj
-MD
-MD -MF leak
-MMD -MFleak -MT x -MQ y
--write-dependencies
--write-user-dependencies
-Wp,-MD,leak
-Wp,-MMD,leak,-MP
-Xpreprocessor -MD -Xpreprocessor leak
-time=leak
@options
END
if test $wrote -ge $((all * 3 / 4)); then pass 'gcc itself writes by these'
else fail 'gcc itself writes by these' "by $wrote of $all only"; fi
# what takes effect with code only, and what later releases know
for flags in -fsave-optimization-record '-gsplit-dwarf -g' -fdiagnostics-format=json '-c' '-o leak' '--output leak' \
  '--output=leak' '-E' '-S' '-fcompare-debug' '-dA' '-da' '-dP' '-fdiagnostics-format=sarif-file' \
  '-fdiagnostics-add-output=sarif:file=leak' '-fprofile-note=leak' '-fmax-errors=1'; do
  # shellcheck disable=SC2086
  leaves_nothing "freeze $flags" 0 "$COMMAND" freeze --release 1.0 -o - foo.h -- -Iinc $flags
done

# the other commands
for flags in '--coverage -fstack-usage' '-aux-info leak' '-Wp,-MD,leak -fdump-tree-all=leak' '-save-temps -MD' '@options'; do
  # shellcheck disable=SC2086
  leaves_nothing "check $flags" 0 "$COMMAND" check -p p.yaml -- -Iinc $flags
  echo '#include <foo.h>' >../user.c
  # shellcheck disable=SC2086
  leaves_nothing "check of a .c file $flags" 0 "$COMMAND" check -p p.yaml ../user.c -- -Iinc $flags
  # shellcheck disable=SC2086
  leaves_nothing "compile $flags" 0 "$COMMAND" compile -p p.yaml -o ../image.abi -- -Iinc $flags
  # shellcheck disable=SC2086
  leaves_nothing "init $flags" 0 "$COMMAND" init -o ../init.yaml --force foo.h -- -Iinc $flags
done

# what no list can know goes to the temporary folder
printf '#!/bin/sh\nexec %s --coverage -fstack-usage "$@"\n' "$CC" >../writing-cc
chmod +x ../writing-cc
leaves_nothing 'a compiler that writes by itself' 0 env CC=../writing-cc "$COMMAND" check -p p.yaml -- -Iinc
leaves_nothing 'options in CC' 0 env CC="$CC --coverage -fdump-tree-all=leak" "$COMMAND" check -p p.yaml -- -Iinc
leaves_nothing 'DEPENDENCIES_OUTPUT' 0 env DEPENDENCIES_OUTPUT=leak SUNPRO_DEPENDENCIES=leak2 \
  "$COMMAND" check -p p.yaml -- -Iinc

# ---- and the others count ----
for flags in '-DFOO_MORE' '@options' '-Wp,-DFOO_MORE' '-Wp,-MD,leak,-DFOO_MORE' \
  '-Xpreprocessor -MD -Xpreprocessor leak -Xpreprocessor -DFOO_MORE' '-Xlinker -o -DFOO_MORE' '-D FOO_MORE' \
  '-o leak -DFOO_MORE' '-aux-info leak -DFOO_MORE' '-include ./inc/../inc/foo.h -DFOO_MORE' '--output leak -DFOO_MORE'; do
  # shellcheck disable=SC2086
  leaves_nothing "$flags" 0 "$COMMAND" freeze --release 1.0 -o - foo.h -- $flags -Iinc
  has "$flags: counts" ../out ' foo_more: '
done
printf -- '-DFOO_MORE "-DFOO_TEXT=a b" -DFOO_QUOTED='"'"'"c"'"'"' \\-DFOO_LAST\n@options\n' >../nested
leaves_nothing "@FILE: quotes" 0 "$COMMAND" freeze --release 1.0 -o - foo.h -- @../nested -Iinc
has "@FILE: counts" ../out ' foo_more: '
