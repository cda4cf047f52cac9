# SPDX-License-Identifier: GPL-3.0-or-later
# table.awk - the facts of a run as tables of Markdown.
#
# Facts, with tabs between: "count" ROW VARIANT INSTRUCTIONS; a line of rounds
# (group variant round microseconds kilobytes; a group "tree:7" is one of
# "tree"); and single words, "compiler" and "library".  A time is a ratio to the
# base's in the same round: the median of these and, in brackets, the quartiles.
BEGIN { FS = "\t" }

$1 == "count" { count[$2, $3] += $4; times[$2, $3]++; next }
$1 == "compiler" || $1 == "library" { word[$1] = $2; next }
{
  class = $1
  sub(/:.*/, "", class)
  # one run of a large file differs from the next by more than is looked for: the least of them
  if (class == "tree") {
    n_rounds = $3 > n_rounds ? $3 : n_rounds
    $3 = "least"
    if (($1, $2, $3) in time) {
      if ($4 < time[$1, $2, $3]) time[$1, $2, $3] = $4
      next
    }
  }
  time[$1, $2, $3] = $4
  memory[$1, $2, $3] = $5
  n = ++runs[class, $2]
  run[class, $2, n] = $1 SUBSEP $3
}

# Leaves list[1..n] sorted; awk has no sort of its own.
function sort(list, n,    i, j, gap, held) {
  for (gap = int(n / 2); gap > 0; gap = int(gap / 2))
    for (i = gap + 1; i <= n; i++) {
      held = list[i]
      for (j = i; j > gap && list[j - gap] > held; j -= gap)
        list[j] = list[j - gap]
      list[j] = held
    }
}

function quantile(list, n, part,    at) {
  at = 1 + (n - 1) * part
  return list[int(at)] + (at - int(at)) * ((int(at) < n ? list[int(at) + 1] : 0) - (int(at) < n ? list[int(at)] : 0))
}

# Fills list with what the runs of a variant have in store, over or less the base's.
function compared(class, variant, how, list,    i, key, base, n) {
  n = 0
  for (i = 1; i <= runs[class, variant]; i++) {
    split(run[class, variant, i], key, SUBSEP)
    base = key[1] SUBSEP "none" SUBSEP key[2]
    if (!(base in time)) continue
    if (how == "ratio" && time[base] > 0)
      list[++n] = time[key[1], variant, key[2]] / time[base]
    if (how == "memory") list[++n] = memory[key[1], variant, key[2]] - memory[base]
    if (how == "time") list[++n] = time[key[1], variant, key[2]] / 1000
  }
  sort(list, n)
  return n
}

function median(class, variant, how,    list, n) {
  n = compared(class, variant, how, list)
  return n ? quantile(list, n, .5) : ""
}

function spread(class, variant, how, format,    list, n) {
  n = compared(class, variant, how, list)
  if (!n) return "-"
  return sprintf(format, quantile(list, n, .5), quantile(list, n, .25), quantile(list, n, .75))
}

# What awk is asked for once is there from then on: ask for what is more than nothing.
function is_there(row, variant) { return count[row, variant] > 0 }

# What a plugin adds, in instructions.
function added(row, variant,    base) {
  base = is_there(row, "none") ? row : "libvirt.h"
  return count[row, variant] - count[base, "none"]
}

function added_cell(row, variant,    base, more) {
  if (!is_there(row, variant)) return "-"
  base = is_there(row, "none") ? row : "libvirt.h"
  more = added(row, variant)
  if (more < 10e6) return sprintf("+%d k (%+.2f %%)", more / 1e3, 100 * more / count[base, "none"])
  return sprintf("+%.1f M (%+.1f %%)", more / 1e6, 100 * more / count[base, "none"])
}

function verdict(is_measured, is_held) {
  return !is_measured ? "not measured" : is_held ? "held" : "**over**"
}

function print_count(row, label, budget, is_held,    base) {
  base = is_there(row, "none") ? row : "libvirt.h"
  printf "| %s | %.1f M | %s | %s | %s | %s | %s |\n", label, count[base, "none"] / 1e6,
    added_cell(row, "empty"), added_cell(row, "yaml"), added_cell(row, "image"), budget,
    budget == "" ? "" : verdict(is_there(row, "image"), is_held)
}

function print_times(class, label, budget, is_held,    format) {
  if (!runs[class, "none"]) return
  format = "%.3f (%.3f–%.3f)"
  printf "| %s | %.1f | %s | %s | %s | %s | %s | %s |\n", label, median(class, "none", "time"),
    spread(class, "again", "ratio", format), spread(class, "empty", "ratio", format),
    spread(class, "yaml", "ratio", format), spread(class, "image", "ratio", format),
    budget, budget == "" ? "" : verdict(runs[class, "image"], is_held)
}

