# SPDX-License-Identifier: GPL-3.0-or-later
# Which headers are public, and which of them bring which others.
. "$HARNESS"

# ---- a name that only a #line gives ----
cat >foo.h <<'X'
int foo_a(void);
#line 40 "foo.h.in"
int foo_b(int a);
X
expect "a name of a #line: freeze" 0 "$COMMAND" freeze --release 1 -o foo.record.yaml foo.h -- -I.
lacks "a name of a #line: is no header" foo.record.yaml 'foo\.h\.in'
has "a name of a #line: what is under it is of the file that is read" foo.record.yaml \
  'foo_b: \{since: 1, header: foo\.h,'
expect "a name of a #line: check" 0 "$COMMAND" check -r foo.record.yaml -- -I.
sed -i '/foo_b/d' foo.h
expect "a name of a #line: what was under it is gone" 1 "$COMMAND" check -r foo.record.yaml -- -I.
has "a name of a #line: and is told" err "'foo_b' is no longer declared.*function-removed"
