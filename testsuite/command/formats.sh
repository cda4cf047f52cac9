# SPDX-License-Identifier: GPL-3.0-or-later
# formats: what other machines read, of check, diff and symbols.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
"$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I. >/dev/null || exit 1

# is NAME CONDITION: of the document in the file out, as doc in Python.
if python3 -c '' 2>/dev/null; then
  is() {
    if python3 - "$2" 2>said <<'END'; then pass "$1"; else fail "$1" "$(tail -1 said): $2"; fi
import json, sys, xml.etree.ElementTree as xml
text = open("out", encoding="utf-8").read()
doc = xml.fromstring(text.encode()) if text.startswith("<") else json.loads(text)
assert eval("(" + sys.argv[1] + ")")
END
  }
else
  echo "SKIP: $TOPIC: there is no python3 to look into JSON and XML"
  is() { :; }
fi

# ---- kept: documents without findings ----
expect "kept: sarif" 0 "$COMMAND" check -p foo.policy.yaml --format sarif -- -I.
is "kept: sarif: it was looked, and nothing found" \
  'doc["version"] == "2.1.0" and len(doc["runs"]) == 1 and doc["runs"][0]["results"] == []'
expect "kept: gitlab" 0 "$COMMAND" check -p foo.policy.yaml --format gitlab -- -I.
is "kept: gitlab: an empty array" 'doc == []'
expect "kept: junit" 0 "$COMMAND" check -p foo.policy.yaml --format junit -- -I.
is "kept: junit: a test for each header" \
  '[t.get("name") for t in doc.iter("testcase")] ==
   ["foo/foo-extra.h", "foo/foo-more.h", "foo/foo.h"] and not list(doc.iter("failure"))'

# ---- broken, in two units of which each sees the header ----
edit foo/foo.h 's/  int y;/  long y;/; s/FOO_NAME "foo"/FOO_NAME "<\&>"/; /^int fooDraw/d'
cat >'a user.c' <<'END'
#include <foo/foo.h>
#include <foo/foo-extra.h>
END
cp 'a user.c' other.c
broken() { expect "$1" 1 "$COMMAND" check -p foo.policy.yaml --format "$2" 'a user.c' other.c -- -I.; }

broken "broken: json" json
is "broken: json: each finding once" \
  'sorted(f["rule"] for f in doc["findings"]) ==
   ["function-removed", "macro-value-changed", "struct-field-type-changed"]'
is "broken: json: what is gone has a file, but no line" \
  '[(f["file"], "line" in f) for f in doc["findings"] if f["rule"] == "function-removed"]
   == [("./foo/foo.h", False)]'
empty "broken: json: the compiler is not heard" err

broken "broken: sarif" sarif
is "broken: sarif: who says it" 'doc["runs"][0]["tool"]["driver"]["name"] == "abiding"'
is "broken: sarif: each finding once" 'len(doc["runs"][0]["results"]) == 3'
is "broken: sarif: each is an error of a rule that is described" \
  'all(r["level"] == "error" and
       doc["runs"][0]["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"]
       for r in doc["runs"][0]["results"])'
is "broken: sarif: the field is at its line" \
  '[(p["artifactLocation"]["uri"], p["region"]["startLine"])
    for r in doc["runs"][0]["results"] if r["ruleId"] == "struct-field-type-changed"
    for p in [r["locations"][0]["physicalLocation"]]] == [("foo/foo.h", 15)]'
is "broken: sarif: what is gone is at its line in the record" \
  '[r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    for r in doc["runs"][0]["results"] if r["ruleId"] == "function-removed"]
   == ["foo.record.yaml"]'
is "broken: sarif: the record is told of" \
  'all(r["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "foo.record.yaml"
       for r in doc["runs"][0]["results"])'
empty "broken: sarif: the compiler is not heard" err

broken "broken: gitlab" gitlab
is "broken: gitlab: each finding once" 'len(doc) == 3'
is "broken: gitlab: all that GitLab asks for" \
  'all(set(i) == {"check_name", "description", "severity", "fingerprint", "location"} and
       i["severity"] == "critical" and not i["location"]["path"].startswith(("/", "./")) and
       i["location"]["lines"]["begin"] > 0 for i in doc)'
