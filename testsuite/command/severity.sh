# SPDX-License-Identifier: GPL-3.0-or-later
# What a break weighs: by the promise of its surface, by its rule, by what the
# user asks for; of the compiler, and of the command.
. "$HARNESS"
write_library .
cat >foo.policy.yaml <<'POLICY'
abiding: 1
library: foo
record: foo.record.yaml
surfaces:
- name: foo
  entry: foo/foo.h
- name: foo-more
  entry: foo/foo-more.h
  promise: best-effort
- name: foo-extra
  entry: foo/foo-extra.h
  promise: none
POLICY
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1
printf '#include <foo/foo.h>\n#include <foo/foo-extra.h>\n' >user.c
cp -r foo kept

# told NAME STATUS WEIGHT... -- FLAG...: how each break is told, in the order of surfaces
# (forever, best effort, none; "-": not at all), by the compiler and by the command.
told() {
  name=$1 wanted=$2 forever=$3 soft=$4
  shift 5
  for way in -I. '-isystem .'; do
    # shellcheck disable=SC2086
    expect "$name: $way: compiler" "$wanted" "$CC" "-fplugin=$ABIDING_PLUGIN" \
      -fplugin-arg-abiding-policy=foo.policy.yaml -fsyntax-only $way "$@" user.c
    weights "$name: $way: compiler"
    # shellcheck disable=SC2086
    expect "$name: $way: command" "$wanted" "$COMMAND" check -p foo.policy.yaml $check -- $way "$@"
    weights "$name: $way: command"
  done
}

weights() {
  for break in "struct-field-type-changed $forever" "macro-value-changed $soft"; do
    case $break in
      *' -') lacks "$1: ${break% *} is not told" err "\\[${break% *}\\]" ;;
      *) has "$1: ${break% *} is a ${break#* }" err "${break#* }: [^]]*\\[${break% *}\\]" ;;
    esac
  done
  lacks "$1: what is not promised" err 'function-parameter-type-changed'
}

break_all() {
  rm -rf foo && cp -r kept foo
  edit foo/foo.h 's/  int y;/  unsigned int y;/'
  edit foo/foo-more.h 's/FOO_MORE 7/FOO_MORE 8/'
  edit foo/foo-extra.h 's/unsigned int flags/int flags/'
}

# ---- the promise of a surface ----
check=
told "nothing is broken" 0 - - --
break_all
told "all is broken" 1 error warning --
told "-Werror" 1 error error -- -Werror
told "-w" 1 error - -- -w
told "-w -Werror" 1 error - -- -w -Werror
told "-Wno-error" 1 error warning -- -Wno-error
has "the verdict counts both" out 'is broken: 1 error, 1 warning $'
told "-Werror, counted" 1 error error -- -Werror
has "-Werror: the verdict counts what the compiler calls an error" out 'is broken: 2 errors $'

# ---- a start in an old code base ----
told "severity=warning" 0 warning warning -- -fplugin-arg-abiding-severity=warning
told "severity=note" 0 note note -- -fplugin-arg-abiding-severity=note
told "severity=warning -Werror" 1 error error -- -fplugin-arg-abiding-severity=warning -Werror
told "severity=warning -w" 0 - - -- -fplugin-arg-abiding-severity=warning -w
expect "--severity warning" 0 "$COMMAND" check -p foo.policy.yaml --severity warning -- -I.
has "--severity warning: the verdict" out 'the promise holds: no errors, 2 warnings $'
rm foo/foo-more.h && edit foo/foo.h '/foo-more.h/d'
expect "a header that is gone" 0 "$COMMAND" check -p foo.policy.yaml --severity note -- -I.
has "a header that is gone: not more than asked for" out 'holds: no errors, [0-9] notes $'
expect "--severity of no such word" 2 "$COMMAND" check -p foo.policy.yaml --severity fatal -- -I.
has "--severity of no such word: said" err "unknown severity 'fatal', there are error, warning and note"

# ---- the first error is not the end ----
break_all
expect "-Wfatal-errors" 1 "$COMMAND" check -p foo.policy.yaml -- -I. -Wfatal-errors -fmax-errors=1 -Werror
has "-Wfatal-errors: all is told" out 'is broken: 2 errors $'
rm -f report
expect "-Wfatal-errors: compiler" 1 "$CC" "-fplugin=$ABIDING_PLUGIN" \
  -fplugin-arg-abiding-policy=foo.policy.yaml -fplugin-arg-abiding-report=report \
  -fsyntax-only -I. -Wfatal-errors -Werror user.c
has "-Wfatal-errors: compiler: in its report" report '"macro-value-changed".*"severity": "error"'

# ---- a severity of one's own, per rule ----
rule() { # RULE SEVERITY
  cp kept.policy.yaml foo.policy.yaml
  echo "rules: {$1: $2}" >>foo.policy.yaml
}
cp foo.policy.yaml kept.policy.yaml
rule struct-field-type-changed warning
told "rule: warning" 0 warning warning --
told "rule: warning -Werror" 1 error error -- -Werror
rule struct-field-type-changed note
told "rule: note" 0 note warning --
rule struct-field-type-changed silent
told "rule: silent" 0 - warning --
rule macro-value-changed error
told "rule: error is a warning where the promise is best effort" 1 error warning --
rule macro-value-changed note
told "rule: note where the promise is best effort" 1 error note --
rule struct-field-type-changed fatal
expect "rule: no such severity" 2 "$COMMAND" check -p foo.policy.yaml -- -I.
has "rule: no such severity: said" err "^foo.policy.yaml:13:36: error: unknown severity 'fatal'"
