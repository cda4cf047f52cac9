# SPDX-License-Identifier: GPL-3.0-or-later
# The compiler and the plugin: found, not found, not the right ones.
. "$HARNESS"
write_library .
compiler=$CC
plugin=$ABIDING_PLUGIN
"$COMMAND" freeze --release 1.0 -o foo.yaml foo/foo.h -- -I. >/dev/null || exit 1

expect "words in CC" 0 env CC="$compiler -I." "$COMMAND" check -r foo.yaml
mkdir first
printf '#!/bin/sh\nexec %s "$@"\n' "$(command -v "$compiler")" >first/gcc
chmod +x first/gcc
expect "an empty CC is gcc" 0 env CC= PATH="$PWD/first:$PATH" "$COMMAND" check -r foo.yaml -- -I.

expect "no such compiler" 3 env CC=no-such-gcc "$COMMAND" check -r foo.yaml -- -I.
has "no such compiler: what to do" err "cannot run 'no-such-gcc' \(.*\): set CC to the GCC"
expect "freeze: no such compiler" 3 env CC=no-such-gcc "$COMMAND" freeze --release 1 foo/foo.h -- -I.

# a compiler that says yes to all must not pass for a promise that is kept
printf '#!/bin/sh\nexit 0\n' >yes-cc
chmod +x yes-cc
expect "a compiler that does nothing" 3 env CC=./yes-cc "$COMMAND" check -r foo.yaml foo/foo.h -- -I.
has "a compiler that does nothing: said" err "'./yes-cc' is not a C compiler"
expect "freeze: a compiler that does nothing" 3 \
  env CC=./yes-cc "$COMMAND" freeze --release 1.0 foo/foo.h -- -I.
has "freeze: a compiler that does nothing: said" err 'has not run the plugin .*nothing is frozen'
cat >deaf-cc <<END
#!/bin/sh
for word; do
  shift
  case \$word in -fplugin*) ;; *) set -- "\$@" "\$word" ;; esac
done
exec $compiler "\$@"
END
chmod +x deaf-cc
expect "a compiler that drops the plugin" 3 env CC=./deaf-cc "$COMMAND" check -r foo.yaml -- -I.
has "a compiler that drops the plugin: said" err 'has not run the plugin'

# CFLAGS are words, not shell
expect "words that a shell would take apart" 0 \
  "$COMMAND" check -r foo.yaml -- -I. '-DX="a b; touch done $(touch done)"'
if test -e done; then fail "no shell runs" ""; else pass "no shell runs"; fi

expect "bad CFLAGS" 3 "$COMMAND" check -r foo.yaml -- -I. -fno-such-flag
has "bad CFLAGS: the compiler's words" err 'fno-such-flag'

expect "no such plugin" 3 env ABIDING_PLUGIN=./none.so "$COMMAND" check -r foo.yaml -- -I.
has "no such plugin: said" err "ABIDING_PLUGIN names, './none.so', cannot be read"
echo junk >abiding.so
expect "what is no plugin" 3 env ABIDING_PLUGIN=abiding.so "$COMMAND" check -r foo.yaml -- -I.
has "what is no plugin: the compiler's words" err 'cannot load plugin'
copy_plugin abiding.so
expect "a plugin by a name without a folder" 0 \
  env ABIDING_PLUGIN=abiding.so "$COMMAND" check -r foo.yaml -- -I.
copy_plugin guard.so
expect "a plugin by another name" 0 env ABIDING_PLUGIN=./guard.so "$COMMAND" check -r foo.yaml -- -I.

mkdir bin
cp "$COMMAND" bin/abiding
copy_plugin bin/abiding.so
expect "a plugin beside the program" 0 env -u ABIDING_PLUGIN bin/abiding check -r foo.yaml -- -I.
rm bin/abiding.so
cat >bin/gcc-with-folder <<END
#!/bin/sh
test "\$1" = -print-file-name=plugin && { echo "$PWD/plugins"; exit 0; }
exec $compiler "\$@"
END
chmod +x bin/gcc-with-folder
mkdir plugins
CC=$PWD/bin/gcc-with-folder
export CC
expect "no plugin anywhere" 3 env -u ABIDING_PLUGIN bin/abiding check -r foo.yaml -- -I.
has "no plugin anywhere: where it was looked for" err "neither '.*bin/abiding.so' nor '.*plugins/abiding.so'"
copy_plugin plugins/abiding.so
expect "a plugin in the compiler's folder" 0 env -u ABIDING_PLUGIN bin/abiding check -r foo.yaml -- -I.

# make puts the plugin for a cross compiler where its target and version say
sed -i -e "s|$PWD/plugins|/usr/lib/gcc-cross/some-target/12/plugin|" bin/gcc-with-folder
mkdir -p bin/some-target/12
copy_plugin bin/some-target/12/abiding.so
echo 'for another compiler' >bin/abiding.so
expect "a plugin in the target's folder beside the program" 0 \
  env -u ABIDING_PLUGIN bin/abiding check -r foo.yaml -- -I.
rm bin/abiding.so
CC=$compiler
expect "no plugin, no such compiler" 3 env -u ABIDING_PLUGIN CC=no-such-gcc bin/abiding check -r foo.yaml
lacks "no plugin, no such compiler: said once" err 'no plugin'

# a plugin's file, or a record, with a space in its path
mkdir 'a b'
copy_plugin 'a b/abiding.so'
cp foo.yaml 'a b/foo.yaml'
expect "spaces in paths" 0 env ABIDING_PLUGIN='a b/abiding.so' "$COMMAND" check -r 'a b/foo.yaml' -- -I.

# GCC loses a letter of a value for each "=" in it
mkdir 'a=b' 'a=b/c=d'
cp foo.yaml 'a=b/c=d/foo.yaml'
expect "an equals sign in a path" 0 "$COMMAND" check -r 'a=b/c=d/foo.yaml' -- -I.
expect "an equals sign in the last place" 0 "$CC" -fsyntax-only -I. -x c foo/foo.h "-fplugin=$plugin" \
  '-fplugin-arg-abiding-record=a=b/c=d/foo.yaml' '-fplugin-arg-abiding-write-record=a=b/='
if test -s 'a=b/='; then pass "it is written where it should be"; else fail "it is written elsewhere" ""; fi
if test "$(ls 'a=b')" = "$(printf '=\nc=d')"; then pass "nothing else is written"; else fail "more is written" ""; fi

# what a report of a bug has in it
expect "the plugin's version" 0 "$compiler" "-fplugin=$plugin" -fplugin-arg-abiding-record=foo.yaml \
  -v -fsyntax-only -x c /dev/null
has "the plugin's version: said" err "$("$COMMAND" --version | sed 's/ /: /')"
