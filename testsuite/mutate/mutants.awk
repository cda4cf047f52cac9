# SPDX-License-Identifier: GPL-3.0-or-later
# mutants.awk: a line of C each that could be otherwise, as "LINE<tab>KIND<tab>NEW-LINE".
# Of a file in the house's style: one statement a line, tabs in front of it.

function mutant(kind, line) {
	if (line != $0)
		print FNR "\t" kind "\t" line
}

# The part between the first "(" and the ")" that closes it, if that is the last of the line.
function condition(line,  start, depth, i, c) {
	start = index(line, "(")
	depth = 0
	for (i = start; i <= length(line); i++) {
		c = substr(line, i, 1)
		depth += (c == "(") - (c == ")")
		if (depth == 0)
			break
	}
	return substr(line, i + 1) ~ /^ *{?$/ && depth == 0 ? substr(line, start + 1, i - start - 1) : ""
}

# Replaces the n-th place of a word that stands between blanks.
function nth(line, from, to, n,  at, seen, done, rest) {
	done = ""
	rest = line
	while ((at = index(rest, " " from " ")) > 0) {
		if (++seen == n)
			return done substr(rest, 1, at) to substr(rest, at + length(from) + 1)
		done = done substr(rest, 1, at + length(from))
		rest = substr(rest, at + length(from) + 1)
	}
	return line
}

/^static const/ || /^enum/ || /^struct [a-z_]* {/ { is_table = 1 }
/^}/ { is_table = 0 }
is_table || /^[^\t]/ || /^\t*\/?\*/ || /"/ && !/\(/ { next }
/^\t+(else )?(if|while) \(/ {
	inner = condition($0)
	if (inner != "") {
		at = index($0, "(")
		tail = substr($0, at + length(inner) + 2)
		mutant("negate", substr($0, 1, at) "!(" inner "))" tail)
		if ($0 ~ /if/)
			mutant("never", substr($0, 1, at) "0 && (" inner "))" tail)
	}
}
/^\t+[a-z_]+\(.*\);$/ { mutant("delete", "\t;") }
/^\t+case [A-Z_a-z0-9]+:$/ { mutant("case", "") }
/^\t+return true;$/ { mutant("return", "\treturn false;") }
/^\t+return false;$/ { mutant("return", "\treturn true;") }
/^\t+(continue|break);$/ { mutant("delete", "\t;") }
/^\t+return [a-z!].* (&&|\|\|) / || /^\t+(if|while|for|return|else if) / || /^\t+[a-z_>.-]+ \|?&?= / || /^\t+ *(&&|\|\|)? ?[a-z!(].*(&&|\|\||\);)?$/ {
	for (n = 1; n <= 3; n++) {
		mutant("and", nth($0, "&&", "||", n))
		mutant("or", nth($0, "||", "&&", n))
		mutant("equal", nth($0, "==", "!=", n))
		mutant("unequal", nth($0, "!=", "==", n))
		mutant("less", nth($0, "<", "<=", n))
		mutant("more", nth($0, ">", ">=", n))
		mutant("plus", nth($0, "+", "-", n))
	}
}
