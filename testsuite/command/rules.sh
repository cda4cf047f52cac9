# SPDX-License-Identifier: GPL-3.0-or-later
# rules and explain.
. "$HARNESS"

expect "rules" 0 "$COMMAND" rules
has "rules: id, clause, severity, what" out \
  'struct-field-added +P2 +error a released struct got a new field'
has "rules: one that is a warning" out 'macro-type-changed +P6 +warning'
if test "$(wc -L <out)" -le 80; then pass "rules: 80 columns"; else fail "rules: 80 columns" ""; fi

expect "rules --format json" 0 "$COMMAND" rules --format json
has "rules json: head" out '^\{"abiding": 1, "rules": \['
has "rules json: a rule" out \
  '\{"rule": "function-removed", "clause": "P1", "severity": "error", "what": "a public'
if python3 -c '' 2>/dev/null; then
  if python3 -m json.tool <out >/dev/null; then pass "rules json: is JSON"
  else fail "rules json: is JSON" ""; fi
fi

mkdir -p doc/rules
echo 'What a page says.' >doc/rules/macro-removed.md
ABIDING_DOC=$PWD/doc
export ABIDING_DOC
expect "explain: a page" 0 "$COMMAND" explain macro-removed
has "explain: a page: its text" out '^What a page says. $'
expect "explain: no page" 0 "$COMMAND" explain enum-removed
has "explain: no page: the sentence" out '^enum-removed \(P5, error\): an enum, .* is gone\.'
unset ABIDING_DOC

mkdir -p house/build house/doc/rules
cp "$COMMAND" house/build/abiding
echo 'A page of the house.' >house/doc/rules/macro-removed.md
expect "explain: a page beside the program" 0 house/build/abiding explain macro-removed
has "explain: a page beside the program: its text" out '^A page of the house. $'

expect "explain: unknown rule" 2 "$COMMAND" explain enum-remvoed
has "explain: unknown rule: the nearest" err "no rule 'enum-remvoed'; did you mean 'enum-removed'"
expect "explain: a word like no rule" 2 "$COMMAND" explain qqqqqqqqqqqqqqqqqqq
has "explain: a word like no rule: where the list is" err 'abiding rules lists them'
