/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A release put onto a frozen record: what is added, and what stays as it was. */
#include "with-records.h"

#include "abiding/compare.h"

#define HEAD "abiding-record: 2\nlibrary: demo\n"
#define HEADERS "headers: {demo.h: {entry: true}}\n"
#define UNION(fields) \
	"unions:\n" \
	"  demo_u:\n" \
	"    header: demo.h\n" \
	"    size: {lp64: 8}\n" \
	"    align: {lp64: 8}\n" \
	"    fields:\n" fields

static const char *printed(struct ab_arena *arena, struct ab_record *record)
{
	struct ab_error error;
	const char *text;
	size_t length;

	assert_true(ab_record_print(arena, record, &text, &length, &error));
	return text;
}

static const char *freeze(struct ab_arena *arena, const char *then, const char *now)
{
	struct ab_record *frozen = read_record(arena, ab_printf(arena, HEAD "%s", then));

	ab_record_freeze_onto(frozen, read_record(arena, ab_printf(arena, HEAD "%s", now)),
			      ab_policy_default(arena, frozen), "2.0");
	return printed(arena, frozen);
}

static void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no '%s' in\n%s", part, text);
}

#define LP64 "data-models: [lp64]\n" HEADERS

/* In any order, which is none of the promise; unnamed members are known by what they hold. */
static void adds_union_members(struct ab_arena *arena)
{
#define UNNAMED \
	"    - decl: struct {}\n" \
	"      bit-offset: {lp64: 0}\n" \
	"      size: {lp64: 8}\n" \
	"      align: {lp64: 8}\n" \
	"      fields: [{decl: long a, bit-offset: {lp64: 0}}]\n"
	const char *text = freeze(arena, LP64 UNION(UNNAMED),
				  LP64 UNION("    - {decl: int b, bit-offset: {lp64: 0}}\n" UNNAMED
					     "    - {decl: long c, bit-offset: {lp64: 0}}\n"));

	read_record(arena, text); /* no member is there twice */
	has(text, "- {decl: long a, bit-offset: {lp64: 0}}\n");
	has(text, "- {decl: int b, bit-offset: {lp64: 0}, since: 2.0}\n");
	has(text, "- {decl: long c, bit-offset: {lp64: 0}, since: 2.0}\n");
	if (strstr(text, "since: 2.0\n"))
		fail_msg("the unnamed member is no new one:\n%s", text);
}

/* One unnamed member more is not the one that has stood there. */
static void adds_an_unnamed_member(struct ab_arena *arena)
{
#define UNNAMED_OF(decl) \
	"    - {decl: 'struct {}', bit-offset: {lp64: 0}, size: {lp64: 8}, align: {lp64: 8},\n" \
	"       fields: [{decl: " decl ", bit-offset: {lp64: 0}}]}\n"
	const char *text = freeze(arena, LP64 UNION(UNNAMED_OF("long a")),
				  LP64 UNION(UNNAMED_OF("long b") UNNAMED_OF("long a")));

	read_record(arena, text);
	has(text, "{decl: long a, bit-offset: {lp64: 0}}\n");
	has(text, "{decl: long b, bit-offset: {lp64: 0}, since: 2.0}\n");
}

/* Another data model brings its numbers, and changes none that are there. */
static void adds_a_data_model(struct ab_arena *arena)
{
	const char *text = freeze(arena,
				  LP64 "externals: {size_t: {lp64: unsigned long}}\n" UNION(
				      "    - {decl: 'long a', bit-offset: {lp64: 0}}\n"),
				  "data-models: [ilp32-i386]\n" HEADERS
				  "externals: {size_t: {ilp32-i386: unsigned int}}\n"
				  "unions:\n"
				  "  demo_u:\n"
				  "    header: demo.h\n"
				  "    size: {ilp32-i386: 4}\n"
				  "    align: {ilp32-i386: 4}\n"
				  "    fields: [{decl: long a, bit-offset: {ilp32-i386: 0}}]\n");

	has(text, "data-models: [lp64, ilp32-i386]\n");
	has(text, "size_t: {lp64: unsigned long, ilp32-i386: unsigned int}\n");
	has(text, "size: {lp64: 8, ilp32-i386: 4}\n");
}

/* What is there keeps its release, what is new has this one. */
static void tells_releases(struct ab_arena *arena)
{
	const char *text =
	    freeze(arena,
		   LP64 "functions: {demo_a: {since: 1.0, header: demo.h, type: int (void)}}\n"
			"enums: {demo_e: {since: 1.0, header: demo.h, enumerators: {DEMO_A: 0}}}\n",
		   LP64 "functions: {demo_a: {header: demo.h, type: int (void)},"
			" demo_b: {header: demo.h, type: int (void)}}\n"
			"enums: {demo_e: {header: demo.h, enumerators: {DEMO_A: 0, DEMO_B: 1}}}\n");

	has(text, "demo_a: {since: 1.0, ");
	has(text, "demo_b: {since: 2.0, ");
	has(text, "DEMO_A: 0\n");
	has(text, "DEMO_B: {value: 1, since: 2.0}\n");
	/* of a release that is frozen once more, what joins is as old as the enum */
	text = freeze(
	    arena, LP64 "enums: {demo_e: {since: 2.0, header: demo.h, enumerators: {DEMO_A: 0}}}\n",
	    LP64 "enums: {demo_e: {header: demo.h, sentinel: DEMO_LAST, "
		 "enumerators: {DEMO_A: 0, DEMO_B: 1, DEMO_LAST: 2}}}\n");
	has(text, "      DEMO_B: 1\n");
	/* what says that it is older than it was frozen, is */
	has(freeze(arena,
		   LP64 "functions: {demo_a: {since: 1.8, header: demo.h, type: int (void)}}\n",
		   LP64 "functions: {demo_a: {since: 1.5, header: demo.h, type: int (void)}}\n"),
	    "demo_a: {since: 1.5, ");
	has(freeze(arena,
		   LP64 "functions: {demo_a: {since: 1.5, header: demo.h, type: int (void)}}\n",
		   LP64 "functions: {demo_a: {since: 1.8, header: demo.h, type: int (void)}}\n"),
	    "demo_a: {since: 1.5, ");
	has(text, "    sentinel: DEMO_LAST\n");
	/* and what names a release that is still to come is of this one */
	has(freeze(arena, LP64,
		   LP64 "enums: {demo_e: {header: demo.h, "
			"enumerators: {DEMO_A: {value: 0, since: 9.0}}}}\n"),
	    "      DEMO_A: 0\n");
}

