# SPDX-License-Identifier: GPL-3.0-or-later
# symbols: version scripts in the compiler, and linked libraries.
. "$HARNESS"

write_scripts() {
  cat >foo.syms <<'END'
FOO_1.0 {
  global:
    fooDraw;
    fooMore;
  local:
    *;
};
END
  echo 'FOO_EXTRA_1.0 { global: fooExtra; local: *; };' >extra.syms
}

write_policy() {
  cat >policy.yaml <<'END'
abiding: 1
library: foo
record: foo.record.yaml
surfaces:
- {name: foo, entry: foo/foo.h, headers: [foo/foo.h, foo/foo-more.h], symbols: foo.syms, soname: libfoo.so.1}
- {name: extra, entry: foo/foo-extra.h, symbols: extra.syms, soname: libfoo-extra.so.1, promise: best-effort}
version: {macro: FOO_VERSION, scale: [10000, 100, 1]}
changing: [FOO_VERSION]
END
}

# build LIBRARY SCRIPT FLAGS...
build() {
  library=$1 script=$2
  shift 2
  $CC -I. -fPIC -shared -o "$library" foo.c -Wl,--version-script="$script" "$@" || exit 1
}

# compiles FILE with the plugin
compile() {
  $CC -I. -fsyntax-only "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=policy.yaml "$@"
}

write_library .
edit foo/foo.h 's/#define FOO_NAME/#define FOO_VERSION 10000\n&/'
cat >foo.c <<'END'
#include <foo/foo.h>
#include <foo/foo-extra.h>
int fooDraw(const fooPoint *point, fooColour colour) { return point->x + (int)colour; }
void fooMore(void) {}
void fooExtra(unsigned int flags) { (void)flags; }
END
write_scripts
write_policy
expect "freeze" 0 "$COMMAND" freeze -p policy.yaml --release 1.0.0 -o foo.record.yaml -- -I.
has "freeze: a node" foo.record.yaml ' FOO_1.0: \{since: 1.0.0\}'
has "freeze: a symbol" foo.record.yaml 'fooDraw: .* symbol: FOO_1.0\}'
lacks "freeze: nothing is only listed" foo.record.yaml 'symbols:'
expect "what was frozen holds" 0 "$COMMAND" check -p policy.yaml -- -I.

# ---- in the compiler ----

echo '#include <foo/foo.h>' >unit.c
expect "the scripts are dependencies" 0 compile -MD -MF unit.d -c -o unit.o unit.c
has "the scripts are dependencies: one" unit.d 'foo\.syms'
has "the scripts are dependencies: the other" unit.d 'extra\.syms'
expect "and with -E" 0 compile -E -MD -MF unit.d -o unit.i unit.c
has "and with -E: said" unit.d 'foo\.syms'

echo 'FOO_EXTRA_1.0 { global fooExtra; };' >extra.syms
expect "a script of a surface that is not seen is not read" 0 compile unit.c
empty "a script of a surface that is not seen is not read: silent" err
echo '#include <foo/foo-extra.h>' >more.c
expect "a bad script" 1 compile more.c
has "a bad script: where and what" err "^extra.syms:1:24: error: expected ';' behind 'global', found 'fooExtra'"
has "a bad script: its line" err "1 \| FOO_EXTRA_1.0 \{ global fooExtra; \};"
write_scripts

rm extra.syms
expect "a script that is missing" 1 compile unit.c
has "a script that is missing: where in the policy" err "^policy.yaml:6:[0-9]+: error: cannot read the version script 'extra.syms': No such file"
expect "a script that is missing: the command" 2 "$COMMAND" check -p policy.yaml -- -I.
write_scripts

edit foo.syms 's/fooMore;/fooMroe;/'
expect "a lost symbol" 1 compile unit.c
has "a lost symbol: where" err "foo.syms:1:1: error: symbol 'fooMore' .*\[symbol-removed\]"
has "a lost symbol: the line of the script" err '1 \| FOO_1.0 \{'
has "a lost symbol: where promised" err 'foo.record.yaml:[0-9]+:[0-9]+: note: promised since 1.0.0 as .fooMore@FOO_1.0'
expect "a lost symbol: JSON" 1 "$COMMAND" check -p policy.yaml --format json -- -I.
has "a lost symbol: JSON: where" out '"rule": "symbol-removed".*"file": "foo.syms", "line": 1, "column": 1'
edit policy.yaml '$a waivers: [{rule: symbol-removed, entity: fooMore, reason: was never linked}]'
expect "a waiver" 1 compile unit.c
lacks "a waiver: keeps it silent" err 'symbol-removed'
write_policy
write_scripts

edit extra.syms 's/global: fooExtra; local/local: fooExtra; local/;s/local: fooExtra; local: \*/local: fooExtra; */'
expect "a symbol of a best-effort surface" 0 compile more.c
has "a symbol of a best-effort surface: a warning" err "extra.syms:1:[0-9]+: warning: symbol 'fooExtra' is now local.*\[symbol-removed\]"
write_scripts

