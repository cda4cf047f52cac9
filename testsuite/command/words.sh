# SPDX-License-Identifier: GPL-3.0-or-later
# What findings say besides what they are: who decides, what follows, what can be done.
. "$HARNESS"
frozen() { # NAME TEXT: foo.h of the release, frozen into foo.yaml
  printf '%b' "$2" >foo.h
  rm -f foo.yaml
  expect "$1: freeze" 0 "$COMMAND" freeze --release 1.0 -o foo.yaml foo.h
}
compile() {
  $CC -fsyntax-only "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-record=foo.yaml unit.c
}

# with a record alone, the user's own macro is named
frozen "the user's macro" 'struct foo {\n int a;\n#ifndef FOO_SMALL\n int b;\n#endif\n};\n#ifdef FOO_BIG\n#define FOO_N 64\n#else\n#define FOO_N 16\n#endif\n'
printf '#define FOO_SMALL\n#include "foo.h"\n' >unit.c
expect "the user's macro: a member is missing" 1 compile
has "the user's macro: a member is missing: named" err "note: 'FOO_SMALL', which is defined outside the headers, decides this"
printf '#define FOO_BIG\n#include "foo.h"\n' >unit.c
expect "the user's macro: another value" 1 compile
has "the user's macro: another value: named" err "note: 'FOO_BIG', which is defined outside the headers, decides this"
sed -i '/int b;/d' foo.h
printf '#include "foo.h"\n' >unit.c
expect "no macro of the user's" 1 compile
lacks "no macro of the user's: none named" err "decides this"

# one macro declares members of several structs
frozen "a macro of members" '#define FOO_Q void *q[2];\nstruct foo_a { FOO_Q int n; };\nstruct foo_b { FOO_Q };\nstruct foo_c { FOO_Q long n; };\n'
edit foo.h 's/void \*q/char *q/'
expect "a macro of members: one finding" 1 compile
[ "$(grep -c 'struct-field-type-changed' err)" = 1 ] && pass "a macro of members: said once" || fail "a macro of members: said once"
has "a macro of members: what waives all" err "a macro declares it, also in 'struct foo_b' and 1 more; a waiver for '\*\.q' is for all of them"
cat >foo.policy.yaml <<'END'
abiding: 1
library: foo
record: foo.yaml
surfaces: [{name: foo, entry: foo.h}]
waivers:
- {rule: struct-field-type-changed, entity: '*.q', reason: nobody looks into it}
- {rule: macro-value-changed, entity: FOO_Q, reason: likewise}
END
expect "a macro of members: the waiver" 0 "$COMMAND" check -p foo.policy.yaml -- -I.

# long bodies of macros are shown where they part
long=$(i=0; while [ $i -lt 60 ]; do printf 'do_something_with(x, %d); ' $i; i=$((i + 1)); done)
frozen "a long macro" "#define FOO_LOOP(x) do { ${long}end(x); } while (0)\n"
edit foo.h 's/, 47)/, 48)/'
compile >out 2>err
has "a long macro: where it parts" err "now expands to '\.\.\. .*do_something_with\(x, 48\).* \.\.\.', promised as '\.\.\. .*do_something_with\(x, 47\).* \.\.\.'"
lacks "a long macro: not whole" err "do_something_with\(x, 59\).*promised as"

# a member that is new was not promised by the last release; its struct was
frozen "a new member" 'struct foo { int a; };\n'
edit foo.h 's/int a;/int a, b;/'
expect "a new member" 1 "$COMMAND" check -r foo.yaml foo.h
has "a new member: what was promised" err "if release 1.0, which first promised 'struct foo', is not out yet"

# alike in size, or one type
frozen "one type" 'struct foo { unsigned int a; unsigned long b; };\n'
printf '#include <stdint.h>\nstruct foo { uint32_t a; unsigned long long b; };\n' >foo.h
expect "one type" 1 "$COMMAND" check -r foo.yaml foo.h
has "one type: said" err "note: the two are one type on lp64"
has "two types: said" err "note: the two are alike on lp64; on ilp32|alike in size, but not one type"

# what only the version script has promised
printf 'int foo_f(void);\n' >foo.h
echo 'FOO_1 { global: foo_f; foo_chars; local: *; };' >foo.syms
cat >foo.policy.yaml <<'END'
abiding: 1
library: foo
record: only.yaml
surfaces: [{name: foo, entry: foo.h, symbols: foo.syms}]
END
expect "only listed: freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o only.yaml -- -I.
has "only listed: freeze: said" err "the version script exports 'foo_chars', which no public header declares: it is promised as a symbol all the same"
echo 'int foo_f(void) { return 0; }' >foo.c
echo 'FOO_1 { global: foo_f; local: *; };' >built.syms
$CC -fPIC -shared -o libfoo.so foo.c -Wl,--version-script=built.syms || exit 1
expect "only listed: the library" 1 "$COMMAND" symbols -p foo.policy.yaml libfoo.so
has "only listed: the library: said" out "symbol 'foo_chars' is not in the library.*\[symbol-removed\]"
has "only listed: the library: why" out "nothing but the version script has promised it"