/* A definition is adopted where there was none, and stays where there is none any more. */
static void adopts_definitions(struct ab_arena *arena)
{
#define SHAPE(model) \
	"structs: {demo_s: {header: demo.h, size: {" model ": 4}, align: {" model \
	": 2}, fields: [{decl: int a, bit-offset: {" model ": 0}}]}}\n" \
	"enums: {demo_e: {header: demo.h, type: {" model ": int}, enumerators: {A: 0}}}\n"
#define NO_SHAPE \
	"structs: {demo_s: {header: demo.h}}\nenums: {demo_e: {header: demo.h, type: {lp64: " \
	"long}}}\n"
	const char *text =
	    freeze(arena, LP64 NO_SHAPE, "data-models: [ilp32-i386]\n" HEADERS SHAPE("ilp32-i386"));

	has(text, "align: {ilp32-i386: 2}\n");
	has(text, "- {decl: int a, bit-offset: {ilp32-i386: 0}, since: 2.0}\n");
	has(text, "A: {value: 0, since: 2.0}\n");
	has(text, "type: {lp64: long, ilp32-i386: int}\n");
	text = freeze(arena, LP64 "enums: {demo_e: {since: 2.0, header: demo.h}}\n",
		      LP64 "enums: {demo_e: {header: demo.h, enumerators: {A: 0}}}\n");
	has(text, "A: 0\n");
	/* and one that was let go is gone: a record describes a release that was */
	text = freeze(arena, LP64 SHAPE("lp64"), LP64 NO_SHAPE);
	has(text, "demo_s: {since: 2.0, header: demo.h}\n");
	has(text, "type: {lp64: long}}\n");
}

/* An enumerator is found where the release that is put on leaves it. */
static void finds_enumerators_where_they_are(struct ab_arena *arena)
{
#define AN_ENUM(more) LP64 "enums: {demo_e: {header: demo.h" more "}}\n"
	static const char *const then[] = {"", AN_ENUM(""), AN_ENUM(", enumerators: {DEMO_B: 1}")};

	for (size_t i = 0; i < sizeof then / sizeof *then; i++) {
		struct ab_record *frozen = read_record(arena, ab_printf(arena, HEAD "%s", then[i]));
		struct ab_entity *owner = NULL;
		const struct ab_enumerator *one;

		ab_record_freeze_onto(
		    frozen,
		    read_record(arena, HEAD AN_ENUM(", enumerators: {DEMO_A: 0, DEMO_B: 1}")),
		    ab_policy_default(arena, frozen), "2.0");
		one = ab_record_find_enumerator(frozen, "DEMO_A", &owner);
		assert_string_equal(one->name, "DEMO_A");
		assert_string_equal(owner->name, "demo_e");
		one = ab_record_find_enumerator(frozen, "DEMO_B", NULL);
		assert_string_equal(one->name, "DEMO_B");
	}
}

/* A header that has no definition any more says nothing of its attributes. */
static void keeps_attributes_of_definitions(struct ab_arena *arena)
{
#define WITH(attributes) \
	LP64 "structs: {demo_s: {header: demo.h, size: {lp64: 4}, align: {lp64: 4}, " attributes \
	     "fields: [{decl: int a, bit-offset: {lp64: 0}}]}}\n"
	has(freeze(arena, WITH("attributes: [designated_init], "),
		   WITH("attributes: [designated_init], ")),
	    "attributes: [designated_init]\n");
	if (strstr(freeze(arena, WITH("attributes: [designated_init], "), WITH("")), "attributes"))
		fail_msg("what is defined without has none");
}

/* A value is kept by the name of its data model, not by its number. */
static void keeps_values_of_data_models(struct ab_arena *arena)
{
	const char *text = freeze(
	    arena, LP64 "macros: {DEMO_A: {header: demo.h, value: {lp64: 8}, type: int}}\n",
	    "data-models: [ilp32-i386]\n" HEADERS
	    "macros: {DEMO_A: {header: demo.h, value: {ilp32-i386: 4}, type: int}, "
	    "DEMO_B: {header: demo.h, value: {ilp32-i386: 5}, type: int}}\n"
	    "structs: {demo_s: {header: demo.h, size: {ilp32-i386: 4}, align: {ilp32-i386: 2}, "
	    "fields: [{decl: int a, bit-offset: {ilp32-i386: 0}}]}}\n"
	    "typedefs: {demo_p: {header: demo.h, type: 'struct {} *', size: {ilp32-i386: 4}, "
	    "align: {ilp32-i386: 1}, fields: [{decl: int a, bit-offset: {ilp32-i386: 0}}]}}\n"
	    "enums: {demo_e: {header: demo.h, type: {ilp32-i386: int}, enumerators: {A: 0}}}\n");

	has(text, "align: {ilp32-i386: 2}");
	has(text, "align: {ilp32-i386: 1}");
	has(text, "value: {lp64: 8, ilp32-i386: 4}");
	has(text, "value: {ilp32-i386: 5}");
	has(text, "type: {ilp32-i386: int}");
}