echo 'int missing(void) { return fooNothing; }' >>unit.c
edit foo.syms '/fooMore/d'
expect "after errors of the source" 1 compile unit.c
lacks "after errors of the source: nothing is missing" err 'symbol-removed'
echo '#include <foo/foo.h>' >unit.c
write_scripts

# a node whose symbols are scattered: where each has gone
cp foo.record.yaml scattered.record.yaml
sed 's/^record:.*/record: scattered.record.yaml/' policy.yaml >scattered.policy.yaml
scattered() {
  $CC -I. -fsyntax-only "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=scattered.policy.yaml unit.c
}
echo '#include <foo/foo.h>' >unit.c
printf 'FOO_1.1 { global: fooDraw; };\nFOO_1.2 { global: fooMore; } FOO_1.1;\n' >foo.syms
expect "a node is split" 1 scattered
has "a node is split: words" err "node 'FOO_1.0' is gone: 'fooDraw' is now in 'FOO_1.1', 'fooMore' is now in 'FOO_1.2' \[symbol-version-changed\]"
printf 'FOO_1.1 { global: fooMore; local: fooDraw; };\n' >foo.syms
expect "a node is gone, and a symbol of it" 1 scattered
has "a node is gone, and a symbol of it: words" err "'fooDraw' is no longer exported, 'fooMore' is now in 'FOO_1.1' \[symbol-version-changed\]"
printf '{ global: fooMore; fooDraw; local: *; };\n' >foo.syms
expect "a node becomes none" 1 scattered
has "a node becomes none: words" err "'fooDraw' and 1 more are now exported without a version \[symbol-removed\]"
write_scripts

# a maintenance branch: the record knows more than these headers have
edit foo/foo.h 's/FOO_VERSION 10000/FOO_VERSION 20000/; s/^int fooDraw/int fooErase(void);\n&/'
edit foo.syms '$a FOO_2.0 { global: fooErase; fooPlugin; } FOO_1.0;'
edit foo.c '$a int fooErase(void) { return 0; }\nvoid fooPlugin(void) {}'
expect "the next release" 0 "$COMMAND" freeze -p policy.yaml --release 2.0.0 -o foo.record.yaml -- -I.
edit foo/foo.h 's/FOO_VERSION 20000/FOO_VERSION 10001/; /fooErase/d'
write_scripts
expect "what is newer than the headers is not expected in the script" 0 compile unit.c
empty "what is newer than the headers is not expected in the script: silent" err
edit foo/foo.h 's/FOO_VERSION 10001/FOO_VERSION 20000/; s/^int fooDraw/int fooErase(void);\n&/'
expect "what is not newer is" 1 compile unit.c
has "what is not newer is: its node" err 'FOO_2.0.* is gone.*\[symbol-removed\]'
edit foo.syms '$a FOO_2.0 { global: fooErase; fooPlugin; } FOO_1.0;'

edit policy.yaml '/name: extra/s/extra.syms/[extra.syms, more.syms]/'
echo 'FOO_1.0 { global: fooOther; };' >more.syms
echo '#include <foo/foo-extra.h>' >>unit.c
expect "two scripts with one node" 1 compile unit.c
has "two scripts with one node: where" err "more.syms:1:1: error: .*'FOO_1.0'.* need two policies"
write_policy

# one script for two surfaces: what is nowhere declared, only who sees both can tell
write_scripts
cat foo.syms >both.syms
echo 'FOO_1.1 { global: fooExtra; fooPlugin; } FOO_1.0;' >>both.syms
edit foo/foo.h '/fooErase/d'
sed 's/foo.syms/both.syms/; s/extra.syms/both.syms/; s/foo.record.yaml/both.yaml/; s/forever/&/' policy.yaml >both.policy.yaml
compile_both() {
  $CC -I. -fsyntax-only "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=both.policy.yaml "$@"
}
echo '#include <foo/foo.h>' >unit.c
printf '#include <foo/foo.h>\n#include <foo/foo-extra.h>\n' >units.c
expect "two surfaces, one script" 0 "$COMMAND" freeze -p both.policy.yaml --release 2.0.0 -o both.yaml -- -I.
has "two surfaces, one script: what is only listed" both.yaml 'symbols: fooPlugin: \{since: 2.0.0, node: FOO_1.1\} functions:'
edit both.syms 's/fooPlugin; //; $a FOO_3 { fooLater; fooClone; } FOO_1.1;'
edit foo/foo-extra.h 's/^void fooExtra.*/&\nvoid fooLater(void);/'
expect "two surfaces, one script: who sees one" 0 compile_both unit.c
empty "two surfaces, one script: who sees one: silent" err
compile_both units.c >out 2>err
has "two surfaces, one script: who sees both: a loss" err "'fooPlugin' is no longer exported.*\[symbol-removed\]"
has "two surfaces, one script: who sees both: what is new" err "'fooClone' .*\[symbol-not-declared\]"
lacks "two surfaces, one script: who sees both: what is declared" err "'fooLater'"
edit foo/foo.h 's/^int fooDraw/int fooErase(void);\n&/'
edit foo/foo-extra.h 's/fooLater(void)/fooLater(/'
compile_both units.c >out 2>err
has "a declaration that is an error" err 'error: [^ ]* ?(expected|before)'
lacks "a declaration that is an error: that its symbol has none is not said" err 'symbol-not-declared'
edit foo/foo-extra.h '/fooLater/d'
write_scripts
edit foo.syms '$a FOO_2.0 { global: fooErase; fooPlugin; } FOO_1.0;'

