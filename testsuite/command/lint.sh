# SPDX-License-Identifier: GPL-3.0-or-later
# lints: what is new, held against the policy's customs by check and freeze.
. "$HARNESS"
write_library .
write_policy foo.policy.yaml
cat >>foo.policy.yaml <<'END'
naming: {function: 'foo*'}
since: comments
END

expect "a first freeze" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o foo.record.yaml -- -I.
empty "a first freeze: no lints" err
expect "nothing new" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
empty "nothing new: no lints" err

edit foo/foo.h 's/^int fooDraw.*/&\nint drawFoo(void);/'
edit foo/foo.h 's/  FOO_GREEN = 1,/&\n  FOO_BLUE = 2, \/* (Since: 1.1) *\//'
expect "a new name" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
has "a new name: the lint" err "foo.h:[0-9]+:5: warning: 'drawFoo' .*\[name-prefix\]"
has "a new name: counted" out 'the promise holds: no errors, 1 warning'
lacks "a new name: no since of functions" err 'since-missing'
expect "as JSON" 0 "$COMMAND" check -p foo.policy.yaml --format json -- -I.
has "as JSON: the rule" out '"rule": "name-prefix", "clause": "P1", "severity": "warning"'

cp foo.policy.yaml strict.policy.yaml
echo 'rules: {name-prefix: error}' >>strict.policy.yaml
expect "as an error" 1 "$COMMAND" check -p strict.policy.yaml -- -I.
cp foo.record.yaml kept.yaml
expect "a freeze of an error" 1 "$COMMAND" freeze -p strict.policy.yaml --release 1.2 -o foo.record.yaml -- -I.
has "a freeze of an error: said" err "new declarations break the rules of 'strict.policy.yaml' .*; nothing is frozen"
same "a freeze of an error: the record is untouched" foo.record.yaml kept.yaml

expect "a freeze of a warning" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.2 -o foo.record.yaml -- -I.
has "a freeze of a warning: shown" err 'name-prefix'
has "a freeze of a warning: since the release" foo.record.yaml 'drawFoo: \{since: 1\.2'
has "a freeze of a warning: since the comment" foo.record.yaml 'FOO_BLUE: \{value: 2, since: 1\.1\}'
expect "what is frozen" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
empty "what is frozen: is not new" err

edit foo/foo.h 's/  FOO_BLUE = 2.*/&\n  FOO_GREY = 3, \/* (Since: 9.9) *\//'
expect "a comment of a release to come" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.3 -o foo.record.yaml -- -I.
has "a comment of a release to come: the one frozen" foo.record.yaml 'FOO_GREY: \{value: 3, since: 1\.3\}'

# ---- a record alone: no policy, so no customs to keep ----
mkdir bare
cat >bare/bare.h <<'END'
typedef struct _bare_conn bare_conn;
END
expect "no policy: freeze" 0 "$CC" -fsyntax-only "-fplugin=$ABIDING_PLUGIN" \
  -fplugin-arg-abiding-write-record=bare.record.yaml bare/bare.h
cat >>bare/bare.h <<'END'
int close_bare(struct _bare_conn *conn);
struct _bare_info { int info; };
typedef enum { BARE_A, BARE_B, BARE_C = 1 } bare_mode;
END
expect "no policy" 0 "$CC" -fsyntax-only "-fplugin=$ABIDING_PLUGIN" \
  -fplugin-arg-abiding-record=bare.record.yaml bare/bare.h
empty "no policy: no lints" err
edit bare/bare.h '/^typedef struct/d'
expect "no policy: a break is one all the same" 1 "$CC" -fsyntax-only "-fplugin=$ABIDING_PLUGIN" \
  -fplugin-arg-abiding-record=bare.record.yaml bare/bare.h
has "no policy: said" err '\[struct-removed\]'