/* A value that may change is the last one, of the data model that it was seen on. */
static void keeps_the_last_value(struct ab_arena *arena)
{
	struct ab_record *frozen = read_record(
	    arena, HEAD LP64 "macros: {DEMO_M: {header: demo.h, value: {lp64: 8}, type: int}}\n");
	const struct ab_record *now = read_record(
	    arena, HEAD "data-models: [ilp32-i386]\n" HEADERS
			"macros: {DEMO_M: {header: demo.h, value: {ilp32-i386: 4}, type: int}}\n");
	const struct ab_policy *policy =
	    read_policy(arena, "abiding: 1\nlibrary: demo\n"
			       "surfaces: [{name: demo, entry: demo.h}]\nchanging: [DEMO_M]\n");

	ab_record_freeze_onto(frozen, now, policy, "2.0");
	has(printed(arena, frozen), "value: {ilp32-i386: 4}");
}

/* A struct that another typedef names now is the one that was frozen. */
static void knows_structs_by_other_names(struct ab_arena *arena)
{
#define SHAPED "size: {lp64: 4}, align: {lp64: 4}, fields: [{decl: int a, bit-offset: {lp64: 0}}]"
	static const struct {
		const char *section, *body;
	} types[] = {
	    {"structs", SHAPED},
	    {"unions", SHAPED},
	    {"enums", "enumerators: {DEMO_A: 0}"},
	};
	static const char format[] = LP64 "%s: {%s: {header: demo.h, tag: _demo_s, %s}}\n";

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const char *then =
		    ab_printf(arena, format, types[i].section, "demo_z", types[i].body);
		const char *now =
		    ab_printf(arena, "%stypedefs: {demo_z: {header: demo.h, type: demo_a}}\n",
			      ab_printf(arena, format, types[i].section, "demo_a", types[i].body));
		const char *text = freeze(arena, then, now);

		has(text, "  demo_z:\n");
		if (strstr(text, "  demo_a:\n"))
			fail_msg("it is there twice:\n%s", text);
	}
}

/* A type keeps the name that it was frozen by; any other is a typedef of the record. */
static void keeps_names_of_types(struct ab_arena *arena)
{
#define A_STRUCT(name, more) "structs: {" name ": {header: demo.h, " more SHAPED "}}\n"
	const char *text = freeze(
	    arena, LP64 A_STRUCT("struct demo_s", ""),
	    LP64 A_STRUCT("demo_t",
			  "tag: demo_s, ") "typedefs: {demo_u: {header: demo.h, type: demo_t}}\n");

	has(text, "  struct demo_s:\n");
	has(text, "  demo_t: {since: 2.0, header: demo.h, type: struct demo_s}\n");
	has(text, "  demo_u: {since: 2.0, header: demo.h, type: demo_t}\n");
	text = freeze(
	    arena,
	    LP64 A_STRUCT("demo_a",
			  "tag: _demo_a, ") "typedefs: {demo_b: {header: demo.h, type: demo_a}}\n",
	    LP64 A_STRUCT("demo_b",
			  "tag: _demo_c, ") "typedefs: {demo_a: {header: demo.h, type: demo_b}}\n");
	has(text, "  demo_a:\n    header: demo.h\n    tag: _demo_c\n");
	has(text, "  demo_b: {header: demo.h, type: demo_a}\n");
	if (strstr(text, "demo_a: {"))
		fail_msg("a name is there twice:\n%s", text);
}

/* A constant is in the record as what it is now, and as old as it was as another sort of thing. */
static void follows_constants(struct ab_arena *arena)
{
#define MACRO(name, value) name ": {since: 1.0, header: demo.h, value: " value ", type: int}"
#define LOOSE(name, value) \
	"enumerators: {" name ": {since: 1.0, header: demo.h, value: " value "}}\n"
#define OF_ENUM(more) "enums: {demo_e: {since: 1.5, header: demo.h, enumerators: {" more "}}}\n"
	const char *text =
	    freeze(arena, LP64 LOOSE("DEMO_A", "1") "macros: {" MACRO("DEMO_B", "2") "}\n",
		   LP64 "enums: {demo_e: {header: demo.h, enumerators: "
			"{DEMO_A: 1, DEMO_B: 2, DEMO_C: 3}}}\n");

	has(text, "      DEMO_A: {value: 1, since: 1.0}\n");
	has(text, "      DEMO_B: {value: 2, since: 1.0}\n");
	has(text, "      DEMO_C: 3\n");
	if (strstr(text, "macros:") || strstr(text, "\nenumerators:"))
		fail_msg("a constant is there twice:\n%s", text);
	text = freeze(arena, LP64 OF_ENUM("DEMO_A: 1, DEMO_B: 2"),
		      LP64 "enums: {demo_e: {header: demo.h, enumerators: {DEMO_B: 2}}}\n"
			   "macros: {DEMO_A: {header: demo.h, value: 1, type: int}}\n");
	has(text, "    enumerators:\n      DEMO_B: 2\nmacros:\n  DEMO_A: {since: 1.5, ");
	text = freeze(arena,
		      LP64 "function-macros: {demo_f: {since: 1.0, header: demo.h, "
			   "params: [a], body: (a)}}\n",
		      LP64 "functions: {demo_f: {header: demo.h, type: int (int a)}}\n");
	has(text, "  demo_f: {since: 1.0, header: demo.h, type: int (int a)}\n");
	if (strstr(text, "function-macros:"))
		fail_msg("a function is there as a macro:\n%s", text);
	/* what this compile has not seen may be both */
	has(freeze(arena, LP64 "macros: {" MACRO("DEMO_A", "1") "}\n",
		   "data-models: [lp64]\nheaders: {other.h: {entry: true}}\n"
		   "enumerators: {DEMO_A: {header: other.h, value: 1}}\n"),
	    "macros:\n  DEMO_A: {since: 1.0, ");
}

