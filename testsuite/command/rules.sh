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

"$COMMAND" rules | sed -n 's/^\([a-z-]*\) .*/\1/p' >ids
for rule in $(cat ids); do
  "$COMMAND" explain "$rule" >out 2>err || fail "explain $rule" "exit status $?"
  if test "$(expand out | wc -L)" -gt 100; then fail "explain $rule: width" ""; fi
done
if test "$(wc -l <ids)" -gt 60; then pass "explain: all rules"; else fail "explain: all rules" ""; fi
expect "explain: what begins so" 0 "$COMMAND" explain struct-field
has "explain: what begins so: which" out '^struct-field-removed .* struct-field-added .* struct-field-renamed '
lacks "explain: what begins so: no others" out 'struct-size-changed|enum'
expect "explain: nothing begins so" 2 "$COMMAND" explain struct-fiel-removed
has "explain: nothing begins so: said" err "there is no rule 'struct-fiel-removed'; did you mean 'struct-field-removed'"
expect "explain: one" 0 "$COMMAND" explain struct-field-added
has "explain: its sentence, clause and severity" out \
  '^struct-field-added A released struct got a new field\. Clause P2, error\.'
has "explain: its program" out 'user\.c: #include <foo\.h> int main\(void\)'
has "explain: its waiver" out 'waiver: waivers: - rule: struct-field-added'
lacks "explain: no fences" out '```'
if LC_ALL=C grep -q "$(printf '\033')" out; then fail "explain: no colour in a pipe" ""; else pass "explain: no colour in a pipe"; fi

expect "explain: unknown rule" 2 "$COMMAND" explain enum-remvoed
has "explain: unknown rule: the nearest" err "no rule 'enum-remvoed'; did you mean 'enum-removed'"
expect "explain: a word like no rule" 2 "$COMMAND" explain qqqqqqqqqqqqqqqqqqq
has "explain: a word like no rule: where the list is" err 'abiding rules lists them'
