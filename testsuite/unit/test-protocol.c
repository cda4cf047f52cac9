/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protocols: what is read, what is refused and where, what a record keeps of them. */
#include "with-protocols.h"

/* ---- declarations ---- */

static const struct {
	const char *text, *printed;
} declarations[] = {
    {"int a", "int a"},
    {"unsigned a", "unsigned int a"},
    {"unsigned  hyper\ta", "unsigned hyper a"},
    {"long a", "int a"},
    {"u_int a", "unsigned int a"},
    {"uint64_t a", "unsigned hyper a"},
    {"foo *a", "foo *a"},
    {"struct foo a", "foo a"},
    {"string a<>", "string a<>"},
    {"string a<FOO_MAX>", "string a<FOO_MAX>"},
    {"opaque a[16]", "opaque a[16]"},
    {"opaque <16>", "opaque <16>"},
    {"foo [0x10]", "foo [0x10]"},
    {"struct { int x; foo *y; } a", "struct { int x; foo *y; } a"},
    {"union switch (int t) { case 1: case 2: int x; default: void; } a",
     "union switch (int t) { case 1: case 2: int x; default: void; } a"},
    {"enum { A = 1, B = 2 } a", "enum { A = 1, B = 2 } a"},
    {"void", "void"},
};

static void prints_declarations_in_one_spelling(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof declarations / sizeof *declarations; i++) {
		struct ab_xdr_declaration declaration;
		const char *problem;
		struct ab_buf buf;

		if (!ab_xdr_parse_declaration(arena, declarations[i].text, &declaration, &problem))
			fail_msg("%s: %s", declarations[i].text, problem);
		ab_buf_init(&buf, arena);
		ab_xdr_print(&buf, &declaration);
		assert_string_equal(buf.text, declarations[i].printed);
	}
}

/* ---- numbers ---- */

static void works_out_numbers(struct ab_arena *arena)
{
	const struct ab_protocol *protocol =
	    parse(arena, "const A = 0x10;\nconst B = A;\nconst C = 010;\n#define D 7\n"
			 "const OUT = VIR_UUID_BUFLEN;\nconst LOOP = POOL;\nconst POOL = LOOP;\n"
			 "#define WORD abc\n"
			 "enum e { E_ONE = -1, E_TWO, E_THREE, E_D = D, E_NEXT };\n");
	static const struct {
		const char *text, *number; /* NULL: not known */
	} numbers[] = {
	    {"12", "12"},    {"A", "16"},     {"B", "16"},    {"C", "8"},
	    {"D", "7"},	     {"E_ONE", "-1"}, {"E_TWO", "0"}, {"E_THREE", "1"},
	    {"E_NEXT", "8"}, {"OUT", NULL},   {"LOOP", NULL}, {"WORD", NULL},
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct ab_int number;
		const bool is_known = ab_protocol_number(protocol, numbers[i].text, &number);

		assert_int_equal(is_known, numbers[i].number != NULL);
		if (is_known)
			assert_string_equal(ab_int_text(arena, number), numbers[i].number);
	}
	assert_null(ab_protocol_find(protocol, "WORD"));
}

/* A text is a constant, too, and has no number. */
static void reads_texts(struct ab_arena *arena)
{
	const struct ab_protocol *protocol = parse(arena, "const T = \"a \\\"b\";\nconst A = 1;\n");
	struct ab_int number;

	assert_string_equal(ab_protocol_find(protocol, "T")->value, "\"a \\\"b\"");
	assert_false(ab_protocol_number(protocol, "T", &number));
	assert_true(ab_protocol_number(protocol, "A", &number));
}

/* ---- messages ---- */

static void finds_messages_by_their_names(struct ab_arena *arena)
{
	const struct ab_protocol *protocol =
	    parse(arena, "struct virFooBarArgs { int a; };\nstruct vir_foo_bar_ret { int a; };\n"
			 "struct vir_foo_baz_msg { other b; };\nstruct alone { int a; };\n"
			 "const VIR_FOO_PROGRAM = 7;\nconst VIR_FOO_PROTOCOL_VERSION = 1;\n"
			 "enum anyProcedure { VIR_FOO_PROC_BAR = 1, VIR_FOO_PROC_BAZ = 2 };\n"
			 "enum not_one { FOO_PROC_BAR = 1, FOO_LAST = 2 };\n");
	const struct ab_xdr_program *program = protocol->programs;

	assert_int_equal(protocol->n_programs, 1);
	assert_string_equal(program->name, "anyProcedure");
	assert_string_equal(program->number, "VIR_FOO_PROGRAM");
	assert_string_equal(program->version, "VIR_FOO_PROTOCOL_VERSION");
	assert_int_equal(program->n_messages, 2);
	assert_string_equal(program->messages[0].parts[AB_XDR_ARGS]->type, "virFooBarArgs");
	assert_string_equal(program->messages[0].parts[AB_XDR_RET]->type, "vir_foo_bar_ret");
	assert_int_equal(program->messages[0].n_parts[AB_XDR_MSG], 0);
	assert_string_equal(program->messages[1].parts[AB_XDR_MSG]->type, "vir_foo_baz_msg");
	assert_null(ab_protocol_find(protocol, "alone"));
	assert_non_null(ab_protocol_find(protocol, "virFooBarArgs"));
}