/* Also where what it was is not as promised, and was let pass. */
static void follows_what_was_let_pass(struct ab_arena *arena)
{
	const char *text = freeze(
	    arena, LP64 OF_ENUM("DEMO_A: 1, DEMO_B: {value: 2, since: 1.7}, DEMO_C: 3, DEMO_D: 4"),
	    LP64 "enums:\n"
		 "  demo_e: {header: demo.h, enumerators: {DEMO_D: 4}}\n"
		 "  demo_g: {header: demo.h, enumerators: {DEMO_B: 2, DEMO_E: 5}}\n"
		 "macros: {DEMO_A: {header: demo.h, value: 1, type: int}}\n");

	has(text, "macros:\n  DEMO_A: {since: 1.5, ");
	has(text, "      DEMO_B: {value: 2, since: 1.7}\n");
	has(text, "      DEMO_E: 5\n");
	if (strstr(text, "DEMO_C"))
		fail_msg("what is gone is promised:\n%s", text);
	text = freeze(arena,
		      LP64 "functions: {demo_f: {since: 1.0, header: demo.h, type: int (int)}}\n"
			   "variables: {demo_v: {since: 1.1, header: demo.h, type: int}}\n"
			   "typedefs: {demo_t: {since: 1.2, header: demo.h, type: int}}\n"
			   "macros: {DEMO_A: {since: 1.3, header: demo.h, value: 1, type: int}}\n",
		      LP64 "macros:\n"
			   "  demo_v: {header: demo.h, value: 1, type: int}\n"
			   "  demo_t: {header: demo.h, text: long}\n"
			   "function-macros:\n"
			   "  demo_f: {header: demo.h, params: [a], body: 'nothing(a, b)'}\n"
			   "  DEMO_A: {header: demo.h, params: [], body: '1'}\n");
	has(text, "  demo_f: {since: 1.0, ");
	has(text, "  demo_v: {since: 1.1, ");
	has(text, "  demo_t: {since: 1.2, ");
	has(text, "  DEMO_A: {since: 1.3, ");
	/* what comes beside a thing that is no longer as promised is new */
	text = freeze(arena,
		      LP64 "functions: {demo_f: {since: 1.0, header: demo.h, type: int (int)}}\n",
		      LP64 "functions: {demo_f: {header: demo.h, type: int (long)}}\n"
			   "function-macros: {demo_f: {header: demo.h, params: [a], body: a}}\n");
	has(text, "  demo_f: {since: 1.0, header: demo.h, type: int (long)}\n");
	has(text, "  demo_f: {since: 2.0, header: demo.h, params: [a], body: a}\n");
}

/* What a declaration left open is promised from the release on that says it. */
static void takes_what_was_open(struct ab_arena *arena)
{
#define VARIABLE(what) LP64 "variables: {demo_v: {since: 1.0, header: demo.h, " what "}}\n"
#define FIELD(decl) \
	LP64 "structs: {demo_s: {header: demo.h, size: {lp64: 4}, align: {lp64: 4}, fields: " \
	     "[{" decl ", bit-offset: {lp64: 0}}]}}\n"
	has(freeze(arena, VARIABLE("type: 'int []'"),
		   VARIABLE("type: 'int [4]', object-size: {lp64: 16}")),
	    "type: 'int [4]', object-size: {lp64: 16}}");
	/* and what was let go is promised no more */
	has(freeze(arena, VARIABLE("type: 'int [4]'"), VARIABLE("type: 'int []'")), "'int []'");
	if (strstr(freeze(arena, VARIABLE("type: int, linkage: static"), VARIABLE("type: int")),
		   "static"))
		fail_msg("programs link with what is no longer static");
	has(freeze(arena, VARIABLE("type: const int"), VARIABLE("type: const int, value: 4")),
	    "value: 4");
	has(freeze(arena, VARIABLE("type: const int, value: {lp64: 4}"),
		   VARIABLE("type: const int, value: 4")),
	    "value: 4");
	has(freeze(arena,
		   FIELD("decl: 'struct {} a', size: {lp64: 4}, align: {lp64: 4}, "
			 "fields: [{decl: int b, bit-offset: {lp64: 0}}]"),
		   FIELD("decl: demo_b a")),
	    "- {decl: demo_b a, ");
	has(freeze(arena, LP64 "conditions: {DEMO_A: defined}\n",
		   LP64 "conditions: {DEMO_A: undefined, DEMO_B: defined}\n"),
	    "conditions: {DEMO_A: defined, DEMO_B: defined}\n");
}

