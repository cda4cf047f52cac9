# SPDX-License-Identifier: GPL-3.0-or-later
# What a header says under a macro of the user's: held to the record by who
# defines it as it was defined at the freeze, not missed by who does not.
. "$HARNESS"
cat >part.h <<'H'
#ifdef PART_EXTRA
int part_extra(int x);
#endif
#ifndef NDEBUG
int part_debug(void);
#endif
int part_get(void);
H
"$COMMAND" freeze --release 1.0 -o part.record.yaml part.h -- -I. -DPART_EXTRA >/dev/null || exit 1
expect "under the same macro: kept" 0 "$COMMAND" check -r part.record.yaml -- -I. -DPART_EXTRA
expect "hidden by the user" 0 "$COMMAND" check -r part.record.yaml -- -I. -DPART_EXTRA -DNDEBUG
has "hidden by the user: in a note" err "note: 1 declaration could not be checked \('part_debug'\)"
has "hidden by the user: counted" out 'no errors, 1 note'
expect "hidden by nobody" 0 "$COMMAND" check -r part.record.yaml -- -I. -DPART_EXTRA
lacks "hidden by nobody: not a word" err .
expect "hidden by the user: strict" 1 "$COMMAND" check --strict -r part.record.yaml -- -I. -DPART_EXTRA -DNDEBUG
printf '#include "part.h"\n' >part.c
expect "hidden by the user: a compile of his" 0 "$CC" -fsyntax-only -I. -DPART_EXTRA -DNDEBUG \
  "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-record=part.record.yaml part.c
lacks "hidden by the user: a compile of his: not a word" err .
cp part.h part.h.kept
sed 's/extra(int x)/extra(long x)/' part.h.kept >part.h
expect "under the same macro: broken" 1 "$COMMAND" check -r part.record.yaml -- -I. -DPART_EXTRA
has "under the same macro: broken: the rule" err '\[function-parameter-type-changed\]'
sed '/part_extra/d' part.h.kept >part.h
expect "under the same macro: removed" 1 "$COMMAND" check -r part.record.yaml -- -I. -DPART_EXTRA
has "under the same macro: removed: the rule" err '\[function-removed\]'
sed '/part_debug/d' part.h.kept >part.h
expect "what the user hides: removed" 1 \
  "$COMMAND" check -r part.record.yaml -- -I. -DPART_EXTRA -DNDEBUG
has "what the user hides: removed: the rule" err '\[function-removed\]'

# What is only used under such a macro is not hidden with it.
cat >used.h.kept <<'H'
#define USED_MAX 3
int used_f(int x);
int used_g(int x);
int used_h(int x);
enum used_e { USED_E };
#ifdef USED_EXTRA
#if USED_MAX < 9
#define USED_TWICE (2 * USED_MAX)
#endif
#define used_call(x) used_f(x)
static inline int used_two(void) { extern int used_g(int); return used_g(2); }
static inline enum used_e used_kind(void) { extern int used_h(int); return (enum used_e)used_h(2); }
#endif
int get_used(void);
H
cp used.h.kept used.h
"$COMMAND" freeze --release 1.0 -o used.record.yaml used.h -- -I. -DUSED_EXTRA >/dev/null || exit 1
for gone in USED_MAX used_f used_g used_h; do
  sed "/#define $gone/d; /^int $gone/d" used.h.kept >used.h
  expect "used under the user's macro: $gone" 1 "$COMMAND" check -r used.record.yaml -- -I. -DUSED_EXTRA
  has "used under the user's macro: $gone: told" err "'$gone' is .*-removed"
done

# Nor are declarations shown by what stands beside them: bodies, begun in several branches.
cat >beside.h <<'H'
#ifndef NDEBUG
#define BESIDE_MAX 3
enum __attribute__((packed)) { BESIDE_A, BESIDE_B };
#define BESIDE_ALIGNED(n) __attribute__((aligned(n)))
typedef struct __attribute__((packed)) { enum { BESIDE_C } kind; char c; } beside_s;
union BESIDE_ALIGNED((sizeof(int))) { enum { BESIDE_D } kind; } beside_u(void);
struct BESIDE_ALIGNED(8) beside_tag { enum BESIDE_ALIGNED(8) { BESIDE_E } kind; };
static inline struct beside_tag *beside_result(int x) { if (x) { return 0; } return 0; }
static inline int beside_inline(void)
#ifdef BESIDE_SLOW
{ if (BESIDE_MAX) { return 1;
#elif defined BESIDE_SLOWER
{ if (BESIDE_MAX) { return 3;
#else
{ { return 2;
#endif
} }
int beside_behind(void);
typedef int beside_t;
#endif
int beside_get(void);
H
"$COMMAND" freeze --release 1.0 -o beside.record.yaml beside.h -- -I. >/dev/null || exit 1
expect "hidden: what stands beside bodies" 0 "$COMMAND" check -r beside.record.yaml -- -I. -DNDEBUG
has "hidden: what stands beside bodies: the verdict" out 'the promise holds: no errors, 1 note'