static void reads_programs(struct ab_arena *arena)
{
	const struct ab_protocol *protocol =
	    parse(arena, "program P { version V { void NOTHING(void) = 0;\n"
			 "string SAY(int, foo *rest) = 1; } = 2; } = 0x20000000;\n");
	const struct ab_xdr_message *say = &protocol->programs[0].messages[1];

	assert_string_equal(protocol->programs[0].name, "P.V");
	assert_string_equal(protocol->programs[0].number, "0x20000000");
	assert_string_equal(protocol->programs[0].version, "2");
	assert_int_equal(protocol->programs[0].messages[0].n_parts[AB_XDR_RET], 0);
	assert_int_equal(say->n_parts[AB_XDR_ARGS], 2);
	assert_int_equal(say->parts[AB_XDR_ARGS][1].shape, AB_XDR_OPTIONAL);
	assert_int_equal(say->parts[AB_XDR_RET][0].shape, AB_XDR_VARIABLE);
}

/* ---- what is passed over ---- */

static void passes_over_what_is_for_the_compiler(struct ab_arena *arena)
{
	const struct ab_protocol *protocol = parse(
	    arena, "%#include \"x.h\" {{{\n/* struct no { */\n#ifdef RPC_HDR\nconst A = 1;\n#else\n"
		   "const A = 2;\n#endif\n#if 0 || !defined(RPC_HDR)\n?\n#elif 1\nconst B = 3;\n"
		   "#elif 1\nconst B = 4;\n#endif\n# 1 \"foo.x\"\n#define \\\n  C 5\n#if C == 5\n"
		   "const D = C;\n#endif\n");
	struct ab_int number;

	assert_int_equal(protocol->n_definitions, 4);
	assert_true(ab_protocol_number(protocol, "A", &number));
	assert_int_equal(number.magnitude, 1);
	assert_true(ab_protocol_number(protocol, "B", &number));
	assert_int_equal(number.magnitude, 3);
	assert_true(ab_protocol_number(protocol, "D", &number));
	assert_int_equal(number.magnitude, 5);
}

/* ---- what is wrong, and where ---- */

static const struct {
	const char *text, *error;
} wrong[] = {
    {"strcut foo { int a; };", "1:1: unknown word 'strcut', did you mean 'struct'?"},
    {"struct foo {\n  int a\n};", "3:1: expected ';' behind 'a', found '}'"},
    {"struct foo { };", "1:14: expected a member, found '}'"},
    {"struct foo { int; };", "1:17: expected a name after the type, found ';'"},
    {"struct foo { int a; }",
     "1:22: expected ';' behind the definition, found the end of the file"},
    {"struct foo { string a; };", "1:21: 'a' needs a length, as in 'a<10>'"},
    {"struct foo { string a[3]; };", "1:22: a string has no fixed length, expected '<'"},
    {"struct foo { int *a<3>; };", "1:20: 'a' cannot be a pointer and an array"},
    {"struct foo { int a[]; };", "1:20: expected a number or the name of a constant, found ']'"},
    {"struct foo { int a<3]; };", "1:21: expected '>' behind the limit, found ']'"},
    {"typedef void;", "1:9: a typedef of void has no sense"},
    {"const A 3;", "1:9: expected '=' behind 'A', found '3'"},
    {"const A = 3x;", "1:11: '3x' is not a 64-bit number"},
    {"const A = 99999999999999999999;", "1:11: '99999999999999999999' is not a 64-bit number"},
    {"const A = 1;\nconst A = 1;", "2:7: repeated definition of 'A', first on line 1"},
    {"enum a { A = 1, A = 2 };", "1:17: repeated name 'A'"},
    {"struct a { int x; int y; int x; };", "1:30: repeated member 'x'"},
    {"enum a { A = OUT, B };", "1:19: 'B' needs a value: that of 'A' before it is not known"},
    {"union u { int a; };", "1:9: expected 'switch', found '{'"},
    {"union u switch (int a) { int b; };", "1:26: expected 'case' or 'default', found 'int'"},
    {"program P { verison V { } = 1; } = 2;", "1:13: expected 'version', found 'verison'"},
    {"program P { version V { int A(int) = 1; int A(int) = 2; } = 1; } = 2;",
     "1:45: repeated procedure 'A'"},
    {"int a;", "1:1: unknown word 'int', expected const, typedef, enum, struct, union or program"},
    {"/* never", "1:1: this comment has no end, expected '*/'"},
    {"\n#if 1\nconst A = 1;", "2:1: this condition has no end, expected '#endif'"},
    {"#endif", "1:1: '#endif' without '#if'"},
    {"#if 1\n#else\n#else\n#endif", "3:1: '#else' behind '#else'"},
    {"#if (\n#endif", "1:1: this condition cannot be worked out: '('"},
    {"#include \"other.x\"",
     "1:1: what is included is not looked into; a line for the C code begins "
     "with '%'"},
    {"#define F(x) x", "1:1: a macro with parameters is not understood here"},
    {"#frob", "1:1: unknown directive '#frob'"},
    {"struct foo { int a; @ };", "1:21: '@' has no meaning in a protocol"},
    {"const \xc3\xa4 = 1;", "1:7: '\xc3' has no meaning in a protocol"},
    {"const A = \"never", "1:11: this text has no end, expected '\"'"},
};

