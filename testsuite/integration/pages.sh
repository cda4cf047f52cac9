# SPDX-License-Identifier: GPL-3.0-or-later
# What doc/integration says to paste is what the examples have, word for word.
. "$HARNESS"
top=$(cd "$SUITE/../.." && pwd)

# pasted PAGE EXAMPLE: each line of a block behind "## Paste" is one of the example's.
pasted() {
  sed -n '/^## Paste/,/^## Expect/s/^    //p' "$top/doc/integration/$1.md" |
    sed 's/^[[:space:]]*//; /^$/d' >wanted
  find "$SUITE/$2" -type f -exec cat {} + | sed 's/^[[:space:]]*//' >example
  grep -Fxvf example wanted >out
  : >err
  if test -s wanted; then pass "$1: there is something to paste"; else fail "$1: there is something to paste" "no"; fi
  empty "$1: as in the example" out
}

for page in make meson autotools cmake debian ci; do pasted "$page" "$page"; done
pasted hooks git
for page in "$top"/doc/integration/*.md; do
  sed -n 's/.*](\([^:)]*\)).*/\1/p' "$page" | while read -r link; do
    test -e "$top/doc/integration/$link" || echo "$link"
  done >out
  empty "$(basename "$page"): its links" out
done
