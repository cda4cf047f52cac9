# SPDX-License-Identifier: GPL-3.0-or-later
# made-members: members that a macro names by its line, in new records and in old ones.
. "$HARNESS"

cat >lib.h <<'END2'
#define LIB_JOIN_(a, b) a##b
#define LIB_JOIN(a, b) LIB_JOIN_(a, b)
#define LIB_PAD(n) char LIB_JOIN(pad_, __LINE__)[n]
struct lib_point { char x;
  LIB_PAD(3);
  int y;
  LIB_PAD(4);
  struct { short in; LIB_PAD(2); }; };
END2
cp lib.h first.h

expect "frozen" 0 "$COMMAND" freeze --release 1 -o lib.yaml lib.h
lacks "frozen: no such name" lib.yaml 'pad_[0-9]'
has "frozen: the others" lib.yaml 'decl: int y, bit-offset: \{lp64: 32\}'
expect "frozen: as it was" 0 "$COMMAND" check -r lib.yaml lib.h
edit lib.h '4i /* an edit above */'
expect "an edit" 0 "$COMMAND" check -r lib.yaml lib.h
expect "an edit: frozen onto" 0 "$COMMAND" freeze --release 2 -o lib.yaml lib.h
edit lib.yaml 's/^release: 2/release: 1/'
expect "an edit: the record" 0 "$COMMAND" freeze --release 1 -o new.yaml lib.h
same "an edit: the record: the same bytes" lib.yaml new.yaml
edit lib.h 's/LIB_PAD(3)/LIB_PAD(7)/'
expect "it grows" 1 "$COMMAND" check -r lib.yaml lib.h
has "it grows: said" err "struct-size-changed"
expect "it grows: freeze" 1 "$COMMAND" freeze --release 2 -o lib.yaml lib.h

# an old record has them as members
cat >old.yaml <<'END2'
abiding-record: 2
library: lib
release: 1
data-models: [lp64]
headers:
  lib.h: {since: 1, entry: true}
structs:
  struct lib_point:
    since: 1
    header: lib.h
    size: {lp64: 16}
    align: {lp64: 4}
    fields:
    - {decl: char x, bit-offset: {lp64: 0}}
    - {decl: 'char pad_5[3]', bit-offset: {lp64: 8}}
    - {decl: int y, bit-offset: {lp64: 32}}
    - {decl: 'char pad_7[4]', bit-offset: {lp64: 64}}
    - decl: struct {}
      bit-offset: {lp64: 96}
      size: {lp64: 4}
      align: {lp64: 2}
      fields:
      - {decl: short int in, bit-offset: {lp64: 0}}
      - {decl: 'char pad_8[2]', bit-offset: {lp64: 16}}
END2
cp first.h lib.h
expect "an old record" 0 "$COMMAND" check -r old.yaml lib.h
lacks "an old record: silent" err "lib_point"
edit lib.h '4i /* an edit above */'
expect "an old record: an edit" 0 "$COMMAND" check -r old.yaml lib.h
lacks "an old record: an edit: silent" err "lib_point"
expect "an old record: frozen onto" 0 "$COMMAND" freeze --release 2 -o old.yaml lib.h
edit lib.h 's/LIB_PAD(3)/LIB_PAD(7)/'
expect "an old record: it grows" 1 "$COMMAND" check -r old.yaml lib.h

# no macro is there to ask: the header takes it back, or the input is preprocessed
cat >back.h <<'H'
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define PAD(type) type CAT(pad_, __LINE__)
struct back {
	int a;
	PAD(int);
	int b;
	int kept_8;
};
typedef struct back back;
#undef PAD
#undef CAT
#undef CAT_
int back_get(back *b);
H
"$COMMAND" freeze --release 1.0 -o back.record.yaml back.h -- -I. >/dev/null || exit 1
lacks "taken back: no promise" back.record.yaml 'pad_'
has "taken back: what has the name is one" back.record.yaml 'kept_8'
echo '#include "back.h"' >back.c
for language in c c++; do
  back() { $CC -x $language -c -o back.o "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-record=back.record.yaml "$@" back.c; }
  expect "taken back, $language" 0 back
  expect "preprocessed, $language" 0 back -save-temps=obj
done
sed '1i/* a line more */' back.h >moved.h && mv moved.h back.h
expect "taken back: a line lower" 0 "$COMMAND" check -r back.record.yaml back.h -- -I.
