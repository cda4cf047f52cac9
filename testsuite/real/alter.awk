# SPDX-License-Identifier: GPL-3.0-or-later
# alter.awk: a line of a C header each that somebody could write instead, as
# "LINE<tab>KIND<tab>NEW-LINE".  Kinds that begin with "same" mean the same as before.
# Line by line, without reading C: what is made may be no C, or mean what it meant.

function alter(kind, line) {
	if (line != $0)
		print FNR "\t" kind "\t" line
}

# The first match of that pattern otherwise; keep: so many letters of it stay in front.
function replaced(pattern, keep, to,  line) {
	line = $0
	if (match(line, pattern))
		line = substr(line, 1, RSTART - 1 + keep) to substr(line, RSTART + RLENGTH)
	return line
}

# A word for another one.
function word(from, to,  line, at, before, behind) {
	line = $0
	at = index(line, from)
	if (!at)
		return line
	before = at > 1 ? substr(line, at - 1, 1) : " "
	behind = substr(line, at + length(from), 1)
	if (before ~ /[A-Za-z0-9_]/ || behind ~ /[A-Za-z0-9_]/)
		return line
	return substr(line, 1, at - 1) to substr(line, at + length(from))
}

# The nth number, one more than it is.
function counted(n,  line, done, digits) {
	line = $0
	done = ""
	while (match(line, /[^A-Za-z0-9_.](0x[0-9a-fA-F]+|[0-9]+)/)) {
		digits = substr(line, RSTART + 1, RLENGTH - 1)
		done = done substr(line, 1, RSTART)
		line = substr(line, RSTART + RLENGTH)
		if (--n == 0)
			return done (digits ~ /^0x/ ? digits "1" : digits + 1) line
		done = done digits
	}
	return $0
}