static void says_what_is_wrong_and_where(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct ab_protocol *protocol;
		struct ab_error error;

		if (ab_protocol_parse(arena, "foo.x", wrong[i].text, &protocol, &error))
			fail_msg("read: %s", wrong[i].text);
		assert_string_equal(error.file, "foo.x");
		assert_string_equal(error_text(arena, &error), wrong[i].error);
	}
}

static void refuses_what_is_nested_too_deep(struct ab_arena *arena)
{
	struct ab_protocol *protocol;
	struct ab_error error;
	struct ab_buf text;

	ab_buf_init(&text, arena);
	ab_buf_add(&text, "struct foo { ");
	for (int i = 0; i < 10000; i++)
		ab_buf_add(&text, "struct { ");
	assert_false(ab_protocol_parse(arena, "foo.x", text.text, &protocol, &error));
	assert_string_equal(error.message, "types are nested too deep");
}

/* Cut off anywhere, or with any byte in it, a file is read or refused, and nothing else. */
static void survives_any_text(struct ab_arena *arena)
{
	static const char text[] =
	    "%x\n#if 1\nconst A = 1;\n#endif\ntypedef string s<A>;\nstruct f { s *a; int b[2]; };\n"
	    "union u switch (int t) { case 1: f x; default: void; };\nenum e { X_PROC_A = 1 };\n"
	    "program P { version V { s G(f) = 1; } = 1; } = 2;\n";
	static const char bytes[] = "{}()<>*;,=:#%\"\\/\n\xff"
				    "0-a";
	struct ab_protocol *protocol;
	struct ab_error error;

	for (size_t i = 0; i < sizeof text; i++) {
		ab_protocol_parse(arena, "foo.x", ab_strndup(arena, text, i), &protocol, &error);
		/* the last of them stays: without it there is no end */
		for (size_t j = 0; text[i] && j + 1 < sizeof bytes; j++) {
			char *copy = ab_strdup(arena, text);

			copy[i] = bytes[j];
			ab_protocol_parse(arena, "foo.x", copy, &protocol, &error);
		}
	}
}

/* ---- in a record ---- */

static void reads_back_what_a_record_says(struct ab_arena *arena)
{
	static const char text[] =
	    "abiding-record: 2\nlibrary: foo\nrelease: 1.1.0\nprotocols:\n  foo.x:\n    since: "
	    "1.0.0\n"
	    "    constants:\n      A: 0x10\n      B: {value: VIR_LEN, since: 1.1.0}\n"
	    "    typedefs:\n      s: string <A>\n      t: {type: hyper, since: 1.1.0}\n"
	    "    enums:\n      e:\n        E_A: 0\n        E_B: {value: 1, since: 1.1.0}\n"
	    "      g:\n        since: 1.1.0\n        values:\n          G_A: 0\n"
	    "    structs:\n      f:\n      - s name\n      - f *next\n"
	    "      h:\n        since: 1.1.0\n        members:\n        - opaque uuid[B]\n"
	    "    unions:\n      u:\n        switch: int type\n        cases:\n"
	    "        - {case: 1, type: int i}\n        - {case: [2, 3], type: void}\n"
	    "        - {type: f rest}\n"
	    "    messages:\n      P.V:\n        program: 7\n        version: 1\n        numbers:\n"
	    "          FIRST: {number: 1, args: [int, f *], ret: s}\n"
	    "          SECOND: {number: 2, since: 1.1.0, msg: u}\n";
	struct ab_record *record;
	struct ab_error error;
	const char *printed;
	size_t length;

	if (!ab_record_parse(arena, "foo.yaml", text, sizeof text - 1, &record, &error))
		fail_msg("%s", error_text(arena, &error));
	assert_true(ab_record_print(arena, record, &printed, &length, &error));
	assert_string_equal(printed, text);
}