/* All that a record has, frozen once as by a 64-bit and once as by a 32-bit compiler. */
#define BOTH \
	"data-models: [lp64, ilp32-i386]\n" \
	"conditions: {DEMO_FULL: defined}\n" \
	"headers:\n" \
	"  demo.h: {since: 1.0, entry: true}\n" \
	"externals:\n" \
	"  size_t: {lp64: unsigned long, ilp32-i386: unsigned int}\n" \
	"nodes:\n" \
	"  DEMO_1.0: {since: 1.0}\n" \
	"  DEMO_1.1: {since: 1.0, parents: [DEMO_1.0]}\n" \
	"symbols:\n" \
	"  demo_hidden: {since: 1.0, node: DEMO_1.0}\n" \
	"functions:\n" \
	"  demo_f: {since: 1.0, header: demo.h, type: int (size_t n), attributes: [nonnull], " \
	"symbol: DEMO_1.0}\n" \
	"  demo_g: {since: 1.0, header: demo.h, type: 'int (const char *format, ...)', " \
	"attributes: ['format (printf, 1, 2)'], symbol: DEMO_1.1}\n" \
	"variables:\n" \
	"  demo_c: {since: 1.0, header: demo.h, type: const int, linkage: static, value: {lp64: " \
	"4, ilp32-i386: 4}}\n" \
	"  demo_v: {since: 1.0, header: demo.h, type: const long, symbol: DEMO_1.0, object-size: " \
	"{lp64: 8, ilp32-i386: 4}}\n" \
	"  demo_w:\n" \
	"    since: 1.0\n" \
	"    header: demo.h\n" \
	"    type: struct {}\n" \
	"    symbol: DEMO_1.1\n" \
	"    object-size: {lp64: 8, ilp32-i386: 4}\n" \
	"    size: {lp64: 8, ilp32-i386: 4}\n" \
	"    align: {lp64: 8, ilp32-i386: 4}\n" \
	"    fields:\n" \
	"    - {decl: long k, bit-offset: {lp64: 0, ilp32-i386: 0}}\n" \
	"structs:\n" \
	"  demo_o: {since: 1.0, header: demo.h, tag: demo_o}\n" \
	"  demo_s:\n" \
	"    since: 1.0\n" \
	"    header: demo.h\n" \
	"    tag: _demo_s\n" \
	"    size: {lp64: 48, ilp32-i386: 24}\n" \
	"    align: {lp64: 8, ilp32-i386: 4}\n" \
	"    fields:\n" \
	"    - {decl: int a, bit-offset: {lp64: 0, ilp32-i386: 0}}\n" \
	"    - {decl: long b, bit-offset: {lp64: 64, ilp32-i386: 32}}\n" \
	"    - decl: struct {} e\n" \
	"      bit-offset: {lp64: 128, ilp32-i386: 64}\n" \
	"      size: {lp64: 16, ilp32-i386: 8}\n" \
	"      align: {lp64: 8, ilp32-i386: 4}\n" \
	"      fields:\n" \
	"      - {decl: int c, bit-offset: {lp64: 0, ilp32-i386: 0}}\n" \
	"      - {decl: long d, bit-offset: {lp64: 64, ilp32-i386: 32}}\n" \
	"    - decl: union {}\n" \
	"      bit-offset: {lp64: 256, ilp32-i386: 128}\n" \
	"      size: {lp64: 8, ilp32-i386: 4}\n" \
	"      align: {lp64: 8, ilp32-i386: 4}\n" \
	"      fields:\n" \
	"      - {decl: int f, bit-offset: {lp64: 0, ilp32-i386: 0}}\n" \
	"      - {decl: void *g, bit-offset: {lp64: 0, ilp32-i386: 0}}\n" \
	"    - {decl: 'unsigned int h : 3', bit-offset: {lp64: 320, ilp32-i386: 160}}\n" \
	"unions:\n" \
	"  union demo_u:\n" \
	"    since: 1.0\n" \
	"    header: demo.h\n" \
	"    size: {lp64: 8, ilp32-i386: 4}\n" \
	"    align: {lp64: 8, ilp32-i386: 4}\n" \
	"    fields:\n" \
	"    - {decl: int i, bit-offset: {lp64: 0, ilp32-i386: 0}}\n" \
	"    - {decl: long j, bit-offset: {lp64: 0, ilp32-i386: 0}}\n" \
	"enums:\n" \
	"  enum demo_e:\n" \
	"    since: 1.0\n" \
	"    header: demo.h\n" \
	"    type: {lp64: unsigned int, ilp32-i386: unsigned int}\n" \
	"    sentinel: DEMO_LAST\n" \
	"    enumerators:\n" \
	"      DEMO_A: 0\n" \
	"      DEMO_B: 1\n" \
	"      DEMO_LAST: 2\n" \
	"typedefs:\n" \
	"  demo_p:\n" \
	"    since: 1.0\n" \
	"    header: demo.h\n" \
	"    type: struct {} *\n" \
	"    size: {lp64: 8, ilp32-i386: 4}\n" \
	"    align: {lp64: 8, ilp32-i386: 4}\n" \
	"    fields:\n" \
	"    - {decl: long x, bit-offset: {lp64: 0, ilp32-i386: 0}}\n" \
	"  demo_t: {since: 1.0, header: demo.h, type: long}\n" \
	"macros:\n" \
	"  DEMO_M: {since: 1.0, header: demo.h, value: {lp64: 8, ilp32-i386: 4}, type: size_t}\n" \
	"  DEMO_N: {since: 1.0, header: demo.h, value: 12, type: int}\n" \
	"  DEMO_S: {since: 1.0, header: demo.h, value: '\"text\"'}\n" \
	"  DEMO_T: {since: 1.0, header: demo.h, text: __attribute__((unused)) demo_f}\n" \
	"function-macros:\n" \
	"  DEMO_F: {since: 1.0, header: demo.h, params: [x], body: ((x) + 1)}\n" \
	"protocols:\n" \
	"  demo.x:\n" \
	"    since: 1.0\n" \
	"    constants:\n" \
	"      DEMO_MAX: 4\n" \
	"    structs:\n" \
	"      demo_msg:\n" \
	"      - int a\n" \
	"      - string b<DEMO_MAX>\n"

/* "{lp64: 8, ilp32-i386: 4}" as one of the two compilers has it: "{lp64: 8}". */
static const char *of_model(struct ab_arena *arena, const char *text, bool is_second)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	while (*text) {
		const bool is_list = strncmp(text, "[lp64", 5) == 0,
			   is_map = strncmp(text, "{lp64", 5) == 0;
		const char *comma, *end;

		if (!is_list && !is_map) {
			ab_buf_add_n(&buf, text++, 1);
			continue;
		}
		comma = strchr(text, ',');
		end = strchr(text, is_list ? ']' : '}');
		ab_buf_add_n(&buf, text, is_second ? 1 : (size_t)(comma - text));
		if (is_second)
			ab_buf_add_n(&buf, comma + 2, (size_t)(end - comma - 2));
		text = end;
	}
	return buf.text;
}

