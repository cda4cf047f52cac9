# SPDX-License-Identifier: GPL-3.0-or-later
# growth.awk - n things of one kind: awk -v kind=KIND -v n=N -v part=PART -f growth.awk
#
# Parts: "then" and "now", the header as it is frozen and as it is later; "policy";
# "script", a version script; "protocol"; "other", a header of another library's;
# "headers-then" and "headers-now", names of files; "library", in assembler.

# Each of the n once, % being its number and & that of the one before.
function each(text, from,    i, line) {
  for (i = from; i < n; i++) {
    line = text
    gsub(/%/, i, line)
    gsub(/&/, i - 1, line)
    print line
  }
}

function block(before, text, after) {
  print before
  each(text, 0)
  print after
}

function header(is_now) {
  print "int kept(void);"
  if (kind == "enum") block("enum e {", "E% = %,", "};")
  if (kind == "enum-inserted")
    block("enum e {", is_now ? "E% = 2 * %, N%," : "E% = 2 * %,", "};")
  if (kind == "enum-changed") block("enum e {", is_now ? "E% = 3 * %," : "E% = %,", "};")
  if (kind == "loose") block("enum {", "L% = %,", "};")
  if (kind == "struct") block("struct s {", "int f%;", "};")
  if (kind == "struct-bits") block("struct s {", "int f% : 3; int : 5;", "};")
  if (kind == "struct-changed") block("struct s {", is_now ? "float f%;" : "int f%;", "};")
  if (kind == "struct-renamed") block("struct s {", is_now ? "int g%;" : "int f%;", "};")
  if (kind == "struct-gained") block("struct s {", is_now ? "int f%; int g%;" : "int f%;", "};")
  if (kind == "union") block("union u {", "int f%;", "};")
  if (kind == "union-gained") block("union u {", is_now ? "int f%; int g%;" : "int f%;", "};")
  if (kind == "structs") each("struct s% { int a; };", 0)
  if (kind == "typedefs") { print "typedef int t0;"; each("typedef t0 t%;", 1) }
  if (kind == "macros") { print "#define M0 1"; each("#define M% (M& + 1)", 1) }
  if (kind == "ignored") each("#define M% %", 0)
  if (kind == "labels") each("int f%(int) __asm__(\"g%\");", 0)
  if (kind == "externals") { print "#include <other.h>"; each("int f%(other%);", 0) }
  if (kind ~ /^headers/) each("#include <h/h%.h>", kind == "headers-gone" && is_now ? n / 2 : 0)
  if (kind ~ /^(findings|waivers)$/ && !is_now) each("int f%(int);", 0)
  if (kind == "macros-gone" && !is_now) each("#define M% %", 0)
  if (kind ~ /^(functions|nodes|symbols|exported)$/) each("int f%(int);", 0)
}

function policy() {
  print "abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:"
  print "- name: foo\n  entry: foo.h\n  promise: forever"
  if (kind ~ /^headers/) print "  headers: [foo.h, h/*.h]"
  if (kind ~ /^(nodes|symbols|listed|exported)$/) print "  symbols: foo.map"
  if (kind == "ignored") block("ignore:\n  macros:", "  - M%\n  - M%_*", "")
  if (kind == "waivers")
    block("waivers:", "- {rule: function-removed, entity: f%, reason: so it is}", "")
  if (kind ~ /^protocol/) print "protocols:\n- {file: x.x}"
}

function script() {
  if (kind == "nodes") {
    print "FOO_0 { global: f0; local: *; };"
    each("FOO_% { global: f%; } FOO_&;", 1)
  } else {
    block("FOO_0 { global: kept;", kind == "listed" ? "g%;" : "f%;", "local: *; };")
  }
}

function protocol() {
  if (kind == "protocol-enum") block("enum e {", "E% = %,", "LAST = 1000000 };")
  if (kind == "protocol-structs") each("struct s% { int a; };", 0)
  if (kind == "protocol-chain") { print "struct s0 { int a; };"; each("struct s% { s& a; };", 1) }
  if (kind == "protocol-framing") each("struct s% { int a; };", 0)
  if (kind ~ /^protocol-(enum|structs|chain)$/) {
    print "program P { version V {"
    if (kind == "protocol-enum") print "void F(e) = 1;"
    if (kind == "protocol-structs") each("void F%(s%) = %;", 1)
    if (kind == "protocol-chain") print "void F(s" n - 1 ") = 1;"
    print "} = 1; } = 1;"
  }
}

BEGIN {
  if (part == "then") header(0)
  if (part == "now") header(1)
  if (part == "policy") policy()
  if (part == "script") script()
  if (part == "protocol") protocol()
  if (part == "other") each("typedef struct { int a; } other%;", 0)
  if (part == "headers-then") each("h%.h", 0)
  if (part == "headers-now") each("h%.h", kind == "headers-gone" ? n / 2 : 0)
  if (part == "library") each(".globl f%\n.type f%, @function\nf%: .byte 0", 0)
}