function print_memory(class, label, budget,    format) {
  format = "%+d (%+d … %+d)"
  printf "| %s | %d | %s | %s | %s | %s | %s | %s |\n", label, base_memory(class),
    spread(class, "again", "memory", format), spread(class, "empty", "memory", format),
    spread(class, "yaml", "memory", format), spread(class, "image", "memory", format),
    budget, verdict(runs[class, "image"], median(class, "image", "memory") <= 1024)
}

function base_memory(class,    i, key, list) {
  for (i = 1; i <= runs[class, "none"]; i++) {
    split(run[class, "none", i], key, SUBSEP)
    list[i] = memory[key[1], "none", key[2]]
  }
  sort(list, i - 1)
  return quantile(list, i - 1, .5)
}

function print_check(variant, label, budget) {
  if (!runs["check", variant]) {
    if (variant == "check-image") printf "| %s | not there | not there | %s | not there |\n", label, budget
    return
  }
  printf "| %s | %d | %s | %s | %s |\n", label, median("check", variant, "time"),
    spread("check", variant, "ratio", "%.2f (%.2f–%.2f)"), budget,
    budget == "" ? "" : verdict(1, median("check", variant, "ratio") < 1.5 * median("check", "compiles", "ratio"))
}

END {
  printf "%s; %s\n\n", word["compiler"], "libvirt's headers and their record, 9.0.0"
  print "Instructions of the compiler proper: exact, the same at each run."
  print "\n| one compile of | no plugin | empty plugin | abiding, YAML | abiding, image | budget | |"
  print "|---|---|---|---|---|---|---|"
  print_count("libvirt.h", "`libvirt.h` alone", "+1.5 %",
    added("libvirt.h", "image") <= .015 * count["libvirt.h", "none"])
  print_count("newer", "`libvirt.h` with 41 things that the record has not", "+5 %",
    added("newer", "image") <= .05 * count["newer", "none"])
  print_count("empty", "an empty file", "+60 k", added("empty", "image") <= 60000)
  if (is_there("other", "none"))
    print_count("other", "60 system headers and some code", "")
  print_count("record-2000", "`libvirt.h`, a record of 2,000 entities", "")
  small = is_there("record-2000", "image") ? added("record-2000", "image") : 0
  print_count("record-100000", "`libvirt.h`, a record of 100,000 entities", "the same within 5 %",
    small && added("record-100000", "image") <= 1.05 * small)
  if (is_there("tree", "none"))
    print_count("tree", times["tree", "none"] " files of libvirt, with its own options", "")

  print "\nCPU time (user and system) as ratios to no plugin: median and quartiles of paired"
  print "runs in random order. What the same command takes against itself is the noise."
  print "\n| one compile of | no plugin, ms | against itself | empty plugin | abiding, YAML | abiding, image | budget | |"
  print "|---|---|---|---|---|---|---|---|"
  print_times("libvirt.h", "`libvirt.h` alone", "")
  print_times("empty", "an empty file", "")
  print_times("record-2000", "`libvirt.h`, a record of 2,000 entities", "")
  print_times("record-100000", "`libvirt.h`, a record of 100,000 entities", "")
  print_times("tree", runs["tree", "none"] " files of libvirt, the least of " n_rounds " runs", "1.005",
    median("tree", "image", "ratio") <= 1.005)

  print "\n| peak memory, kB, of | no plugin | against itself | empty plugin | abiding, YAML | abiding, image | budget | |"
  print "|---|---|---|---|---|---|---|---|"
  print_memory("libvirt.h", "`libvirt.h` alone", "+1024")

  print "\nOne check of the whole API. The tools that read libraries had " word["library"] "."
  print "\n| | CPU, ms | ratio | budget | |"
  print "|---|---|---|---|---|"
  print_check("none", "`gcc -fsyntax-only`, nothing checked", "")
  print_check("compiles", "the same of each entry alone, and of all", "")
  print_check("check-yaml", "`abiding check`, YAML", "under 1.5 of these")
  print_check("check-image", "`abiding check`, image", "under 1.5 of these")
  print_check("asserts", "a file of `_Static_assert`s for all of it", "")
  print_check("abidiff", "abidiff, of two libraries with debug information", "")
  print_check("headers", "abi-compliance-checker, of headers", "")
  print_check("dumps", "abi-dumper and abi-compliance-checker, of two libraries", "")
}
