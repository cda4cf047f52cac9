# SPDX-License-Identifier: GPL-3.0-or-later
# init: a first policy, after which freeze and check work at once.
. "$HARNESS"
mkdir -p include/foo
cat >include/foo/foo.h <<'END2'
#ifndef FOO_H
#define FOO_H
#include <foo/types.h>
#define FOO_API extern
#define FOO_EXPORT FOO_API
#define FOO_VERSION "1.2.3"
#define FOO_VERSION_NUMBER 10203
#define FOO_VERSION_MAJOR 1
#define FOO_BUILD_DATE "today"
#define FOO_CHECK_VERSION foo_check(10203)
#define FOO_LIMIT 16
#define _FOO_PRIVATE 3
FOO_EXPORT int foo_check(int version);
int foo_open(const char *name, foo_mode mode);
void foo_close(int handle);
/* a list (Since: 1.2) */
typedef struct _foo_list foo_list;
#endif
END2
cat >include/foo/types.h <<'END2'
#ifndef FOO_TYPES_H
#define FOO_TYPES_H
typedef enum { FOO_MODE_READ, FOO_MODE_WRITE, FOO_MODE_BOTH,
#ifdef FOO_SENTINELS
FOO_MODE_LAST
#endif
} foo_mode;
typedef struct _foo_point { int x, y; } foo_point;
typedef struct _foo_line { foo_point a, b; } foo_line;
#endif
END2
cat >include/foo/extra.h <<'END2'
#include <foo/types.h>
int foo_extra(foo_line *line);
END2
echo '#error "include foo.h"' >include/foo/private.h
echo '#define foo_close(handle) foo_forget(handle)
typedef int foo_line;' >include/foo/zz-other.h

# works NAME FLAG...: what init says to do next can be done at once.
works() {
  name=$1
  shift
  version=$(sed -n 's/.*abiding freeze .*--release \([^ ]*\) .*/\1/p' out)
  record=$(sed -n 's/^record: //p' "$policy")
  expect "$name: freeze" 0 "$COMMAND" freeze -p "$policy" --release "$version" -o "$record" -- "$@"
  expect "$name: check" 0 "$COMMAND" check -p "$policy" --strict -- "$@"
  has "$name: check: holds" out 'the promise holds: no errors $'
}

policy=foo.policy.yaml
expect "a folder" 0 "$COMMAND" init include/foo
has "a folder: said" out '^foo.policy.yaml: a first policy for foo: 5 headers, of which users include 2 '
has "a folder: what to do next" out 'abiding freeze -p foo.policy.yaml --release 1.2.3 -o foo.record.yaml -- -Iinclude '
has "a folder: the names are as in an include" $policy 'entry: \[foo/extra.h, foo/foo.h\]'
has "a folder: headers" $policy "headers: 'foo/\*.h'"
has "a folder: what is not included, and why" $policy '# foo/private.h: #error "include foo.h"'
has "a folder: what does not go with the others" $policy '# foo/zz-other.h: .*foo_line'
has "a folder: functions" $policy "# 4 of 4 functions function: 'foo_\*'"
has "a folder: types" $policy "type: 'foo_\*'"
has "a folder: constants" $policy "constant: 'FOO_\*'"
has "a folder: tags" $policy "tag: '_\{typedef\}'"
has "a folder: sentinel and guard" $policy 'sentinel: \{suffix: _LAST, guard: FOO_SENTINELS\}'
has "a folder: attribute macros" $policy "macros: \[FOO_EXPORT, '_\*'\]"
has "a folder: the version macro" $policy 'version: \{macro: FOO_VERSION_NUMBER, scale: \[10000, 100, 1\]\}'
has "a folder: what changes with each release" $policy \
  'changing: \[FOO_BUILD_DATE, FOO_CHECK_VERSION, FOO_VERSION, FOO_VERSION_MAJOR, FOO_VERSION_NUMBER\]'
has "a folder: since" $policy '#since: comments'
if test "$(wc -L <$policy)" -le 100; then pass "a folder: 100 columns"; else fail "a folder: 100 columns" ""; fi
cp out said && works "a folder" -Iinclude
edit include/foo/foo.h '/foo_open/d'
expect "a folder: broken" 1 "$COMMAND" check -p $policy -- -Iinclude
has "a folder: broken: said" err '\[function-removed\]'
edit include/foo/foo.h 's/^void foo_close.*/&\nint foo_open(const char *name, foo_mode mode);/'

