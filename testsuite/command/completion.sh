# SPDX-License-Identifier: GPL-3.0-or-later
# completion: what bash offers.
. "$HARNESS"

completions=$(dirname "$HARNESS")/../../completions/abiding.bash
if ! type bash >/dev/null 2>&1; then
  echo "SKIP: $TOPIC: there is no bash"
  exit 0
fi
cat >offer <<END
. '$completions'
compopt() { echo files; }
COMP_WORDS=(abiding "\$@")
COMP_CWORD=\$#
_abiding "$COMMAND" "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\n' "\${COMPREPLY[@]}"
END
# offers NAME PATTERN WORD...: the last word is being typed
offers() {
  name=$1 pattern=$2
  shift 2
  bash offer "$@" >out 2>err </dev/null
  has "$name" out "$pattern"
  empty "$name: nothing is said" err
}

offers "a command" '^check $' che
offers "all commands" '(^| )freeze check diff .*symbols compile rules explain' ''
offers "options of a command" '^--policy --record .*--format --help $' check --
lacks "options of a command: and no others" out 'until'
offers "an option" '^--release $' freeze --rel
offers "formats" '^gitlab html json junit sarif text $' diff --format ''
offers "formats of a list" '^json text $' rules --format ''
offers "a rule" '^struct-field-added $' explain struct-field-a
offers "a file" '^files' check -p ''
offers "a header" '^files' check -r x.yaml ''
offers "behind --" '^files' check -r x -- -