is "broken: gitlab: fingerprints differ" 'len({i["fingerprint"] for i in doc}) == 3'
fingerprints() { grep -o '"fingerprint": "[^"]*"' out; }
fingerprints >before
edit foo/foo.h '1s/^/\n\n/; s/  long y;/  short y;/'
broken "broken: gitlab, lines moved and broken otherwise" gitlab
fingerprints >after
same "broken: gitlab: the same fingerprints then" before after

broken "broken: junit" junit
is "broken: junit: the header with the breaks has failed" \
  '[t.get("name") for t in doc.iter("testcase") if t.find("failure") is not None] == ["foo/foo.h"]'
is "broken: junit: it is counted" \
  'doc[0].get("tests") == "3" and doc[0].get("failures") == "1"'
is "broken: junit: all three are told" \
  'all(rule in doc.find(".//failure").text for rule in
       ("function-removed", "macro-value-changed", "struct-field-type-changed"))'
is "broken: junit: what is no XML is escaped" '"<&>" in doc.find(".//failure").text'

# ---- warnings, and warnings that -Werror makes errors of ----
sed 's/forever/best-effort/' foo.policy.yaml >soft.policy.yaml
expect "warnings: junit" 0 "$COMMAND" check -p soft.policy.yaml --format junit -- -I.
is "warnings: junit: output, no failure" \
  'doc.find(".//failure") is None and "warning" in doc.find(".//system-out").text'
expect "warnings: gitlab" 0 "$COMMAND" check -p soft.policy.yaml --format gitlab -- -I.
is "warnings: gitlab: they weigh less" 'len(doc) == 3 and {i["severity"] for i in doc} == {"major"}'
expect "-Werror: sarif" 1 "$COMMAND" check -p soft.policy.yaml --format sarif -- -I. -Werror
is "-Werror: sarif: errors" '{r["level"] for r in doc["runs"][0]["results"]} == {"error"}'

# ---- what is about no header ----
cat foo.policy.yaml - >waiver.policy.yaml <<'END'
waivers:
- {rule: enum-removed, entity: noSuch, reason: an example}
END
expect "no header: junit" 1 "$COMMAND" check -p waiver.policy.yaml --format junit -- -I.
is "no header: junit: a test of its own" \
  'doc[0].get("tests") == "4" and
   "waiver-invalid" in doc.find(".//testcase[@name=\"library\"]/system-out").text'
expect "no header: sarif" 1 "$COMMAND" check -p waiver.policy.yaml --format sarif -- -I.
is "no header: sarif: the place in the policy" \
  '[r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    for r in doc["runs"][0]["results"] if r["ruleId"] == "waiver-invalid"] == ["waiver.policy.yaml"]'

# ---- diff, symbols ----
"$COMMAND" freeze --release 2.0 -o new.record.yaml foo/foo.h -- -I. >/dev/null || exit 1
mkdir 'a folder'
cp new.record.yaml 'a folder/new #1.yaml'
for format in json sarif gitlab junit; do
  expect "diff: $format" 1 "$COMMAND" diff --format $format foo.record.yaml 'a folder/new #1.yaml'
  cp out diff.$format
done
cp diff.sarif out
is "diff: sarif: a name with blanks is a URI" \
  '"a%20folder/new%20%231.yaml" in {
     r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
     for r in doc["runs"][0]["results"]}'
cp diff.gitlab out
is "diff: gitlab: and a path as it is" '"a folder/new #1.yaml" in {i["location"]["path"] for i in doc}'
cp diff.junit out
is "diff: junit" 'doc[0].get("failures") == "2"'

echo 'int fooExtra_not; int fooMore(void) { return 1; }' >lib.c
$CC -shared -fPIC -o libfoo.so lib.c || exit 1
for format in json sarif gitlab junit; do
  expect "symbols: $format" 1 "$COMMAND" symbols -p foo.policy.yaml --format $format libfoo.so
done
is "symbols: junit: headers of symbols that are not in the library" \
  '{t.get("name") for t in doc.iter("testcase") if t.find("failure") is not None} ==
   {"foo/foo.h", "foo/foo-extra.h"}'
