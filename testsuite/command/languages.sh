# SPDX-License-Identifier: GPL-3.0-or-later
# Which C a record is of: gnu17 whatever the compiler's default is, else the record says it;
# what headers say in it is compared in it, and passed over in another.
. "$HARNESS"
cat >foo.h <<'END2'
#ifdef __cplusplus
extern "C" {
#endif
struct foo {
  int x;
#if __STDC_VERSION__ > 201710L
  int y;
#elif __STDC_VERSION__ >= 201112L
  short y;
#else
  char y;
#endif
#ifdef __cplusplus
  long z;
#endif
};
#ifdef __STRICT_ANSI__
#define FOO_STRICT 1
#endif
int foo_f(struct foo *foo);
#ifdef __cplusplus
}
#endif
END2
echo 'int plain(int x);' >plain.h
mkdir new
sed 's/  int y/  unsigned y/; s/  short y/  unsigned short y/; s/  char y/  signed char y/
  s/long z/unsigned long z/; s/FOO_STRICT 1/FOO_STRICT 2/' foo.h >new/foo.h

# freeze NAME RECORD LANGUAGE HEADER OPTION...: LANGUAGE: what the record says, '' for nothing
freeze() {
  name=$1 record=$2 language=$3 header=$4
  shift 4
  rm -f "$record"
  expect "$name: freeze" 0 "$COMMAND" freeze --release 1 -o "$record" "$header" -- "$@"
  sed -n 's/^language: //p' "$record" >out
  test "$(cat out)" = "$language" && pass "$name: language" || fail "$name: language" "expected '$language'"
}

# held NAME STATUS RECORD OPTION...: the changed header
held() {
  name=$1 status=$2 record=$3
  shift 3
  expect "$name" "$status" env -C new "$COMMAND" check -r "../$record" foo.h -- "$@"
}

freeze "the usual C" usual.yaml '' foo.h
has "the usual C: what it says" usual.yaml 'decl: short y'
lacks "the usual C: no more" usual.yaml 'FOO_STRICT|long z'
for standard in gnu17 gnu18; do
  freeze "$standard" same.yaml '' foo.h -std=$standard
  same "$standard: the same record" usual.yaml same.yaml
done
held "the usual C, changed" 1 usual.yaml
has "the usual C, changed: what" err "'y' of 'struct foo' .*\[struct-field-type-changed\]"
# -ansi -std=gnu17: the last one counts, and one of the compiler's own comes before ours
held "the usual C, in it" 1 usual.yaml -ansi -std=gnu17
held "the usual C, in an older one" 0 usual.yaml -std=gnu99
held "the usual C, in C++" 0 usual.yaml -x c++
expect "a standard of CC's" 0 env -C new CC="$CC -std=gnu99" "$COMMAND" check -r ../usual.yaml foo.h

freeze "an older C" older.yaml gnu99 foo.h -std=gnu9x
held "an older C, changed" 1 older.yaml
held "an older C, changed, in the usual" 0 older.yaml -std=gnu17
freeze "a newer C" newer.yaml gnu23 foo.h -std=gnu2x
held "a newer C, changed" 1 newer.yaml
held "a newer C, changed, in the usual" 0 newer.yaml -std=gnu17
freeze "strict C" strict.yaml c17 foo.h -std=c17
held "strict C, changed" 1 strict.yaml
has "strict C, changed: what" err "'FOO_STRICT' is now '2'"
freeze "C++" cplusplus.yaml gnu++17 foo.h -x c++
has "C++: what it says" cplusplus.yaml 'decl: long z'
held "C++, changed" 1 cplusplus.yaml -x c++
freeze "an option that changes nothing" plain.yaml c11 plain.h -std=c11
expect "a record of C11 is read" 0 "$COMMAND" check -r plain.yaml plain.h

# The compiler's own default is not in the record, nor asked for.
expect "the plugin, of a header that is the same in all" 0 "$CC" -std=gnu11 -fsyntax-only \
  "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-write-record=plugin.yaml plain.h
lacks "the plugin, of a header that is the same in all: no language" plugin.yaml language
expect "the plugin, of one that is not" 0 "$CC" -std=gnu11 -fsyntax-only \
  "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-write-record=plugin.yaml foo.h
lacks "the plugin, of one that says there what it usually says: no language" plugin.yaml language
expect "the plugin, of one that says something else" 0 "$CC" -std=gnu99 -fsyntax-only \
  "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-write-record=plugin.yaml foo.h
has "the plugin, of one that says something else: which" plugin.yaml 'language: gnu99'

# A later release is frozen onto it in the record's C, or told what is wrong.
expect "frozen on in its C" 0 "$COMMAND" freeze --release 2 -o older.yaml foo.h
has "frozen on in its C: it stays" older.yaml 'language: gnu99'
expect "frozen on in another C" 1 "$COMMAND" freeze --release 3 -o older.yaml foo.h -- -std=gnu17
has "frozen on in another C: why" err "is a record of gnu99, .* compiled as gnu17: .* -std=gnu99"

edit older.yaml 's/gnu99/gnu98/'
expect "an unknown language" 2 "$COMMAND" check -r older.yaml foo.h
has "an unknown language: where" err "older.yaml:[0-9]+:[0-9]+: .*unknown language 'gnu98', did you mean 'gnu90'|'gnu99'"

# An image, too, knows it.
cat >foo.policy.yaml <<'END2'
abiding: 1
library: foo
record: newer.yaml
surfaces: [{name: foo, entry: foo.h, headers: [foo.h]}]
END2
expect "an image" 0 "$COMMAND" compile -p foo.policy.yaml -o foo.abi -- -I.
expect "an image: unchanged" 0 "$COMMAND" check -p foo.abi -- -I.
expect "an image: changed" 1 "$COMMAND" check -p foo.abi -- -Inew
expect "an image: changed, in another C" 0 "$COMMAND" check -p foo.abi -- -Inew -std=gnu17