static const struct {
	const char *section, *error;
} wrong_sections[] = {
    {"  foo.x: {constant: {}}",
     "3:11: unknown key 'constant' in a protocol, did you mean 'constants'?"},
    {"  foo.x: {structs: {a: [int]}}", "3:25: 'int' must have a name"},
    {"  foo.x: {structs: {a: [int a b]}}",
     "3:25: 'int a b' is not a declaration: expected nothing more, found 'b'"},
    {"  foo.x: {typedefs: {a: int b}}", "3:25: 'int b' must not have a name"},
    {"  foo.x: {structs: {a: [int x]}, unions: {a: {}}}", "3:43: repeated name 'a'"},
    {"  foo.x: {messages: {p: {numbers: {a: {}}}}}", "3:39: a message needs a key 'number'"},
    {"  foo.x: {messages: {p: {numbers: []}}}", "3:35: 'numbers' must be a mapping, found a list"},
    {"  foo.x: {messages: []}", "3:21: 'messages' must be a mapping, found a list"},
    {"  foo.x: {unions: {u: {cases: []}}}", "3:23: a union needs a key 'switch'"},
    {"  foo.x: {unions: {u: {switch: int t}}}", "3:23: a union needs a key 'cases'"},
    {"  foo.x: {unions: {u: {switch: int, cases: []}}}", "3:32: 'int' must have a name"},
    {"  foo.x: {unions: {u: {switch: int t, cases: {}}}}",
     "3:46: 'cases' must be a list, found a mapping"},
    {"  foo.x: {unions: {u: {switch: int t, cases: [{case: 1}]}}}",
     "3:47: a case needs a key 'type'"},
    {"  foo.x: {enums: {e: {A: {since: '1'}}}}", "3:26: a value needs a key 'value'"},
    {"  foo.x: {structs: {s: {members: {}}}}",
     "3:34: the members of a struct must be a list, found a mapping"},
    {"  foo.x: {constants: {A: {since: '1'}}}", "3:26: a constant needs a key 'value'"},
    {"  foo.x: {typedefs: {t: {since: '1'}}}", "3:25: a typedef needs a key 'type'"},
};

static void says_what_is_wrong_in_a_record(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof wrong_sections / sizeof *wrong_sections; i++) {
		const char *text = ab_printf(arena, "abiding-record: 2\nprotocols:\n%s\n",
					     wrong_sections[i].section);
		struct ab_record *record;
		struct ab_error error;

		assert_false(
		    ab_record_parse(arena, "foo.yaml", text, strlen(text), &record, &error));
		assert_string_equal(error_text(arena, &error), wrong_sections[i].error);
	}
}

/* ---- compared ---- */

/* What a message carries: by itself, within a typedef, a struct, an arm, a list, no name. */
static const char *const plain =
    "const LEN = 4; const OTHER = 9; const LONE = 3;\n"
    "enum kind { KIND_A = 0, KIND_B = 1 };\n"
    "struct item { int x; kind sort; };\n"
    "typedef item items<LEN>;\n"
    "union choice switch (int type) { case 1: items list; case OTHER: void; };\n"
    "struct ring { ring *next; int n; };\n"
    "struct foo_get_args { ring rings; struct { choice value; } inner; int last; };\n"
    "struct lone { int a; };\n"
    "union either switch (kind sort) { case KIND_A: int a; case KIND_B: hyper b; };\n"
    "typedef string name<16>;\n"
    "struct quad { int a; int b; int c; int d; };\n"
    "struct foo_put_args { name to; either what; quad four; };\n"
    "const FOO_PROGRAM = 7; const FOO_PROTOCOL_VERSION = 1;\n"
    "enum foo_procedure { FOO_PROC_GET = 1, FOO_PROC_PUT = 2 };\n";

#define MISREAD_PUT MISREAD("'FOO_PROC_PUT'")
#define MISREAD(messages) " (clients and daemons of other releases misread " messages ")"
#define MORE(limit) \
	" (a new client or daemon may send more than the " limit \
	" that an older one takes, which then drops the call)"
#define LESS " (an older client or daemon may send more than 8, and its call is dropped now)"

struct change {
	const char *from, *to, *findings;
};

