# SPDX-License-Identifier: GPL-3.0-or-later
# protocols: what the command makes of them; testsuite/protocols has what breaks one.
. "$HARNESS"
mkdir wire
cat >wire/foo_protocol.x <<'END'
const FOO_PROGRAM = 7;
struct foo_open_args {
    int flags;
};
enum foo_procedure {
    FOO_PROC_OPEN = 1
};
END
cat >wire.policy.yaml <<'END'
abiding: 1
library: foo
record: wire.record.yaml
protocols:
- file: wire/foo_protocol.x
END
# no compiler is needed
export CC="$PWD/none"

expect "no record yet" 2 "$COMMAND" check -p wire.policy.yaml
expect "freeze" 0 "$COMMAND" freeze -p wire.policy.yaml --release 1.0 -o wire.record.yaml
has "freeze: what is counted" out '^wire.record.yaml: foo 1.0 is frozen: 3 new, 3 in all $'
cp wire.record.yaml first.yaml
expect "check" 0 "$COMMAND" check -p wire.policy.yaml
expect "freeze again" 0 "$COMMAND" freeze -p wire.policy.yaml --release 1.0 -o wire.record.yaml
same "freeze again: the same bytes" first.yaml wire.record.yaml

edit wire/foo_protocol.x 's/int flags/hyper flags/'
expect "a break" 1 "$COMMAND" check -p wire.policy.yaml
has "a break: where it is" err "wire/foo_protocol.x:3:11: error: member 'flags' of 'foo_open_args' is now 'hyper flags', promised as 'int flags' .message-content-changed."
has "a break: where it was promised" err "wire.record.yaml:[0-9]+:[0-9]+: note: promised since 1.0 as 'int flags'"
has "a break: who is hit" err "note: clients and daemons of other releases misread 'FOO_PROC_OPEN'"
has "a break: the verdict" out '^foo 1.0: the promise is broken: 1 error $'
expect "json" 1 "$COMMAND" check -p wire.policy.yaml --format json
has "json: the finding" out '"rule": "message-content-changed", "clause": "R1", "severity": "error", "entity": "foo_open_args", "member": "flags"'
has "json: both places" out '"file": "wire/foo_protocol.x", "line": 3, "column": 11, .*"record-file": "wire.record.yaml", "record-line": '
expect "a break stops the freeze" 1 "$COMMAND" freeze -p wire.policy.yaml --release 1.1 -o wire.record.yaml
same "a break stops the freeze: the record is as it was" first.yaml wire.record.yaml
edit wire/foo_protocol.x 's/hyper flags/int flags/'

edit wire/foo_protocol.x 's/_OPEN = 1/&,\n    FOO_PROC_CLOSE = 2/'
expect "what is new" 0 "$COMMAND" freeze -p wire.policy.yaml --release 1.1 -o wire.record.yaml
has "what is new: since" wire.record.yaml 'FOO_PROC_CLOSE: \{number: 2, since: 1.1\}'
expect "diff" 0 "$COMMAND" diff first.yaml wire.record.yaml
has "diff: the message is listed" out '^Added protocols foo_protocol.x FOO_PROC_CLOSE = 2 '
has "diff: silent" out 'keeps what first.yaml promised: no errors'
sed 's/^release: .*/release: 2.0/' first.yaml >later.yaml
expect "diff: without a message" 1 "$COMMAND" diff wire.record.yaml later.yaml
has "diff: without a message" out "error: message 'FOO_PROC_CLOSE' is gone .message-removed."
sed '/^protocols:/,$d' wire.record.yaml >nothing.yaml
expect "diff: without the protocol" 1 "$COMMAND" diff wire.record.yaml nothing.yaml
has "diff: without the protocol, told once" out "error: the protocol 'foo_protocol.x' is gone \[protocol-removed\] wire.record.yaml:[0-9]+:[0-9]+: note: promised since 1.0 nothing.yaml breaks"

cp nothing.yaml wire.record.yaml
expect "nothing in the record" 0 "$COMMAND" check -p wire.policy.yaml
has "nothing in the record: is said" err "note: the record has nothing of the protocol 'foo_protocol.x', which could not be checked; abiding freeze adds it .not-checked."

edit wire/foo_protocol.x 's/int flags;/int flags/'
expect "no protocol" 2 "$COMMAND" check -p wire.policy.yaml
has "no protocol: where" err "^wire/foo_protocol.x:4:1: error: expected ';' behind 'flags', found '\}'"
edit wire.policy.yaml 's,wire/foo_,wire/fo_,'
expect "no such file" 2 "$COMMAND" check -p wire.policy.yaml
has "no such file: where" err "^wire.policy.yaml:5:9: error: cannot read the protocol 'wire/fo_protocol.x': No such file"
edit wire.policy.yaml 's,wire/fo_,wire/foo_,; $s/$/\n- file: other\/..\/wire\/foo_protocol.x/'
mkdir other
expect "one protocol twice" 2 "$COMMAND" check -p wire.policy.yaml
has "one protocol twice: where" err "^wire.policy.yaml:6:9: error: repeated protocol 'foo_protocol.x', first on line 5"
edit wire.policy.yaml '/other/d; s/- file/- fiel/'
expect "a wrong key" 2 "$COMMAND" check -p wire.policy.yaml
has "a wrong key: the right one" err "^wire.policy.yaml:5:3: error: unknown key 'fiel' in a protocol, did you mean 'file'"