/* One release out of two compilers, and the same once more: each says what the other left. */
static void puts_two_compilers_together(struct ab_arena *arena)
{
	const char *all = HEAD "release: 1.0\n" BOTH;
	struct ab_record *wide = read_record(arena, of_model(arena, all, false));
	struct ab_record *narrow = read_record(arena, of_model(arena, all, true));
	struct ab_record *frozen = ab_record_new(arena);
	struct ab_policy *policy = ab_policy_default(arena, wide);

	ab_record_freeze_onto(frozen, wide, policy, "1.0");
	assert_string_equal(printed(arena, frozen), of_model(arena, all, false));
	ab_record_freeze_onto(frozen, narrow, policy, "1.0");
	assert_string_equal(printed(arena, frozen), all);
	ab_record_freeze_onto(frozen, wide, policy, "1.0");
	ab_record_freeze_onto(frozen, narrow, policy, "1.0");
	assert_string_equal(printed(arena, frozen), all);
	/* an older release, frozen late, is none that the record is of */
	ab_record_freeze_onto(frozen, wide, policy, "0.9");
	assert_string_equal(printed(arena, frozen), all);
	/* what is frozen can be found again by any of its names */
	assert_ptr_equal(ab_record_find_tag(frozen, "_demo_s"),
			 ab_record_find(frozen, AB_STRUCT, "demo_s"));
	assert_non_null(ab_record_find_tag(frozen, "demo_u"));
	assert_non_null(ab_record_find_enumerator(frozen, "DEMO_B", NULL));
}

/* ---- headers of an earlier release ---- */

static struct ab_policy *versions(struct ab_arena *arena, const struct ab_record *record)
{
	struct ab_policy *policy = ab_policy_default(arena, record);

	policy->version_macro = "DEMO_VERSION";
	return policy;
}

static const char *freeze_as(struct ab_arena *arena, const char *then, const char *now,
			     const char *release)
{
	struct ab_record *frozen = then ? read_record(arena, then) : ab_record_new(arena);
	struct ab_record *current = read_record(arena, ab_printf(arena, HEAD "%s", now));

	current->file = NULL;
	frozen->library = "demo";
	ab_record_freeze_onto(frozen, current, versions(arena, frozen), release);
	return printed(arena, frozen);
}

/* What is said of headers of that release. */
static size_t count_findings(struct ab_arena *arena, const char *frozen, const char *release,
			     const char *now)
{
	struct ab_record *promised = read_record(arena, frozen);
	struct ab_record *current = read_record(arena, ab_printf(arena, HEAD "%s", now));
	struct ab_findings findings = {0};

	current->file = NULL;
	current->release = release;
	ab_compare(arena, promised, current, versions(arena, promised), &findings);
	return findings.count;
}

static void keeps_what_was_promised_before(struct ab_arena *arena)
{
#define OPEN VARIABLE("type: 'int []'")
#define CLOSED VARIABLE("type: 'int [4]', object-size: {lp64: 16}")
	const char *first = freeze_as(arena, NULL, OPEN, "1.0");
	const char *text = freeze_as(arena, first, CLOSED, "2.0");

	has(text, "before:\n  2.0:\n    variables:\n"
		  "      demo_v: {since: 1.0, header: demo.h, type: 'int []'}\n");
	/* and keeps it, however often that release and later ones are frozen */
	assert_string_equal(freeze_as(arena, text, CLOSED, "2.0"), text);
	has(freeze_as(arena, text, CLOSED, "3.0"), strstr(text, "before:"));
	assert_int_equal(count_findings(arena, text, "1.5", OPEN), 0);
	assert_int_equal(count_findings(arena, text, "1.5", CLOSED), 0);
	assert_int_equal(count_findings(arena, text, "1.5", VARIABLE("type: 'long []'")), 1);
	assert_int_equal(count_findings(arena, text, "2.0", OPEN), 1);
	assert_int_equal(count_findings(arena, text, "2.5", OPEN), 1);
	/* another sort of thing may be good for less */
	text = freeze_as(
	    arena,
	    freeze_as(arena, NULL,
		      LP64 "macros: {" MACRO("DEMO_A", "1") ", " MACRO("DEMO_B", "1") "}\n", "1.0"),
	    LP64 LOOSE("DEMO_A",
		       "1") "enums: {demo_e: {header: demo.h, enumerators: {DEMO_B: 1}}}\n",
	    "2.0");
	has(text,
	    "before:\n  2.0:\n    macros:\n      DEMO_A: {since: 1.0, header: demo.h, value: 1, "
	    "type: int}\n      DEMO_B: {");
	/* what came with the release itself was not there before */
	text = freeze_as(arena, freeze_as(arena, NULL, LP64, "1.0"),
			 LP64 "variables: {demo_v: {header: demo.h, type: 'int []'}}\n", "2.0");
	if (strstr(freeze_as(arena, text, CLOSED, "2.0"), "before:"))
		fail_msg("headers before 2.0 have been promised nothing:\n%s", text);
	/* nor is it of use where headers do not say which release they are */
	if (strstr(freeze(arena, OPEN, CLOSED), "before:"))
		fail_msg("nobody can ask what was promised before");
}