static const struct change changes[] = {
    {"int x;", "int x;", ""},
    {"int x; kind", "hyper x; kind", "message-content-changed item.x" MISREAD("'FOO_PROC_GET'")},
    {"int last", "hyper last",
     "message-content-changed foo_get_args.last" MISREAD("'FOO_PROC_GET'")},
    {"ring *next; ", "", "message-content-changed ring.next" MISREAD("'FOO_PROC_GET'")},
    {"KIND_B = 1", "KIND_B = 2",
     "wire-value-changed kind.KIND_B" MISREAD("2 messages, 'FOO_PROC_GET' among them")},
    {"int a; };", "hyper a; };", ""},
    {"const LONE = 3;", "", ""},
    {"LONE = 3", "LONE = 4", "wire-limit-changed LONE" MORE("3")},
    {"case KIND_B: hyper", "case KIND_B: int", "wire-union-changed either.KIND_B" MISREAD_PUT},
    {"case KIND_A: int a; ", "", "wire-union-changed either.KIND_A" MISREAD_PUT},
    {"case OTHER: void;", "case OTHER: void; default: int z;",
     "wire-union-changed choice (a client or daemon of an older release cannot read a message "
     "that has it)"},
    {"case OTHER: void;", "case OTHER: int more;",
     "wire-union-changed choice.OTHER" MISREAD("'FOO_PROC_GET'")},
    {"int a; int b; int c; int d;", "int a; hyper y; int c; int z;",
     "message-content-changed quad.b" MISREAD_PUT "; wire-name-changed quad.d"},
    {"int a; int b; int c; int d;", "int y; int a; int c; hyper z; int d;",
     "message-content-changed quad.b" MISREAD_PUT "; message-content-changed quad.y" MISREAD_PUT
     "; message-content-changed quad.z" MISREAD_PUT},
    {"struct quad { int a; int b; int c; int d; }", "typedef int quad[4]", ""},
    {"struct quad { int a; int b; int c; int d; }", "typedef hyper quad",
     "message-content-changed quad" MISREAD_PUT},
    {"const LEN = 4", "const LEN = 5", "wire-limit-changed LEN" MORE("4")},
    {"const OTHER = 9", "const OTHER = 8", "wire-limit-changed OTHER" LESS},
    {"name<16>", "name<8>", "wire-limit-changed name" LESS},
    {"FOO_PROC_PUT = 2", "FOO_PROC_PUT = 3",
     "message-number-changed FOO_PROC_PUT"
     " (clients and daemons of other releases take it for a different message)"},
    {"LONE = 3", "LONE = OF_A_HEADER", "wire-limit-changed LONE"},
    {"FOO_PROGRAM = 7", "FOO_PROGRAM = OF_A_HEADER",
     "program-number-changed FOO_PROGRAM (no client finds a daemon of another release)"},
    {"FOO_PROGRAM = 7", "FOO_PROGRAM = 8",
     "program-number-changed FOO_PROGRAM (no client finds a daemon of another release)"},
};

static void expect_changes(struct ab_arena *arena, const char *then, const struct change *list,
			   size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *at = strstr(then, list[i].from);
		const char *now;

		assert_non_null(at);
		now = ab_printf(arena, "%.*s%s%s", (int)(at - then), then, list[i].to,
				at + strlen(list[i].from));
		if (strcmp(findings_of(arena, then, now), list[i].findings) != 0)
			fail_msg("%s, not %s:\n%s", findings_of(arena, then, now), list[i].findings,
				 now);
	}
}

static void compares_what_is_sent(struct ab_arena *arena)
{
	assert_string_equal(findings_of(arena, plain, NULL), "protocol-removed foo.x");
	expect_changes(arena, plain, changes, sizeof changes / sizeof *changes);
}

