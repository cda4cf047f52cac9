# SPDX-License-Identifier: GPL-3.0-or-later
# many-names: macros that make new names, while the compiler's table of names is gone through.
. "$HARNESS"

# 8000 names more than the header has: the table is enlarged at the end of the parse
awk 'BEGIN { print "#define FOO_JOIN(a, b) a##b"
  for (i = 0; i < 8000; i++) printf "#define FOO_%d FOO_JOIN(foo_x%d, _y)\n", i, i }' >foo.h
expect "names that only the expansion makes" 0 "$COMMAND" freeze --release 1 -o foo.yaml foo.h -- -I.
has "names that only the expansion makes: the last one" foo.yaml 'FOO_7999: '
expect "held to it" 0 "$COMMAND" check -r foo.yaml foo.h -- -I.
