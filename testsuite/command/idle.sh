# SPDX-License-Identifier: GPL-3.0-or-later
# Waivers of what only an entry by itself lacks: told as matching nothing where that is so, and
# never where it is not, before the freeze and after.
. "$HARNESS"
policy() { # ENTRIES RULE ENTITY [RULE ENTITY]
  printf 'abiding: 1\nlibrary: foo\nrecord: foo.record.yaml\nsurfaces:\n' >foo.policy.yaml
  printf -- '- {name: foo, entry: %s, headers: [a.h, b.h, part.h]}\nwaivers:\n' "$1" >>foo.policy.yaml
  shift
  while test $# -gt 0; do
    printf -- '- {rule: %s, entity: %s, reason: nobody uses it}\n' "$1" "$2" >>foo.policy.yaml
    shift 2
  done
}
freeze() { # RELEASE
  "$COMMAND" freeze -p foo.policy.yaml --release "$1" -o foo.record.yaml -- -I.
}
check() { "$COMMAND" check --strict -p foo.policy.yaml -- -I.; }
idle() { # WHAT RULE ENTITY: both the text and the report say it, once
  expect "$1: strict" 1 check
  has "$1: said" err "^foo\.policy\.yaml:[0-9]+:3: error: the waiver of $2 for '$3' matches nothing \[waiver-invalid\]"
  has "$1: once" out ': 1 error '
  expect "$1: a warning" 0 "$COMMAND" check -p foo.policy.yaml --format json -- -I.
  has "$1: the report" out "\"severity\": \"warning\", \"message\": \"the waiver of $2 for '$3' matches nothing\", \"record-file\": \"foo\.policy\.yaml\", \"record-line\""
}

# ---- another entry has a macro of that name ----
printf '#pragma once\nint foo_old(int x);\nint foo_do(int x);\n' >a.h
printf '#pragma once\n#include "a.h"\nint foo_b(void);\n' >b.h
policy '[a.h, b.h]' function-removed foo_old function-became-macro foo_old
freeze 1 >out || exit 1
expect "a macro elsewhere: not yet" 0 "$COMMAND" check -p foo.policy.yaml -- -I.
has "a macro elsewhere: not yet: both are told" out ': no errors, 2 warnings $'
sed -i '/foo_old/d' a.h
sed -i 's/^int/#define foo_old(x) foo_do(x)\nint/' b.h
expect "a macro elsewhere" 0 check
expect "a macro elsewhere: freeze" 0 freeze 2
empty "a macro elsewhere: freeze: not a word" err
has "a macro elsewhere: the record" foo.record.yaml \
  'waived: function-became-macro: foo_old: 2 function-removed: foo_old: 2 $'
expect "a macro elsewhere: after the freeze" 0 check
policy '[a.h, b.h]' function-became-macro foo_old
expect "a macro elsewhere: each is needed for itself" 0 check

# ---- it moved to a header that one entry does not bring ----
rm -f ./*.h ./*.yaml
printf '#pragma once\nstruct foo;\nint foo_a(void);\n' >a.h
printf '#pragma once\nint foo_b(void);\nint foo_moved(void);\n' >b.h
policy '[a.h, b.h]' function-removed foo_moved
freeze 1 >out || exit 1
idle "moved: not yet" function-removed foo_moved
sed -i '/foo_moved/d' b.h
echo 'int foo_moved(void);' >>a.h
expect "moved" 0 check
expect "moved: freeze" 0 freeze 2
has "moved: the record" foo.record.yaml 'waived: function-removed: foo_moved: 2 $'
expect "moved: after the freeze" 0 check
policy '[a.h, b.h]' function-removed 'foo_m*'
expect "moved: a pattern" 0 check

# ---- one entry no longer brings a header ----
rm -f ./*.h ./*.yaml
printf '#pragma once\n#include "part.h"\nint foo_a(void);\n' >a.h
printf '#pragma once\n#include "part.h"\nint foo_b(void);\n' >b.h
printf '#pragma once\nint foo_part(void);\n' >part.h
policy '[a.h, b.h]' header-removed part.h
freeze 1 >out || exit 1
idle "no longer brought: not yet" header-removed part.h
sed -i '/include/d' a.h
expect "no longer brought" 0 check
expect "no longer brought: freeze" 0 freeze 2
expect "no longer brought: after the freeze" 0 check
policy '[a.h, b.h]' header-removed '"p*.h"'
expect "no longer brought: a pattern" 0 check
sed -i 's/^int/#include "part.h"\nint/' a.h
policy '[a.h, b.h]' header-removed '"q*.h"'
idle "no longer brought: of no such header" header-removed 'q\*\.h'

# ---- an entry that does not compile by itself ----
rm -f ./*.h ./*.yaml
printf '#pragma once\ntypedef int foo_t;\nint foo_a(void);\n' >a.h
printf '#pragma once\nint foo_b(void);\n' >b.h
policy '[a.h, b.h]' entry-not-alone b.h
freeze 1 >out || exit 1
idle "not alone: it is" entry-not-alone 'b\.h'
printf '#pragma once\nint foo_b(void);\nint foo_b2(foo_t x);\n' >b.h
expect "not alone" 0 check
policy '[a.h, b.h]' entry-not-alone '"*.h"'
expect "not alone: a pattern" 0 check
policy '[a.h, b.h]' entry-not-alone a.h entry-not-alone b.h
idle "not alone: another one" entry-not-alone 'a\.h'
printf '#pragma once\nint foo_a(void);\n' >a.h
rm foo.record.yaml b.h
policy a.h entry-not-alone a.h
freeze 1 >out || exit 1
idle "not alone: the only entry" entry-not-alone 'a\.h'