cp $policy kept.yaml
expect "not over what is there" 2 "$COMMAND" init include/foo
has "not over what is there: said" err "'foo.policy.yaml' is there already; --force"
echo edited >>$policy && cp $policy edited.yaml
expect "not over what is there: again" 2 "$COMMAND" init include
same "not over what is there: untouched" $policy edited.yaml
expect "unless told" 0 "$COMMAND" init --force include/foo
same "unless told: the same again" $policy kept.yaml

expect "a folder called include" 0 "$COMMAND" init -o other.policy.yaml include
cp other.policy.yaml other.yaml
sed -i 's/other\.record/foo.record/' other.yaml
same "a folder called include: the same" other.yaml kept.yaml
policy=bar.policy.yaml
cd include || exit 1
expect "headers by their paths, from elsewhere" 0 "$COMMAND" init -o ../$policy foo/foo.h foo/types.h
cd ..
has "headers by their paths: those alone" $policy 'entry: foo/foo.h headers: \[foo/foo.h, foo/types.h\]'
works "headers by their paths" -Iinclude
expect "with CFLAGS" 0 "$COMMAND" init --force -o $policy foo/foo.h -- -Iinclude -DFOO_SENTINELS
has "with CFLAGS: told again" out '-- -Iinclude -DFOO_SENTINELS '

# ---- refused ----
mkdir empty
expect "nothing named" 2 "$COMMAND" init
expect "a folder without headers" 2 "$COMMAND" init empty
has "a folder without headers: said" err "there is no header \(\*.h\) in 'empty'"
expect "no such header" 3 "$COMMAND" init none.h
has "no such header: said" err 'none of these headers compiles .*\(none.h: none.h: No such file'
expect "no folder to write to" 2 "$COMMAND" init -o no/such.yaml include/foo
has "no folder to write to: said" err 'no/such.yaml.*No such file'

# ---- a header that is called like one of the system's ----
rm -rf ./*.yaml own && mkdir -p own/include/foo && cd own || exit 1
printf '#pragma once\n#include <errno.h>\n#define FOO_E_BAD EINVAL\n' >include/foo/errno.h
printf '#pragma once\n#include "foo/errno.h"\nint foo_open(void);\n' >include/foo.h
expect "called like one of the system's" 0 "$COMMAND" init include -o foo.policy.yaml
has "called like one of the system's: the names" foo.policy.yaml 'entry: foo\.h headers: .*foo/errno\.h'
expect "called like one of the system's: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1 -o foo.record.yaml -- -Iinclude
expect "called like one of the system's: check" 0 "$COMMAND" check --strict -p foo.policy.yaml -- -Iinclude
cd .. || exit 1

# ---- libraries that others have made ----
# real LIBRARY HEADER PATTERN WORD... [-- FLAG...]
real() {
  library=$1 header=$2 pattern=$3
  shift 3
  if ! test -e "$header"; then
    echo "SKIP: $TOPIC: $library: no $header"
    return
  fi
  policy=$library.policy.yaml
  expect "$library" 0 "$COMMAND" init -o $policy "$@"
  has "$library: guessed" $policy "$pattern"
  flags=$(sed -n 's/^  abiding check -p [^ ]* -- //p' out)
  # shellcheck disable=SC2086
  works "$library" $flags
}
real zlib /usr/include/zlib.h 'entry: zlib.h .*macro: ZLIB_VERNUM, scale: \[4096, 256, 16\]' \
  /usr/include/zlib.h /usr/include/zconf.h
real sqlite3 /usr/include/sqlite3.h "function: 'sqlite3_\*'.*macro: SQLITE_VERSION_NUMBER" /usr/include/sqlite3.h
real png /usr/include/png.h "function: 'png_\*'.*macro: PNG_LIBPNG_VER, scale: \[10000, 100, 1\]" \
  /usr/include/png.h /usr/include/pngconf.h /usr/include/pnglibconf.h
real ncurses /usr/include/ncurses.h "entry: \[ncurses.h, form.h\] .*NCURSES_VERSION_MAJOR" \
  /usr/include/ncurses.h /usr/include/curses.h /usr/include/form.h /usr/include/eti.h
real libxml2 /usr/include/libxml2 "headers: 'libxml/\*.h'.*macro: LIBXML_VERSION, scale: \[10000, 100, 1\]" \
  /usr/include/libxml2
for curl in /usr/include/curl /usr/include/x86_64-linux-gnu/curl; do
  real curl $curl "entry: \[curl/curl.h, .*suffix: _LAST.*macro: LIBCURL_VERSION_NUM" $curl
done