# ---- linked ----

build libfoo.so foo.syms -Wl,-soname,libfoo.so.1
expect "a library" 0 "$COMMAND" symbols -p policy.yaml libfoo.so
has "a library: the verdict" out '^libfoo.so keeps what foo.record.yaml promises: 4 symbols, no errors'
build libfoo-extra.so extra.syms -Wl,-soname,libfoo-extra.so.1
expect "another library of the policy" 0 "$COMMAND" symbols -p policy.yaml libfoo-extra.so
has "another library of the policy: its symbols only" out ': 1 symbol, no errors'
build libbar.so foo.syms -Wl,-soname,libbar.so.1
expect "a library that the policy does not know" 3 "$COMMAND" symbols -p policy.yaml libbar.so
has "a library that the policy does not know: said" err "says nothing of 'libbar.so.1'.*libfoo.so.1, libfoo-extra.so.1"
build libfoo.so foo.syms
expect "no soname" 1 "$COMMAND" symbols -p policy.yaml libfoo.so
has "no soname: said" out "soname 'libfoo.so.1' is missing \[soname-changed\]"

echo 'FOO_1.0 { fooDraw; }; FOO_2.0 { global: fooErase; fooPlugin; local: *; };' >bad.syms
build libfoo.so bad.syms -Wl,-soname,libfoo.so.1
expect "breaks" 1 "$COMMAND" symbols -p policy.yaml libfoo.so
has "breaks: a symbol" out "libfoo.so: error: symbol 'fooMore' is not in the library \[symbol-removed\]"
has "breaks: where promised" out 'foo.record.yaml:[0-9]+:[0-9]+: note: promised since 1.0.0'
has "breaks: a parent" out "version 'FOO_2.0' inherits.*\[symbol-version-changed\]"
has "breaks: the verdict" out 'libfoo.so breaks what .*: 4 symbols, 2 errors'
expect "breaks: JSON" 1 "$COMMAND" symbols -p policy.yaml --format json libfoo.so
has "breaks: JSON: said" out '"rule": "symbol-removed", "clause": "P7", "severity": "error", "entity": "fooMore"'
edit policy.yaml '$a waivers: [{rule: symbol-removed, entity: fooMore, reason: was never linked}]'
expect "waived" 1 "$COMMAND" symbols -p policy.yaml libfoo.so
has "waived: the verdict" out '4 symbols, 1 error'
write_policy
edit policy.yaml '$a rules: {symbol-removed: warning, symbol-version-changed: silent}'
expect "as the policy weighs it" 0 "$COMMAND" symbols -p policy.yaml libfoo.so
has "as the policy weighs it: the verdict" out 'no errors, 1 warning'
write_policy

edit policy.yaml 's/soname: libfoo.so.1/soname: libmore.so.1/'
edit foo.record.yaml '/^symbols:/,/fooPlugin/d; /^functions:/,/^[a-z]*:$/{/fooDraw:\|fooMore:\|fooErase:/d}'
build libmore.so foo.syms -Wl,-soname,libmore.so.1
expect "nothing is promised of it" 3 "$COMMAND" symbols -p policy.yaml libmore.so
has "nothing is promised of it: said" err 'promises no symbol of'

# ---- bad input ----

write_policy
$CC -c -o object.o foo.c -I. || exit 1
echo 'int main(void) { return 0; }' >main.c
$CC -no-pie -o program main.c && $CC -fPIE -pie -o pie main.c || exit 1
head -c 300 libfoo.so >short.so
head -c 4000 libfoo.so >cut.so
: >empty.so
for file in object.o program pie short.so cut.so empty.so policy.yaml none.so .; do
  expect "$file" 2 "$COMMAND" symbols -p policy.yaml $file
  has "$file: one clear error" err "^$(echo "$file" | sed 's/\./\\./'): error: [^:]*(: [^:]*)?\$"
done
expect "no policy" 2 "$COMMAND" symbols libfoo.so
has "no policy: said" err 'give a policy'
expect "no library" 2 "$COMMAND" symbols -p policy.yaml
expect "two libraries" 2 "$COMMAND" symbols -p policy.yaml libfoo.so libbar.so
expect "help" 0 "$COMMAND" symbols --help
has "help: said" out 'Usage: abiding symbols -p POLICY'
edit policy.yaml '/^record/d'
expect "no record" 2 "$COMMAND" symbols -p policy.yaml libfoo.so
has "no record: said" err 'names no record'