/* What earlier headers take over of a later release is as that has promised it. */
static void holds_what_is_backported(struct ab_arena *arena)
{
#define UNION_OF(bound, more) \
	LP64 "unions:\n" \
	     "  union demo_u:\n    header: demo.h\n    size: {lp64: 8}\n    align: {lp64: 8}\n" \
	     "    fields:\n    - {decl: long a, bit-offset: {lp64: 0}}\n" more \
	     "    - {decl: 'int (*b)[" bound "]', bit-offset: {lp64: 0}}\n"
#define MEMBER(type) "    - {decl: " type " c, bit-offset: {lp64: 0}}\n"
#define KEPT_ENUM(more) LP64 "enums: {demo_e: {header: demo.h, enumerators: {" more "}}}\n"
	const char *text = freeze_as(arena, freeze_as(arena, NULL, UNION_OF("", ""), "1.0"),
				     UNION_OF("4", MEMBER("int")), "2.0");
	const char *const enums =
	    HEAD "release: 2.0\n" LP64
		 "enums:\n  demo_e: {since: 1.0, header: demo.h, enumerators: {A: 1, B: {value: 2, "
		 "since: 2.0}}}\n"
		 "before:\n  2.0:\n    enums:\n"
		 "      demo_e: {since: 1.0, header: demo.h, enumerators: {A: 0}}\n";

	has(text, "before:\n  2.0:\n    unions:\n");
	assert_int_equal(count_findings(arena, text, "1.5", UNION_OF("", "")), 0);
	assert_int_equal(count_findings(arena, text, "1.5", UNION_OF("", MEMBER("int"))), 0);
	assert_int_equal(count_findings(arena, text, "1.5", UNION_OF("", MEMBER("long"))), 1);
	assert_int_equal(count_findings(arena, enums, "1.5", KEPT_ENUM("A: 0")), 0);
	assert_int_equal(count_findings(arena, enums, "1.5", KEPT_ENUM("A: 0, B: 2")), 0);
	assert_int_equal(count_findings(arena, enums, "1.5", KEPT_ENUM("A: 0, B: 3")), 1);
}

/* The earliest release after that of the headers counts, for all that the name was. */
static void sees_a_record_as_of_a_release(struct ab_arena *arena)
{
	const struct ab_record *record = read_record(
	    arena, HEAD LP64
	    "functions:\n"
	    "  demo_f: {since: 1.0, header: demo.h, type: int (int)}\n"
	    "  demo_g: {since: 1.0, header: demo.h, type: int (int)}\n"
	    "typedefs: {demo_t: {since: 1.0, header: demo.h, type: int}}\n"
	    "macros: {DEMO_A: {since: 1.0, header: demo.h, value: 1, type: int}}\n"
	    "before:\n"
	    "  3.0:\n"
	    "    functions:\n"
	    "      demo_f: {since: 1.0, header: demo.h, type: int (int), linkage: weak}\n"
	    "  2.0:\n"
	    "    structs: {demo_t: {since: 1.0, header: demo.h, tag: demo}}\n"
	    "    enums: {demo_e: {since: 1.0, header: demo.h, enumerators: {DEMO_A: 1}}}\n"
	    "    function-macros:\n"
	    "      demo_f: {since: 1.0, header: demo.h, params: [a], body: a}\n");
	const struct ab_record *view = ab_record_as_of(arena, record, "1.5");

	assert_null(ab_record_find(view, AB_FUNCTION, "demo_f"));
	assert_non_null(ab_record_find(view, AB_FUNCTION_MACRO, "demo_f"));
	assert_non_null(ab_record_find(view, AB_FUNCTION, "demo_g"));
	assert_null(ab_record_find(view, AB_TYPEDEF, "demo_t"));
	assert_ptr_equal(ab_record_find_tag(view, "demo"),
			 ab_record_find(view, AB_STRUCT, "demo_t"));
	assert_non_null(ab_record_find_tag(view, "demo"));
	assert_null(ab_record_find(view, AB_MACRO, "DEMO_A"));
	assert_non_null(ab_record_find_enumerator(view, "DEMO_A", NULL));
	view = ab_record_as_of(arena, record, "2.0");
	assert_int_equal(ab_record_find(view, AB_FUNCTION, "demo_f")->linkage, AB_LINKAGE_WEAK);
	assert_non_null(ab_record_find(view, AB_TYPEDEF, "demo_t"));
	assert_non_null(ab_record_find(view, AB_MACRO, "DEMO_A"));
	assert_ptr_equal(ab_record_as_of(arena, record, "3.0"), record);
	assert_ptr_equal(ab_record_as_of(arena, record, NULL), record);
}

/* ---- what waivers let pass ---- */

/* A header that is given up takes along what it alone declared, and nothing else. */
static void gives_up_a_header(struct ab_arena *arena)
{
#define FUNCTION(name, in, type) "  " name ": {since: 1.0, header: " in ", type: '" type "'}\n"
	struct ab_record *frozen = read_record(
	    arena, HEAD
	    "release: 1.0\ndata-models: [lp64]\n"
	    "headers: {demo.h: {since: 1.0, entry: true}, far.h: {since: 1.0, entry: true},"
	    " old.h: {since: 1.0, entry: true}}\n"
	    "functions:\n" FUNCTION("demo_f", "demo.h", "int (void)")
		FUNCTION("far_f", "far.h", "int (void)") FUNCTION("moved_f", "old.h", "int (void)")
		    FUNCTION("old_f", "old.h", "int (void)"));
	struct ab_record *current =
	    read_record(arena, HEAD LP64 "functions:\n"
					 "  demo_f: {header: demo.h, type: int (void)}\n"
					 "  moved_f: {header: demo.h, type: int (void)}\n");
	struct ab_policy *policy = versions(arena, frozen);
	struct ab_waiver waiver = {
	    .rule = AB_HEADER_REMOVED, .entity = "old.h", .reason = "nobody included it"};
	const char *text;

	policy->waivers = &waiver;
	policy->n_waivers = 1;
	ab_policy_know_lists(policy);
	current->file = NULL;
	ab_record_freeze_onto(frozen, current, policy, "2.0");
	text = printed(arena, frozen);
	has(text, "  moved_f: {since: 1.0, header: demo.h, ");
	has(text, "  demo_f: {since: 1.0, ");
	has(text, "  far_f: {since: 1.0, ");
	has(text, "  far.h: {since: 1.0, entry: true}\n");
	has(text, "waived:\n  header-removed:\n    old.h: 2.0\n");
	has(text, "before:\n  2.0:\n    headers:\n      old.h: {since: 1.0, entry: true}\n"
		  "    functions:\n      old_f: {since: 1.0, header: old.h, ");
	assert_null(ab_record_find(frozen, AB_FUNCTION, "old_f"));
	assert_null(ab_record_find_header(frozen, "old.h"));
}