/* Structs and unions of more than one kind of member, and three messages. */
static void compares_more_that_is_sent(struct ab_arena *arena)
{
#define MISREAD_GET MISREAD("'FOO_PROC_GET'")
#define QUAD "int a; hyper b; int c; int d;"
#define RENUMBERED " (clients and daemons of other releases take it for a different message)"
	static const char then[] =
	    "enum kind { KIND_A = 0, KIND_B = 1 };\n"
	    "typedef opaque bytes<8>; typedef int number;\n"
	    "struct quad { " QUAD " };\n"
	    "union some switch (int type) { case 1: case 2: int a; case 3: opaque b<8>; "
	    "case 5: case 6: opaque c<8>; default: void; };\n"
	    "struct foo_get_args { quad four; some value; bytes more; opaque fixed[4]; opaque "
	    "open<4>; };\n"
	    "struct inner { union switch (kind sort) { case KIND_A: int a; case KIND_B: int b; } "
	    "in; };\n"
	    "struct foo_put_args { inner in; number n; };\n"
	    "union twin switch (int type) { case 1: case 2: int a; case 3: void; };\n"
	    "struct foo_end_args { twin p; };\n"
	    "const FOO_PROGRAM = 7; const FOO_PROTOCOL_VERSION = 1;\n"
	    "enum foo_procedure { FOO_PROC_GET = 1, FOO_PROC_PUT = 2, FOO_PROC_END = 3 };\n";
	static const struct change list[] = {
	    /* members: order, and names in place of others */
	    {QUAD, "hyper b; int a; int c; int d;", "message-content-changed quad.b" MISREAD_GET},
	    {QUAD, "hyper b; int a; int c; hyper d;",
	     "message-content-changed quad.d" MISREAD_GET
	     "; message-content-changed quad.b" MISREAD_GET},
	    {QUAD, "int a; hyper y; hyper z; int d;",
	     "wire-name-changed quad.b; message-content-changed quad.c" MISREAD_GET},
	    {QUAD, "int a; hyper c; int b; int d;", "message-content-changed quad.c" MISREAD_GET},
	    {"struct quad { " QUAD " };",
	     "struct pair { int a; hyper b; }; struct quad { pair p; "
	     "int c; int d; };",
	     ""},
	    /* limits are of what varies */
	    {"fixed[4]", "fixed[5]", "message-content-changed foo_get_args.fixed" MISREAD_GET},
	    {"fixed[4]", "fixed<4>", "message-content-changed foo_get_args.fixed" MISREAD_GET},
	    {"open<4>", "open[4]", "message-content-changed foo_get_args.open" MISREAD_GET},
	    {"open<4>", "open<5>", "wire-limit-changed foo_get_args.open" MORE("4")},
	    {"open<4>", "open<>", "wire-limit-changed foo_get_args.open" MORE("4")},
	    {"open<4>", "open<OF_A_HEADER>", "wire-limit-changed foo_get_args.open"},
	    {"typedef opaque bytes<8>", "typedef opaque bytes[8]",
	     "message-content-changed bytes" MISREAD_GET},
	    {"typedef int number", "typedef hyper number",
	     "message-content-changed number" MISREAD_PUT},
	    {"typedef int number", "struct number { hyper a; }",
	     "message-content-changed number" MISREAD_PUT},
	    {"enum kind { KIND_A = 0, KIND_B = 1 }", "struct kind { hyper x; }",
	     "message-content-changed kind" MISREAD_PUT
	     "; message-content-changed inner.in" MISREAD_PUT},
	    /* arms: of several values, and of none */
	    {"case 2: int a;", "case 2: hyper a;", "wire-union-changed some.1" MISREAD_GET},
	    {"case 1: case 2: int a; ", "", "wire-union-changed some.1" MISREAD_GET},
	    {"case 1: case 2:", "case 1:", "wire-union-changed some.2" MISREAD_GET},
	    {"case 2: int a;", "case 2: int z;", ""},
	    {"case 1: case 2: int a; case 3: opaque b<8>; ",
	     "case 3: opaque b<8>; case 2: case 1: int a; ", ""},
	    {"case 3: opaque b<8>; ", "case 3: opaque b<8>; case 4: void; ", ""},
	    {"case 3: opaque b<8>; ", "case 3: opaque b<8>; case 4: int c; ",
	     "wire-union-changed some.4 (a client or daemon of an older release cannot read a "
	     "message that has it)"},
	    {" default: void;", "", "wire-union-changed some" MISREAD_GET},
	    {"default: void;", "default: int x;", "wire-union-changed some" MISREAD_GET},
	    {"case 2: int a; case 3: opaque b<8>;", "case 2: int a; case 3: opaque b<9>;",
	     "wire-limit-changed some.b" MORE("8")},
	    {"case 6: opaque c<8>;", "case 6: opaque c<9>;", "wire-limit-changed some.c" MORE("8")},
	    {"(int type)", "(hyper type)", "wire-union-changed some" MISREAD_GET},
	    /* a value is told where it is, not again where it is a case */
	    {"KIND_B = 1", "KIND_B = 2", "wire-value-changed kind.KIND_B" MISREAD_PUT},
	    /* messages */
	    {"{ case 1: case 2: int a; case 3: void; }", "{ case 3: void; }",
	     "wire-union-changed twin.1" MISREAD("'FOO_PROC_END'")},
	    {"struct foo_end_args { twin p; };", "",
	     "message-content-changed FOO_PROC_END.arguments" MISREAD("'FOO_PROC_END'")},
	    {"GET = 1, FOO_PROC_PUT = 2", "GET = 4, FOO_PROC_PUT = 6",
	     "message-number-changed FOO_PROC_GET" RENUMBERED
	     "; message-number-changed FOO_PROC_PUT" RENUMBERED},
	    {"GET = 1, FOO_PROC_PUT = 2", "GET = 4, FOO_PROC_PUT = 5",
	     "message-number-changed FOO_PROC_GET" RENUMBERED},
	};

	expect_changes(arena, then, list, sizeof list / sizeof *list);
}

