# SPDX-License-Identifier: GPL-3.0-or-later
# growth-table.awk - the facts of growth as a table of Markdown: each exponent, and whether
# it is at most 1.2.
#
# An exponent is the logarithm of how many times more is taken for ten times as many things.
# Of compiles it is what the plugin adds.  What is next to nothing has none.
BEGIN {
  FS = "\t"
  most = 1.2
  split("diff freeze yaml image", columns, " ")
}

$1 == "growth" {
  if (!($2 in seen)) { seen[$2] = 1; kinds[++n_kinds] = $2 }
  cost[$2, $3, $4] = $5
  if ($4 == "100000t") has_large = 1
}

function own(kind, column, n,    base) {
  if (!((kind, column, n) in cost)) return ""
  base = column ~ /^(yaml|image)$/ ? cost[kind, "none", n] : 0
  return cost[kind, column, n] - base
}

# least: of this and less, nothing is said
function exponent(kind, column, few, many, least,    a, b) {
  a = own(kind, column, few)
  b = own(kind, column, many)
  if (a == "" || b == "") return ""
  if (b <= least) return 0
  return log(b / (a > least / 10 ? a : least / 10)) / log(10)
}

function cell(value) {
  if (value == "") return "-"
  if (value == 0) return "next to nothing"
  if (value > most) { n_over++; return sprintf("%.2f **over**", value) }
  return sprintf("%.2f", value)
}

END {
  print "\nGrowth: exponents from 1,000 to 10,000 things (instructions) and from 10,000 to 100,000"
  print "(user time); of compiles, of what the plugin adds. The budget is 1.2."
  printf "\n| n of | diff | | freeze | | compile, YAML | | compile, image | |\n|---|---|---|---|---|---|---|---|---|\n"
  for (i = 1; i <= n_kinds; i++) {
    printf "| %s |", kinds[i]
    for (c = 1; c <= 4; c++)
      printf " %s | %s |", cell(exponent(kinds[i], columns[c], "1000", "10000", 3000)),
        has_large ? cell(exponent(kinds[i], columns[c], "10000t", "100000t", 30000)) : ""
    print ""
  }
  if (has_large && own("enum", "yaml", "100000t") != "")
    printf "\nA compile of one enum of 100,000 values by YAML takes %.1f times GCC's own (budget 5: %s).\n",
      cost["enum", "yaml", "100000t"] / cost["enum", "none", "100000t"],
      cost["enum", "yaml", "100000t"] <= 5 * cost["enum", "none", "100000t"] ? "held" : "**over**"
  printf "\n%s\n", n_over ? n_over " exponents are **over** 1.2." : "All exponents are held."
}
