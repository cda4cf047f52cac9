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
