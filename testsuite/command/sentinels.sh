# SPDX-License-Identifier: GPL-3.0-or-later
# Sentinels without a policy, of enums with and without a name, and what is made of them, over
# three releases: each freeze takes what has grown.
. "$HARNESS"
write() { # BEFORE-THE-SENTINEL...
  cat >foo.h <<END
enum { FOO_A, FOO_B,$1 FOO_LAST };
enum foo_kind { FOO_KIND_A,$2 __FOO_KIND_MAX, FOO_KIND_MAX = __FOO_KIND_MAX - 1 };
#define FOO_LAST FOO_LAST
#define FOO_MAX (FOO_LAST - 1)
typedef enum { FOO_OP_A,$3 FOO_OP__CNT } foo_op;
END
}
write
expect "the first release" 0 "$COMMAND" freeze --release 1.0 -o foo.yaml foo.h
has "the first release: a sentinel of no enum" foo.yaml 'FOO_LAST: .*value: 2, sentinel: true'
has "the first release: one with what is made of it behind it" foo.yaml 'sentinel: __FOO_KIND_MAX'
has "the first release: one by custom" foo.yaml 'sentinel: FOO_OP__CNT'
cp foo.yaml first.yaml
write ' FOO_C,' ' FOO_KIND_B,' ' FOO_OP_B,'
expect "the next release" 0 "$COMMAND" freeze --release 2.0 -o foo.yaml foo.h
empty "the next release: silent" err
has "the next release: the sentinel has grown" foo.yaml 'FOO_LAST: .*value: 3, sentinel: true'
has "the next release: a macro with it" foo.yaml 'FOO_MAX: .*value: 2'
has "the next release: an enumerator with it" foo.yaml 'FOO_KIND_MAX: 1'
write ' FOO_C, FOO_D,' ' FOO_KIND_B, FOO_KIND_C,' ' FOO_OP_B, FOO_OP_C,'
expect "the one after" 0 "$COMMAND" check -r foo.yaml foo.h
empty "the one after: silent" err
# a record of before: it does not say which are sentinels
sed 's/, sentinel: true//; /sentinel:/d' first.yaml >old.yaml
expect "a record that says nothing of sentinels" 0 "$COMMAND" check -r old.yaml foo.h
empty "a record that says nothing of sentinels: silent" err
expect "such a record: freeze" 0 "$COMMAND" freeze --release 3.0 -o old.yaml foo.h
has "such a record: freeze: taken" old.yaml 'FOO_OP__CNT: 3'
write ' FOO_C, FOO_D,' '' ''
expect "back" 1 "$COMMAND" check -r foo.yaml foo.h
has "back: what is gone" err "enumerator 'FOO_KIND_B' is gone"
edit foo.h 's/FOO_LAST }/FOO_LAST = 2 }/; s/(FOO_LAST - 1)/9/'
expect "what ends too early" 1 "$COMMAND" check -r foo.yaml foo.h
has "what ends too early: said" err "'FOO_LAST' is now 2, promised as 3.*\[enumerator-value-changed\]"
has "what does not go along: said" err "'FOO_MAX' is now '9', promised as '2'.*\[macro-value-changed\]"
# a policy that says nothing of sentinels: they may grow
write
cat >foo.policy.yaml <<'END'
abiding: 1
library: foo
record: silent.yaml
surfaces: [{name: foo, entry: foo.h}]
END
expect "a policy that says nothing" 0 "$COMMAND" freeze -p foo.policy.yaml --release 1.0 -o silent.yaml -- -I.
write ' FOO_C,' ' FOO_KIND_B,' ' FOO_OP_B,'
expect "a policy that says nothing: growth" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
empty "a policy that says nothing: growth: silent" err
cat >>foo.policy.yaml <<'END'
sentinel: {suffix: _END}
END
sed 's/, sentinel: true//; /sentinel:/d' silent.yaml >silent && mv silent silent.yaml
expect "a policy that says other names" 1 "$COMMAND" check -p foo.policy.yaml -- -I.
has "a policy that says other names: asks" err "if 'FOO_LAST' only marks the end of the enum, say so in the policy"
