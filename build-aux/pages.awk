# SPDX-License-Identifier: GPL-3.0-or-later
# pages.awk: doc/rules/*.md as a table in C, sorted as the files are.
BEGIN {
	print "#include \"tool.h\"\n\nconst struct page pages[] = {"
}
FNR == 1 {
	if (NR > 1)
		print "    },"
	id = FILENAME
	sub(/.*\//, "", id)
	sub(/\.md$/, "", id)
	printf "    {\"%s\",\n", id
}
{
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	printf "     \"%s\\n\"\n", $0
}
END {
	print "    },\n};\n\nconst size_t n_pages = sizeof pages / sizeof *pages;"
}