/* What a header of the C code defines is not known, and the same under the same name. */
static void takes_names_it_does_not_know_as_they_are(struct ab_arena *arena)
{
	static const char then[] = "const LIMIT = OF_A_HEADER;\nstruct head { opaque b<LIMIT>; };\n"
				   "union body switch (int k) { case FIRST: int x; };\n"
				   "union either switch (bool b) { case TRUE: int y; };\n";
	static const struct change list[] = {
	    {"int x", "int z", ""},
	    {"int x", "hyper x", "wire-union-changed body.FIRST"},
	    {"case TRUE", "case 1", ""},
	    {"case TRUE", "case FALSE",
	     "wire-union-changed either.TRUE; wire-union-changed either.FALSE (a client or daemon "
	     "of an older release cannot read a message that has it)"},
	    {"= OF_A_HEADER", "= OF_ANOTHER", "wire-limit-changed LIMIT"},
	    {"case FIRST", "case SECOND",
	     "wire-union-changed body.FIRST; wire-union-changed body.SECOND (a client or daemon of "
	     "an older release cannot read a message that has it)"},
	};

	expect_changes(arena, then, list, sizeof list / sizeof *list);
}

/* A message of the release at hand is promised; of a later one, it is not there yet. */
static void expects_no_messages_of_a_later_release(struct ab_arena *arena)
{
#define REMOVED \
	"message-removed P_PROC_B (a client or daemon of another release that sends it gets an " \
	"error)"
	static const char then[] =
	    "abiding-record: 2\nlibrary: foo\nrelease: 2.0.0\nprotocols: {foo.x: {since: 1.0.0, "
	    "messages: {p: {numbers: {P_PROC_A: {number: 1}, P_PROC_B: {number: 2, since: "
	    "1.5.0}}}}}}\n";
	static const struct {
		const char *release, *said;
	} cases[] = {
	    {"1.4.0", ""},
	    {"1.5.0", REMOVED},
	    {"2.0.0", REMOVED},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *promised = read_record(arena, then);
		struct ab_findings findings = {0};

		ab_compare_protocols(arena, promised, record_of(arena, "enum p { P_PROC_A = 1 };"),
				     ab_policy_default(arena, promised), cases[i].release,
				     &findings);
		assert_string_equal(text_of(arena, &findings), cases[i].said);
	}
}

/* A typedef that is another is named by both types, anything else is not. */
static void says_what_a_typedef_is_now(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *said;
	} cases[] = {
	    {"typedef int n;", "typedef hyper n;", "'n' is now 'hyper', promised as 'int'"},
	    {"typedef int n;", "struct n { hyper a; };",
	     "'n' is something else on the wire than was promised"},
	    {"struct n { hyper a; };", "typedef int n;",
	     "'n' is something else on the wire than was promised"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		static const char use[] = "%s struct foo_a_args { n of; }; enum foo_procedure { "
					  "FOO_PROC_A = 1 };";
		struct ab_record *then = record_of(arena, ab_printf(arena, use, cases[i].then));
		struct ab_findings findings = {0};

		ab_compare(arena, then, record_of(arena, ab_printf(arena, use, cases[i].now)),
			   ab_policy_default(arena, then), &findings);
		assert_int_equal(findings.count, 1);
		assert_string_equal(findings.items[0].message, cases[i].said);
	}
}

/* Of a protocol without messages, each struct and union is promised. */
static void compares_framing(struct ab_arena *arena)
{
	static const char then[] = "const LIMIT = 4; typedef int number; enum kind { A = 1 };\n"
				   "struct head { number n; opaque b<LIMIT>; };\n"
				   "union body switch (kind k) { case A: int x; };\n";
	static const struct change list[] = {
	    {"struct head", "struct top", ""},
	    {"union body", "union trunk", ""},
	    {"struct head { number n; opaque b<LIMIT>; };", "", "message-content-changed head"},
	    {"struct head { number n; opaque b<LIMIT>; };", "struct top { hyper a; };",
	     "message-content-changed head"},
	    {"union body switch (kind k) { case A: int x; };", "", "message-content-changed body"},
	    {"struct head { number n; opaque b<LIMIT>; };",
	     "union head switch (kind k) { case A: int x; };", "message-content-changed head"},
	    {"typedef int number; enum kind { A = 1 };\nstruct head { number n;",
	     "enum kind { A = 1 }; struct head { int n;", ""},
	    {"LIMIT = 4", "LIMIT = 5", "wire-limit-changed LIMIT" MORE("4")},
	};

	expect_changes(arena, then, list, sizeof list / sizeof *list);
}

/* A limit that nothing has any more may be another; so may not one that something has. */
static void knows_what_has_a_limit(struct ab_arena *arena)
{
	static const char *const uses[] = {
	    "typedef opaque t<%s>;",
	    "struct s { int a; opaque b<%s>; };",
	    "struct s { struct { int a; opaque b<%s>; } in; };",
	    "union u switch (int t) { case 1: void; case 2: opaque b<%s>; };",
	    "union u switch (int t) { case 1: case %s: int a; };",
	    "enum e { A = 1, B = %s };",
	    "const M = %s;",
	};

	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		const char *unit = ab_printf(arena, "const N = %%s; %s", uses[i]);
		const char *then = ab_printf(arena, unit, "4", "N");

		assert_string_equal(findings_of(arena, then, ab_printf(arena, unit, "5", "4")), "");
		assert_non_null(strstr(findings_of(arena, then, ab_printf(arena, unit, "5", "N")),
				       "wire-limit-changed N"));
	}
}