/* What is spelled by a name that is gone is spelled anew; the rest stays as it was written. */
static void spells_anew_what_names_it(struct ab_arena *arena)
{
#define TYPES(name) \
	LP64 "typedefs:\n" \
	     "  demo_id: {since: 1.0, header: demo.h, type: int}\n" \
	     "  " name ": {since: 1.0, header: demo.h, type: long}\n"
	const char *text =
	    freeze(arena,
		   TYPES("demo_t") "functions:\n" FUNCTION("demo_f", "demo.h", "int (demo_t a)")
		       FUNCTION("demo_g", "demo.h", "demo_id (int *a)"),
		   TYPES("demo_u") "functions:\n" FUNCTION("demo_f", "demo.h", "int (demo_u a)")
		       FUNCTION("demo_g", "demo.h", "int (int *a)"));

	has(text, "  demo_f: {since: 1.0, header: demo.h, type: int (demo_u a)}\n");
	has(text, "  demo_g: {since: 1.0, header: demo.h, type: demo_id (int *a)}\n");
	/* the name stays, of something else */
	text = freeze(arena,
		      LP64 "typedefs:\n"
			   "  demo_id: {since: 1.0, header: demo.h, type: int}\n"
			   "  demo_t: {since: 1.0, header: demo.h, type: long}\n"
			   "functions:\n" FUNCTION("demo_f", "demo.h", "demo_id (demo_t *a)"),
		      LP64 "typedefs:\n"
			   "  demo_id: {since: 1.0, header: demo.h, type: int}\n"
			   "  demo_t: {since: 1.0, header: demo.h, type: char}\n"
			   "functions:\n" FUNCTION("demo_f", "demo.h", "int (demo_t *a)"));
	has(text, "  demo_f: {since: 1.0, header: demo.h, type: demo_id (demo_t *a)}\n");
}

static enum ab_rule first_rule(struct ab_arena *arena, const char *frozen, const char *release,
			       const char *now)
{
	struct ab_record *promised = read_record(arena, frozen);
	struct ab_record *current = read_record(arena, ab_printf(arena, HEAD "%s", now));
	struct ab_findings findings = {0};

	current->file = NULL;
	current->release = release;
	ab_compare(arena, promised, current, versions(arena, promised), &findings);
	return findings.count ? findings.items[0].rule : AB_RULE_NONE;
}

/* Of what changed by a waiver, headers of before cannot be asked; those of that release can. */
static void holds_from_the_release_on(struct ab_arena *arena)
{
	const char *frozen =
	    HEAD "release: 3.0\n" LP64 "functions:\n" FUNCTION("demo_f", "demo.h", "int (void)")
		FUNCTION("demo_f2", "demo.h",
			 "int (void)") "waived: {function-return-type-changed: {demo_f2: 2.0}}\n";
	const char *other = LP64 "functions:\n" FUNCTION("demo_f", "demo.h", "long (void)")
	    FUNCTION("demo_f2", "demo.h", "int (void)");
	const char *now = LP64 "functions:\n" FUNCTION("demo_f", "demo.h", "int (void)")
	    FUNCTION("demo_f2", "demo.h", "long (void)");

	assert_int_equal(first_rule(arena, frozen, "1.9", now), AB_NOT_CHECKED);
	assert_int_equal(first_rule(arena, frozen, "2.0", now), AB_FUNCTION_RETURN_TYPE_CHANGED);
	assert_int_equal(first_rule(arena, frozen, NULL, now), AB_FUNCTION_RETURN_TYPE_CHANGED);
	/* and another one, with whose name it begins */
	assert_int_equal(first_rule(arena, frozen, "1.9", other), AB_FUNCTION_RETURN_TYPE_CHANGED);
}

/* A macro of more parameters than calls are tried with is compared by its text. */
static void compares_macros_of_many_parameters(struct ab_arena *arena)
{
#define MANY(body) \
	LP64 "function-macros: {DEMO_M: {since: 1.0, header: demo.h, body: " body ", " \
	     "params: [a, b, c, d, e, f, g, h, i, j, k, l, m]}}\n"
	assert_int_equal(count_findings(arena, HEAD MANY("a + m"), NULL, MANY("a + m")), 0);
	assert_int_equal(count_findings(arena, HEAD MANY("a + m"), NULL, MANY("a - m")), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(adds_union_members),
	    ARENA_TEST(adds_an_unnamed_member),
	    ARENA_TEST(adds_a_data_model),
	    ARENA_TEST(tells_releases),
	    ARENA_TEST(adopts_definitions),
	    ARENA_TEST(finds_enumerators_where_they_are),
	    ARENA_TEST(keeps_attributes_of_definitions),
	    ARENA_TEST(keeps_values_of_data_models),
	    ARENA_TEST(keeps_the_last_value),
	    ARENA_TEST(knows_structs_by_other_names),
	    ARENA_TEST(keeps_names_of_types),
	    ARENA_TEST(follows_constants),
	    ARENA_TEST(follows_what_was_let_pass),
	    ARENA_TEST(takes_what_was_open),
	    ARENA_TEST(puts_two_compilers_together),
	    ARENA_TEST(keeps_what_was_promised_before),
	    ARENA_TEST(holds_what_is_backported),
	    ARENA_TEST(sees_a_record_as_of_a_release),
	    ARENA_TEST(gives_up_a_header),
	    ARENA_TEST(spells_anew_what_names_it),
	    ARENA_TEST(holds_from_the_release_on),
	    ARENA_TEST(compares_macros_of_many_parameters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