{ sub(/\r$/, "") }
# comments of their own lines, and what goes on from another line
is_comment { if (/\*\//) is_comment = 0; was = ""; next }
/^[ \t]*\/\*/ && !/\*\// { is_comment = 1; was = ""; next }
/^[ \t]*(\/\*|\/\/|\*|$)/ || /\\$/ || goes_on { goes_on = /\\$/; was = ""; next }
/\/\*/ && !/\*\// { is_comment = 1; was = ""; next }
/^[ \t]*#[ \t]*define[ \t]+[A-Za-z_0-9]+(\([^)]*\))?[ \t]+[^ \t]/ {
	alter("number", counted(1))
	alter("number", counted(2))
	alter("same-comment", $0 " /* as it was */")
	alter("gone", "")
	alter("operator", replaced("[^<]<< *", 1, ">> "))
	alter("text", replaced("\"[^\"]*\"", 0, "\"altered\""))
	alter("name", replaced("define[ \t]+[A-Za-z_0-9]+", 7, "altered_name"))
	was = ""
	next
}
/^[ \t]*#/ { was = ""; next }
{
	code = $0
	sub(/[ \t]*(\/\*.*\*\/|\/\/.*)?[ \t]*$/, "", code)

	alter("same-comment", $0 " /* as it was */")
	alter("same-spaces", "  " $0)
	alter("same-spelling", word("unsigned int", "unsigned"))
	alter("same-spelling", word("int", "signed int"))
	alter("same-spelling", word("long", "long int"))
	alter("same-spelling", word("unsigned char", "char unsigned"))
	if (/\(/)
		alter("same-name", replaced("\\*[a-z_]+\\);", 1, "altered_name);"))

	alter("type", word("int", "long"))
	alter("type", word("long", "int"))
	alter("type", word("char", "short"))
	alter("type", word("char", "signed char"))
	alter("type", word("short", "int"))
	alter("type", word("unsigned", "signed"))
	alter("type", word("uint8_t", "int8_t"))
	alter("type", word("uint16_t", "uint8_t"))
	alter("type", word("uint32_t", "int"))
	alter("type", word("uint64_t", "unsigned long long"))
	alter("type", word("size_t", "int"))
	alter("type", word("float", "double"))
	alter("type", word("double", "float"))
	alter("type", word("void *", "char *"))
	alter("type", word("void", "int"))
	alter("type", word("struct", "union"))
	alter("type", word("bool", "int"))
	alter("type", word("double", "_Complex double"))
	alter("pointer", replaced("\\*", 0, "**"))
	alter("pointer", replaced("\\*", 0, " "))
	alter("const", word("const ", ""))
	alter("const", word("char *", "const char *"))
	alter("const", word("void *", "const void *"))
	alter("const", replaced("\\*", 0, "*const "))
	# of what is behind a pointer it counts for nothing: C++ has headers without it
	if (!/\*.*[*[]/)
		alter("const", replaced("\\*", 0, "*restrict "))
	alter("const", replaced("(__)?restrict(__)? ", 0, ""))
	alter("volatile", word("int", "volatile int"))
	alter("volatile", replaced("\\*", 0, "volatile *"))
	alter("pragma", "_Pragma(\"pack(1)\") " $0)
	alter("pragma", "_Pragma(\"GCC visibility push(hidden)\") " $0)
	alter("number", counted(1))
	alter("number", counted(2))
	alter("text", replaced("\"[^\"]*\"", 0, "\"altered\""))
	alter("linkage", word("extern", "static"))
	alter("linkage", word("static inline", "extern"))
	alter("linkage", word("extern", "extern _Thread_local"))
	alter("linkage", word("extern", "extern const"))
	alter("linkage", word("typedef", "extern"))
	alter("attribute", replaced("__attribute__ *\\(\\([^()]*(\\([^()]*\\))?[^()]*\\)\\)", 0, ""))
	if (code ~ /;$/) {
		alter("gone", "")
		alter("name", replaced("[A-Za-z_0-9]+ *;", 0, "altered_name;"))
		alter("name", replaced("[A-Za-z_0-9]+ *\\(", 0, "altered_name("))
		alter("added", $0 " int altered_name;")
		alter("added", "int altered_name; " $0)
		alter("array", replaced(";", 0, "[1];"))
		alter("array", replaced(";", 0, "[];"))
		alter("array", replaced("\\[[^]]*\\]", 0, "[]"))
		alter("array", replaced("\\[[^]]*\\]", 0, "[0]"))
		alter("array", replaced("\\[[^]]*\\]", 0, ""))
		alter("bits", replaced(" *;", 0, " : 7;"))
		alter("bits", replaced(" *: *[0-9]+ *;", 0, ";"))
		alter("parameter", replaced(",[^,()]*\\)", 0, ")"))
		alter("parameter", replaced("\\) *;", 0, ", int altered_name);"))
		alter("parameter", replaced("\\) *;", 0, ", ...);"))
		alter("parameter", replaced("\\([^()]*\\) *;", 0, "();"))
		alter("parameter", replaced("\\([^()]*\\) *;", 0, "(void);"))
		alter("parameter", replaced("\\*[a-z_]+[,)]", 0, "altered_name[4],"))
		alter("parameter", replaced("\\*[a-z_]+\\);", 0, "altered_name[static 4]);"))
		alter("parameter", replaced("\\([^(),]*,", 0, "("))
		alter("attribute", replaced("\\) *;", 0, ") __attribute__((ms_abi));"))
		alter("attribute", replaced("\\) *;", 0, ") __attribute__((warn_unused_result));"))
		# of members it is not held
		if (!/\([^()]*\*[^()]*\)[ \t]*\(/)
			alter("attribute", replaced("\\) *;", 0, ") __attribute__((unavailable));"))
		alter("attribute", replaced(" *;", 0, " __attribute__((mode(DI)));"))
		alter("attribute", replaced(" *;", 0, " __attribute__((vector_size(16)));"))
		alter("attribute", replaced(" *;", 0, " __attribute__((may_alias));"))
		alter("attribute", replaced(" *;", 0, " __attribute__((packed));"))
		alter("attribute", replaced(" *;", 0, " __attribute__((deprecated));"))
		alter("attribute", replaced(" *;", 0, " __attribute__((aligned(32)));"))
		alter("attribute", replaced("\\) *;", 0, ") __attribute__((noreturn));"))
		alter("attribute", replaced("\\) *;", 0, ") __attribute__((nonnull));"))
		alter("attribute", replaced("\\) *;", 0, ") __attribute__((visibility(\"hidden\")));"))
		alter("label", replaced("\\) *;", 0, ") __asm__(\"altered_name\");"))
		if (code ~ /^[ \t]*}/) {
			alter("packed", replaced("}", 0, "} __attribute__((packed))"))
			alter("aligned", replaced("}", 0, "} __attribute__((aligned(64)))"))
			alter("type-attribute", replaced("}", 0, "} __attribute__((may_alias))"))
			alter("type-attribute", replaced("}", 0, "} __attribute__((transparent_union))"))
			alter("type-attribute", replaced("}", 0, "} __attribute__((scalar_storage_order(\"big-endian\")))"))
			alter("type-attribute", replaced("}", 0, "} __attribute__((ms_struct))"))
			alter("type-attribute", replaced("}", 0, "} __attribute__((designated_init))"))
			alter("added", "int altered_name; " $0)
			alter("added", "int altered_name[]; " $0)
			alter("pointer", replaced("} *[A-Za-z_]", 2, "*altered_"))
		}
	}
	if (code ~ /,$/ && code !~ /[()]/) {
		alter("gone", "")
		alter("number", replaced(" *=[^,]*,", 0, ","))
		alter("number", replaced(" *(=[^,]*)?,", 0, " = 77,"))
		alter("name", replaced("[A-Za-z_0-9]+ *[,=]", 0, "altered_name = 5, /*") "*/")
		alter("added", "altered_name, " $0)
		alter("added", $0 " altered_name,")
	}
	if (was != "" && code ~ /[;,]$/ && substr(code, length(code)) == substr(was, length(was)) && code !~ /[(){}]/ && was !~ /[(){}]/)
		print FNR "\tswapped\t" $0 "\001"
	was = code
}