/* Nothing is said of a protocol that is not promised. */
static void says_nothing_without_a_promise(struct ab_arena *arena)
{
	struct ab_record *one = record_of(arena, plain), *other = record_of(arena, "const A = 1;");
	struct ab_policy *policy = ab_policy_default(arena, one);
	struct ab_policy_protocol protocol = {.name = "foo.x", .promise = AB_PROMISE_NONE};
	struct ab_findings findings = {0};

	policy->is_default = false;
	policy->protocols = &protocol;
	policy->n_protocols = 1;
	ab_compare(arena, one, other, policy, &findings);
	assert_string_equal(text_of(arena, &findings), "");
	protocol.promise = AB_PROMISE_FOREVER;
	ab_compare(arena, one, other, policy, &findings);
	assert_string_equal(text_of(arena, &findings),
			    "program-removed foo_procedure (no client or "
			    "daemon of another release can use them)");
}

/* Of a compile, which checks them apart from all else. */
static void says_of_which_the_record_has_nothing(struct ab_arena *arena)
{
	const struct ab_record *none = record_of(arena, NULL), *one = record_of(arena, plain);
	struct ab_findings findings = {0};

	ab_compare_protocols(arena, one, one, ab_policy_default(arena, one), NULL, &findings);
	assert_int_equal(findings.count, 0);
	ab_compare_protocols(arena, none, one, ab_policy_default(arena, none), NULL, &findings);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0].rule, AB_NOT_CHECKED);
	assert_non_null(strstr(findings.items[0].message, "has nothing of the protocol 'foo.x'"));
}

/* A waiver of messages is judged by who sees all of them. */
static void keeps_waivers_of_messages(struct ab_arena *arena)
{
	static const char policy_text[] =
	    "abiding: 1\nlibrary: foo\nsurfaces: [{name: all, entry: foo.h}]\n"
	    "waivers:\n- {rule: %s, entity: '%s', reason: known}\n";
	static const struct {
		unsigned n_protocols;
		const char *rule, *entity, *apart, *whole;
	} cases[] = {
	    {1, "message-content-changed", "item.x", "waiver-invalid (null)", ""},
	    {1, "function-removed", "item", "", ""},
	    {2, "message-content-changed", "item.x", "", ""},
	    {0, "message-content-changed", "item.x", "waiver-invalid (null)",
	     "waiver-invalid (null)"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *one = record_of(arena, plain), *none = record_of(arena, NULL);
		struct ab_policy_protocol protocols[] = {{.name = "foo.x"}, {.name = "bar.x"}};
		struct ab_policy *policy = read_policy(
		    arena, ab_printf(arena, policy_text, cases[i].rule, cases[i].entity));
		struct ab_findings apart = {0}, whole = {0};

		policy->protocols = protocols;
		policy->n_protocols = cases[i].n_protocols;
		one->file = none->file = NULL;
		ab_compare_protocols(arena, one, one, policy, NULL, &apart);
		assert_string_equal(text_of(arena, &apart), cases[i].apart);
		ab_compare(arena, one, none, policy, &whole);
		assert_string_equal(text_of(arena, &whole), cases[i].whole);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(prints_declarations_in_one_spelling),
	    ARENA_TEST(works_out_numbers),
	    ARENA_TEST(reads_texts),
	    ARENA_TEST(finds_messages_by_their_names),
	    ARENA_TEST(reads_programs),
	    ARENA_TEST(passes_over_what_is_for_the_compiler),
	    ARENA_TEST(says_what_is_wrong_and_where),
	    ARENA_TEST(refuses_what_is_nested_too_deep),
	    ARENA_TEST(survives_any_text),
	    ARENA_TEST(reads_back_what_a_record_says),
	    ARENA_TEST(says_what_is_wrong_in_a_record),
	    ARENA_TEST(compares_what_is_sent),
	    ARENA_TEST(compares_more_that_is_sent),
	    ARENA_TEST(compares_framing),
	    ARENA_TEST(takes_names_it_does_not_know_as_they_are),
	    ARENA_TEST(expects_no_messages_of_a_later_release),
	    ARENA_TEST(says_what_a_typedef_is_now),
	    ARENA_TEST(knows_what_has_a_limit),
	    ARENA_TEST(says_nothing_without_a_promise),
	    ARENA_TEST(says_of_which_the_record_has_nothing),
	    ARENA_TEST(keeps_waivers_of_messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
