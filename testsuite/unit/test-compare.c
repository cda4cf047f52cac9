/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two records held against each other, with no compiler: what depends on more
 * than the declarations (releases, data models, options, conditions, headers).
 * The declarations themselves are the business of testsuite/pairs.
 */
#include "with-findings.h"

static void says_removed_only_of_headers_seen(struct ab_arena *arena)
{
	const struct ab_record *then =
	    read_record(arena, LP64 HEADERS "functions:\n" FUNCTION("demo_a", "1.0.0"));

	assert_string_equal(compare(arena, then, collected(arena, LP64 HEADERS), NULL),
			    "error function-removed demo_a");
	assert_string_equal(compare(arena, then, collected(arena, LP64), NULL), "");
}

static void needs_an_entry_that_brings_the_header(struct ab_arena *arena)
{
	static const char functions[] =
	    "functions:\n"
	    "  demo_a: {since: 1.0.0, header: part.h, type: int (int)}\n";
	static const char entries[] =
	    LP64 "headers: {demo.h: {entry: true}, more.h: {entry: true}, part.h: {since: 1.0.0";
	const struct ab_record *now = collected(arena, LP64 HEADERS);
	const struct ab_record *then =
	    read_record(arena, ab_printf(arena, "%s}}\n%s", entries, functions));

	/* a record that does not say: all of them together */
	assert_string_equal(compare(arena, then, now, NULL), "");
	then = read_record(arena, ab_printf(arena, "%s, by: [more.h]}}\n%s", entries, functions));
	assert_string_equal(compare(arena, then, now, NULL), "");
	then = read_record(arena,
			   ab_printf(arena, "%s, by: [demo.h, more.h]}}\n%s", entries, functions));
	assert_string_equal(compare(arena, then, now, NULL), "error header-removed part.h");
	/* by way of another entry */
	then = read_record(arena, ab_printf(arena,
					    LP64 "headers: {demo.h: {entry: true}, more.h: {entry: "
						 "true, by: [demo.h]}, part.h: {by: more.h}}\n%s",
					    functions));
	assert_string_equal(compare(arena, then, now, NULL), "error header-removed part.h");
	/* nobody's */
	then = read_record(arena, ab_printf(arena, "%s, by: []}}\n%s", entries, functions));
	assert_string_equal(compare(arena, then, now, NULL), "");
	/* an entry is there by itself */
	then = read_record(arena, LP64 "headers: {demo.h: {entry: true}, more.h: {entry: true}}\n"
				       "functions:\n" FUNCTION("demo_a", "1.0.0"));
	assert_string_equal(compare(arena, then, now, NULL), "error function-removed demo_a");
	/* a record that names no entry has no surface that can be seen */
	then = read_record(arena, LP64 "headers: {demo.h: {since: 1.0.0}}\n"
				       "functions:\n" FUNCTION("demo_a", "1.0.0"));
	assert_string_equal(compare(arena, then, collected(arena, LP64 HEADERS), NULL), "");
}

static void expects_nothing_from_a_later_release(struct ab_arena *arena)
{
	struct ab_policy *policy = read_policy(
	    arena, "abiding: 1\nlibrary: demo\nsurfaces:\n- {name: demo, entry: demo.h}\n"
		   "version: {macro: DEMO_VERSION, scale: [1000000, 1000, 1]}\n"
		   "changing: [DEMO_VERSION]\n");
	const struct ab_record *then = read_record(
	    arena, LP64 HEADERS "functions:\n" FUNCTION("demo_new", "1.10.0") FUNCTION(
		       "demo_old",
		       "1.9.0") "enums:\n"
				"  demo_state:\n"
				"    since: 1.0.0\n"
				"    header: demo.h\n"
				"    type: {lp64: unsigned int}\n"
				"    enumerators: {DEMO_A: 0, DEMO_B: {value: 1, since: 1.10.0}}\n"
				"macros:\n"
				"  DEMO_VERSION: {since: 1.0.0, header: demo.h, value: 1010000, "
				"type: int}\n");
	const char *branch = LP64 HEADERS
	    "enums:\n"
	    "  demo_state:\n"
	    "    since: 1.0.0\n"
	    "    header: demo.h\n"
	    "    type: {lp64: unsigned int}\n"
	    "    enumerators: {DEMO_A: 0}\n"
	    "macros:\n"
	    "  DEMO_VERSION: {since: 1.0.0, header: demo.h, value: 1009005, type: int}\n";

	assert_string_equal(compare(arena, then, collected(arena, branch), policy),
			    "error function-removed demo_old");
}

#define POINT(layout) \
	"structs:\n" \
	"  demo_point:\n" \
	"    since: 1.0.0\n" \
	"    header: demo.h\n" layout

static void holds_an_unknown_data_model_to_the_shape(struct ab_arena *arena)
{
	const struct ab_record *then = read_record(
	    arena, LP64 HEADERS POINT("    size: {lp64: 16}\n"
				      "    align: {lp64: 8}\n"
				      "    fields:\n"
				      "    - {decl: int x, bit-offset: {lp64: 0}}\n"
				      "    - {decl: long y, bit-offset: {lp64: 64}}\n"));
	const struct ab_record *same =
	    collected(arena, HEAD "data-models: [ilp32-i386]\n" HEADERS POINT(
				 "    size: {ilp32-i386: 8}\n"
				 "    align: {ilp32-i386: 4}\n"
				 "    fields:\n"
				 "    - {decl: int x, bit-offset: {ilp32-i386: 0}}\n"
				 "    - {decl: long y, bit-offset: {ilp32-i386: 32}}\n"));
	const struct ab_record *swapped =
	    collected(arena, HEAD "data-models: [ilp32-i386]\n" HEADERS POINT(
				 "    size: {ilp32-i386: 8}\n"
				 "    align: {ilp32-i386: 4}\n"
				 "    fields:\n"
				 "    - {decl: long y, bit-offset: {ilp32-i386: 0}}\n"
				 "    - {decl: int x, bit-offset: {ilp32-i386: 32}}\n"));

	const struct ab_record *renamed =
	    collected(arena, HEAD "data-models: [ilp32-i386]\n" HEADERS POINT(
				 "    size: {ilp32-i386: 8}\n"
				 "    align: {ilp32-i386: 4}\n"
				 "    fields:\n"
				 "    - {decl: int x, bit-offset: {ilp32-i386: 0}}\n"
				 "    - {decl: long z, bit-offset: {ilp32-i386: 32}}\n"));

	assert_string_equal(compare(arena, then, same, NULL), "note not-checked");
	assert_string_equal(compare(arena, then, renamed, NULL),
			    "error struct-field-renamed demo_point.y; note not-checked");
	assert_string_equal(compare(arena, then, swapped, NULL),
			    "error struct-field-reordered demo_point.x; note not-checked");
}

/* Of two whole records, each data model that both have; a compile has but its own. */
static void compares_all_data_models(struct ab_arena *arena)
{
#define MODELS(list) HEAD "data-models: [" list "]\n" HEADERS
#define SHAPES(a, b) \
	POINT("    size: {lp64: " a ", ilp32-i386: " b "}\n" \
	      "    align: {lp64: 4, ilp32-i386: 4}\n" \
	      "    fields: [{decl: int x, bit-offset: {lp64: 0, ilp32-i386: 0}}]\n")
#define NESTED(inner, outer) \
	MODELS("lp64, ilp32-i386") \
	POINT("    size: {lp64: 16, ilp32-i386: " outer "}\n" \
	      "    align: {lp64: 4, ilp32-i386: 4}\n" \
	      "    fields: [{decl: 'struct {} in', bit-offset: {lp64: 0, ilp32-i386: 0}, size: " \
	      "{lp64: " inner \
	      ", ilp32-i386: 8}, align: {lp64: 4, ilp32-i386: 4}, fields: [{decl: int x, " \
	      "bit-offset: {lp64: 0, ilp32-i386: 0}}]}]\n")
	static const char both[] = MODELS("lp64, ilp32-i386") SHAPES("8", "8");
	static const struct {
		const char *now, *findings, *message;
	} cases[] = {
	    {MODELS("lp64, ilp32-i386") SHAPES("8", "8"), "", NULL},
	    {MODELS("lp64, ilp32-i386") SHAPES("8", "12"), "error struct-size-changed demo_point",
	     "on ilp32-i386, the size of 'demo_point' is now 12 bytes, promised as 8, with the "
	     "same members"},
	    {MODELS("ilp32-i386, lp64") SHAPES("12", "8"), "error struct-size-changed demo_point",
	     "on lp64, the size of 'demo_point' is now 12 bytes, promised as 8, with the same "
	     "members"},
	    {MODELS("lp64, ilp32-i386") SHAPES("12", "12"), "error struct-size-changed demo_point",
	     "the size of 'demo_point' is now 12 bytes, promised as 8, with the same members"},
	};
	static const char elsewhere[] = MODELS(
	    "lp64, ilp32-i386") "externals: {off_t: {lp64: long, ilp32-i386: %s}}\n"
				"functions: {demo_f: {header: demo.h, type: off_t (void)}}\n";
	const struct ab_record *then = read_record(arena, both);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct ab_record *now = read_record(arena, cases[i].now);
		struct ab_findings findings = {0};

		ab_compare(arena, then, now, ab_policy_default(arena, then), &findings);
		assert_string_equal(findings_text(arena, &findings), cases[i].findings);
		if (cases[i].message)
			assert_string_equal(findings.items[0].message, cases[i].message);
	}
	/* what is broken of a field is not what is broken of the whole */
	assert_string_equal(compare_texts(arena, NESTED("8", "8"), NESTED("12", "12")),
			    "error struct-size-changed demo_point.in; error struct-size-changed "
			    "demo_point");
	assert_string_equal(compare_texts(arena, ab_printf(arena, elsewhere, "int"),
					  ab_printf(arena, elsewhere, "long")),
			    "error record-not-comparable demo_f");
	assert_string_equal(compare(arena, then,
				    collected(arena, MODELS("lp64, ilp32-i386") SHAPES("8", "12")),
				    NULL),
			    "");
}

#define TIMED(name, size, time) \
	"  " name ":\n" \
	"    since: 1.0.0\n" \
	"    header: demo.h\n" \
	"    size: {lp64: " size "}\n" \
	"    align: {lp64: " size "}\n" \
	"    fields:\n" \
	"    - {decl: " time " when, bit-offset: {lp64: 0}}\n"

static void blames_options_once(struct ab_arena *arena)
{
	const char *then =
	    LP64 HEADERS "externals: {off_t: {lp64: int}}\n"
			 "structs:\n" TIMED("demo_a", "4", "off_t") TIMED("demo_b", "4", "off_t");
	const char *now =
	    LP64 HEADERS "externals: {off_t: {lp64: long}}\n"
			 "structs:\n" TIMED("demo_a", "8", "off_t") TIMED("demo_b", "8", "off_t");
	const char *plain =
	    LP64 HEADERS "externals: {off_t: {lp64: int}}\n"
			 "structs:\n" TIMED("demo_a", "8", "off_t") TIMED("demo_b", "4", "off_t");
	struct ab_record *packed = read_record(arena, plain);

	assert_string_equal(compare_texts(arena, then, now), "error record-not-comparable demo_a");
	assert_string_equal(compare_texts(arena, then, plain), "error struct-size-changed demo_a");
	packed->flags = "-fpack-struct";
	assert_string_equal(compare(arena, read_record(arena, then), packed, NULL),
			    "error record-not-comparable demo_a");
}

/* An option is to blame only for what it can alter: there is no enum in this struct. */
static void blames_no_option_without_effect(struct ab_arena *arena)
{
	const char *then = LP64 HEADERS "structs:\n" TIMED("demo_a", "4", "int");
	struct ab_record *now =
	    read_record(arena, LP64 HEADERS "structs:\n" TIMED("demo_a", "8", "int"));

	now->flags = "-fshort-enums";
	assert_string_equal(compare(arena, read_record(arena, then), now, NULL),
			    "error struct-size-changed demo_a");
}

/* Of what options alter, one that holds it: an enum of the library's or of another's, a double. */
static void blames_options_for_what_they_alter(struct ab_arena *arena)
{
	static const struct {
		const char *type, *flags, *findings;
	} cases[] = {
	    {"demo_e", "-fshort-enums", "error record-not-comparable demo_a"},
	    {"enum other", "-fshort-enums", "error record-not-comparable demo_a"},
	    {"other_t", "-fshort-enums", "error record-not-comparable demo_a"},
	    {"demo_e", "-malign-double", "error struct-size-changed demo_a"},
	    {"double", "-malign-double", "error record-not-comparable demo_a"},
	    {"long long", "-O2 -malign-double", "error record-not-comparable demo_a"},
	    {"float", "-malign-double", "error struct-size-changed demo_a"},
	    {"other_t", "-malign-double", "error record-not-comparable demo_a"},
	};
	static const char format[] = LP64 HEADERS "structs:\n" TIMED(
	    "demo_a", "%s", "%s") "enums:\n  demo_e: {since: 1.0.0, header: demo.h, "
				  "type: {lp64: unsigned int}, enumerators: {DEMO_A: 0}}\n";

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *then = ab_printf(arena, format, "4", "4", cases[i].type);
		struct ab_record *now =
		    read_record(arena, ab_printf(arena, format, "8", "8", cases[i].type));

		now->flags = cases[i].flags;
		assert_string_equal(compare(arena, read_record(arena, then), now, NULL),
				    cases[i].findings);
	}
}

/* A type from elsewhere that is another one here, wherever a promise mentions it. */
static void blames_types_from_elsewhere(struct ab_arena *arena)
{
	static const struct {
		const char *promise, *findings;
	} cases[] = {
	    {"functions: {demo_f: {header: demo.h, type: off_t (void)}}\n",
	     "error record-not-comparable demo_f"},
	    {"functions: {demo_f: {header: demo.h, type: 'void (int, off_t *)'}}\n",
	     "error record-not-comparable demo_f"},
	    {"variables: {demo_v: {header: demo.h, type: 'off_t [2]'}}\n",
	     "error record-not-comparable demo_v"},
	    {"structs: {demo_s: {header: demo.h}}\n"
	     "typedefs: {demo_t: {header: demo.h, type: off_t *}}\n",
	     "error record-not-comparable demo_t"},
	    {"structs: {demo_s: {header: demo.h}}\n", ""},
	    {"functions: {demo_f: {header: demo.h, type: 'void (int, int *)'}}\n", ""},
	    {"structs: {demo_s: {header: demo.h, size: {lp64: 8}, align: {lp64: 8}, "
	     "fields: [{decl: 'off_t *x', bit-offset: {lp64: 0}}]}}\n",
	     "error record-not-comparable demo_s"},
	    {"structs: {demo_s: {header: demo.h, size: {lp64: 8}, align: {lp64: 8}, "
	     "fields: [{decl: 'int *x', bit-offset: {lp64: 0}}]}}\n",
	     ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    compare_texts(arena,
				  ab_printf(arena, "%sexternals: {off_t: {lp64: int}}\n%s",
					    LP64 HEADERS, cases[i].promise),
				  ab_printf(arena, "%sexternals: {off_t: {lp64: long}}\n%s",
					    LP64 HEADERS, cases[i].promise)),
		    cases[i].findings);
}

#define BITS(type) \
	LP64 HEADERS "structs:\n" \
		     "  demo_a:\n" \
		     "    since: 1.0.0\n" \
		     "    header: demo.h\n" \
		     "    size: {lp64: 4}\n" \
		     "    align: {lp64: 4}\n" \
		     "    fields: [{decl: '" type " f : 3', bit-offset: {lp64: 0}}]\n"

/* A plain bit-field is signed or not as the compiler is told; any other change is the header's. */
static void blames_options_for_signs_of_bits(struct ab_arena *arena)
{
	const struct ab_record *then = read_record(arena, BITS("int"));
	struct ab_record *other_sign = read_record(arena, BITS("unsigned int"));
	struct ab_record *other_type = read_record(arena, BITS("unsigned char"));

	assert_string_equal(compare(arena, then, other_sign, NULL),
			    "error struct-field-type-changed demo_a.f");
	other_sign->flags = other_type->flags = "-funsigned-bitfields";
	assert_string_equal(compare(arena, then, other_sign, NULL),
			    "error record-not-comparable demo_a");
	assert_string_equal(compare(arena, then, other_type, NULL),
			    "error struct-field-type-changed demo_a.f");
}

/* "long double" is what the target says, if not what its options do. */
static void blames_long_double(struct ab_arena *arena)
{
	static const char format[] =
	    LP64 HEADERS "externals: {long double: {lp64: %s}}\n"
			 "functions: {demo_f: {header: demo.h, type: 'void (%s *)'}}\n";

	assert_string_equal(
	    compare_texts(arena, ab_printf(arena, format, "'80 bits in 16 bytes'", "long double"),
			  ab_printf(arena, format, "'64 bits in 8 bytes'", "long double")),
	    "error record-not-comparable demo_f");
	assert_string_equal(
	    compare_texts(arena, ab_printf(arena, format, "'80 bits in 16 bytes'", "double"),
			  ab_printf(arena, format, "'64 bits in 8 bytes'", "double")),
	    "");
}

/* A constant that is made of a type from elsewhere changes with it. */
static void blames_types_for_values(struct ab_arena *arena)
{
	static const char format[] =
	    LP64 HEADERS "externals: {off_t: {lp64: %s}}\n"
			 "macros: {DEMO_M: {header: demo.h, value: {lp64: %u}, type: int}}\n";
	static const char plain[] =
	    LP64 HEADERS "externals: {off_t: {lp64: %s}}\n"
			 "macros: {DEMO_M: {header: demo.h, value: %u, type: int}}\n";
	struct ab_record *flagged;

	assert_string_equal(compare_texts(arena, ab_printf(arena, format, "int", 4),
					  ab_printf(arena, format, "long", 8)),
			    "error record-not-comparable DEMO_M");
	assert_string_equal(compare_texts(arena, ab_printf(arena, format, "int", 4),
					  ab_printf(arena, format, "int", 8)),
			    "error macro-value-changed DEMO_M");
	flagged = read_record(arena, ab_printf(arena, format, "int", 8));
	flagged->flags = "-fshort-enums";
	assert_string_equal(
	    compare(arena, read_record(arena, ab_printf(arena, format, "int", 4)), flagged, NULL),
	    "error record-not-comparable DEMO_M");
	assert_string_equal(compare_texts(arena, ab_printf(arena, plain, "int", 4),
					  ab_printf(arena, plain, "long", 8)),
			    "error macro-value-changed DEMO_M");
}

/* A reader alone can tell whether two bodies do the same, unless the policy has an opinion. */
static void weighs_bodies_of_macros(struct ab_arena *arena)
{
	static const char format[] =
	    LP64 HEADERS "function-macros:\n"
			 "  DEMO_F: {since: 1.0.0, header: demo.h, params: [a], body: %s}\n";
	const struct ab_record *then = read_record(arena, ab_printf(arena, format, "f(a)"));
	const struct ab_record *now = read_record(arena, ab_printf(arena, format, "g(a)"));

	assert_string_equal(compare(arena, then, now, NULL), "warning macro-value-changed DEMO_F");
	assert_string_equal(compare(arena, then, now,
				    read_policy(arena, "abiding: 1\nlibrary: demo\n"
						       "surfaces: [{name: demo, entry: demo.h}]\n"
						       "rules: {macro-value-changed: error}\n")),
			    "error macro-value-changed DEMO_F");
}

/* What a call comes to counts. */
static void expands_bodies_of_macros(struct ab_arena *arena)
{
	static const char format[] =
	    LP64 HEADERS "macros: {DEMO_X: {since: 1.0.0, header: demo.h, text: other(1)}}\n"
			 "function-macros:\n"
			 "  DEMO_F: {since: 1.0.0, header: demo.h, params: [a], body: '%s'}\n";
	static const struct {
		const char *then, *now, *findings;
	} cases[] = {
	    {"f(a, DEMO_X)", "f(a, other(1))", ""},
	    {"f(a, DEMO_X)", "f(a, other(2))", "warning macro-value-changed DEMO_F"},
	    {"f(#a, DEMO_X)", "f(#a, other(1))", ""},
	    {"f(#a, DEMO_X)", "f(#a, DEMO_X)", ""},
	    /* a text that has no end, as no header can have */
	    {"f(a, \"x\\", "f(a, \"y\\", "warning macro-value-changed DEMO_F"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(compare_texts(arena, ab_printf(arena, format, cases[i].then),
						  ab_printf(arena, format, cases[i].now)),
				    cases[i].findings);
}

/* A waiver of declarations is judged without protocols, too. */
static void keeps_waivers_beside_protocols(struct ab_arena *arena)
{
	struct ab_policy_protocol protocol = {.name = "demo.x"};
	struct ab_policy *policy = read_policy(
	    arena, "abiding: 1\nlibrary: demo\nsurfaces: [{name: demo, entry: demo.h}]\n"
		   "waivers: [{rule: function-removed, entity: demo_x, reason: known}]\n");
	const char *text = LP64 HEADERS "functions:\n" FUNCTION("demo_a", "1.0.0");

	policy->protocols = &protocol;
	policy->n_protocols = 1;
	assert_string_equal(
	    compare(arena, read_record(arena, text), collected(arena, text), policy),
	    "warning waiver-invalid");
}

/* What holds a struct that an option has altered is altered by it, too. */
static void blames_options_for_what_holds(struct ab_arena *arena)
{
#define HOLDERS(size) \
	LP64 HEADERS "structs:\n" TIMED("demo_a", size, "demo_e") TIMED("demo_b", size, "demo_e") \
	    TIMED("demo_out", size, "demo_b") "enums: {demo_e: {header: demo.h, type: {lp64: " \
					      "int}, enumerators: {A: 0}}}\n"
#define FLAGGED(size, type) LP64 HEADERS "structs:\n" TIMED("demo_a", size, type)
	static const struct {
		const char *then, *now, *flags, *findings;
	} cases[] = {
	    {HOLDERS("4"), HOLDERS("1"), "-fshort-enums", "error record-not-comparable demo_a"},
	    {FLAGGED("4", "int"), FLAGGED("8", "int"), "-mms-bitfields",
	     "error struct-size-changed demo_a"},
	    {BITS("int"), BITS("int"), "-mms-bitfields", ""},
	};
	struct ab_record *wide = read_record(arena, BITS("int"));

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *now = read_record(arena, cases[i].now);

		now->flags = cases[i].flags;
		assert_string_equal(compare(arena, read_record(arena, cases[i].then), now, NULL),
				    cases[i].findings);
	}
	ab_record_find(wide, AB_STRUCT, "demo_a")->body->size_bytes.value[0] = 8;
	wide->flags = "-mms-bitfields";
	assert_string_equal(compare(arena, read_record(arena, BITS("int")), wide, NULL),
			    "error record-not-comparable demo_a");
}

#define PADDED(bound, models, size, one, zero) \
	HEAD "data-models: [" models "]\n" HEADERS "structs:\n" \
	     "  demo_a:\n" \
	     "    since: 1.0.0\n" \
	     "    header: demo.h\n" \
	     "    size: {" size "}\n" \
	     "    align: {" one "}\n" \
	     "    fields: [{decl: 'char pad[" bound "]', bit-offset: {" zero "}}]\n"
#define PADDED_FOR(model, bound) PADDED(bound, model, model ": " bound, model ": 1", model ": 0")

/* A bound is written down as it was on the first one; on others the sizes tell. */
static void holds_bounds_to_the_first_data_model(struct ab_arena *arena)
{
	const char *both = PADDED("8", "lp64, ilp32-i386", "lp64: 8, ilp32-i386: 4",
				  "lp64: 1, ilp32-i386: 1", "lp64: 0, ilp32-i386: 0");

	assert_string_equal(compare_texts(arena, both, PADDED_FOR("ilp32-i386", "4")), "");
	assert_string_equal(compare_texts(arena, both, PADDED_FOR("ilp32-i386", "6")),
			    "error struct-size-changed demo_a");
	assert_string_equal(compare_texts(arena, both,
					  PADDED("4][1", "ilp32-i386", "ilp32-i386: 4",
						 "ilp32-i386: 1", "ilp32-i386: 0")),
			    "error struct-field-type-changed demo_a.pad");
	assert_string_equal(compare_texts(arena, both, PADDED_FOR("ilp32-i386", "0")),
			    "error struct-flexible-array-changed demo_a.pad");
	/* frozen in another order, the bound is another, too */
	assert_string_equal(
	    compare_texts(arena, both,
			  PADDED("4", "ilp32-i386, lp64", "lp64: 8, ilp32-i386: 4",
				 "lp64: 1, ilp32-i386: 1", "lp64: 0, ilp32-i386: 0")),
	    "");
	assert_string_equal(compare_texts(arena, both, PADDED_FOR("lp64", "4")),
			    "error struct-field-type-changed demo_a.pad");
}

#define SIZED(model, type) \
	HEAD "data-models: [" model "]\n" HEADERS \
	     "macros: {DEMO_SIZE: {since: 1.0.0, header: demo.h, value: 8, type: " type "}}\n"

/* The type of a sizeof is another one on each; where the record has none, it is not told. */
static void holds_types_of_macros_to_their_data_model(struct ab_arena *arena)
{
	const char *plain = SIZED("lp64", "int");

	assert_string_equal(compare_texts(arena, plain, SIZED("lp64", "long")),
			    "warning macro-type-changed DEMO_SIZE");
	assert_string_equal(compare_texts(arena, plain, SIZED("lp64", "{lp64: long}")),
			    "warning macro-type-changed DEMO_SIZE");
	assert_string_equal(
	    compare_texts(arena, plain, SIZED("ilp32-i386", "{ilp32-i386: unsigned int}")),
	    "note not-checked");
	assert_string_equal(compare_texts(arena, plain, SIZED("ilp32-i386", "long")),
			    "warning macro-type-changed DEMO_SIZE; note not-checked");
}

#define BY_OBJECT(what) \
	LP64 HEADERS "macros: {DEMO_SIZE: {since: 1.0.0, header: demo.h, " what "}}\n"

/* A record of before has the text of what is made of an object; what has a value is no change. */
static void takes_a_value_for_a_text_of_an_object(struct ab_arena *arena)
{
	assert_string_equal(compare_texts(arena, BY_OBJECT("text: sizeof(demo_key)"),
					  BY_OBJECT("value: 16, type: size_t")),
			    "");
	assert_string_equal(compare_texts(arena, BY_OBJECT("text: demo_sizeof(demo_key)"),
					  BY_OBJECT("value: 16, type: size_t")),
			    "error macro-value-changed DEMO_SIZE");
	assert_string_equal(compare_texts(arena, BY_OBJECT("text: sizeof(demo_key)"),
					  BY_OBJECT("text: sizeof(demo_other)")),
			    "error macro-value-changed DEMO_SIZE");
}

/* size_t is unsigned long where long is as wide as a pointer. */
static void knows_what_size_t_is(struct ab_arena *arena)
{
	assert_string_equal(
	    compare_texts(arena, SIZED("lp64", "size_t"), SIZED("lp64", "unsigned long")), "");
	assert_string_equal(compare_texts(arena, SIZED("ilp32-i386", "size_t"),
					  SIZED("ilp32-i386", "unsigned long")),
			    "warning macro-type-changed DEMO_SIZE");
}

#define BOUND(constant, bound, size) \
	LP64 HEADERS "structs:\n" \
		     "  demo_a:\n" \
		     "    since: 1.0.0\n" \
		     "    header: demo.h\n" \
		     "    size: {lp64: " size "}\n" \
		     "    align: {lp64: 1}\n" \
		     "    fields:\n" \
		     "    - {decl: 'char name[" bound "]', bit-offset: {lp64: 0}}\n" \
		     "macros:\n" \
		     "  DEMO_LEN: {since: 1.0.0, header: demo.h, value: " constant \
		     ", type: int}\n"

/* A bound that follows a constant is one break; no bound follows from nothing. */
static void takes_a_bound_for_its_constant(struct ab_arena *arena)
{
	const struct ab_record *then = read_record(arena, BOUND("4", "4", "4"));
	struct ab_findings findings = {0};

	ab_compare(arena, then, read_record(arena, BOUND("8", "8", "8")),
		   ab_policy_default(arena, then), &findings);
	assert_int_equal(findings.count, 1);
	assert_string_equal(
	    findings.items[0].consequence,
	    "'name' of 'demo_a' changes with it: 'char name[8]', promised as 'char name[4]'");
	assert_string_equal(compare_texts(arena, BOUND("4", "4", "4"), BOUND("8", "8", "8")),
			    "error macro-value-changed DEMO_LEN");
	assert_string_equal(
	    compare_texts(arena, BOUND("0", "4", "4"), BOUND("8", "8", "8")),
	    "error macro-value-changed DEMO_LEN; error struct-field-type-changed demo_a.name");
}

#define TEXT(text) \
	LP64 HEADERS "macros: {DEMO_MAX: {since: 1.0.0, header: demo.h, text: '" text "'}}\n"

/* What a body newly names may be what it spelt out; of the names it had, the rest tells. */
static void knows_nothing_of_new_names_elsewhere(struct ab_arena *arena)
{
	static const struct {
		const char *now;
		size_t findings;
	} cases[] = {
	    {TEXT("(LARGEST(a, b) + 2)"), 1},	    {TEXT("(LARGEST(b, a) + 1)"), 1},
	    {TEXT("(LARGEST_OF + 1)"), 0},	    {TEXT("(LARGEST(a, b) + 1 + more)"), 0},
	    {TEXT("(LARGEST(a, b) + 1)"), 0},	    {TEXT("_largest"), 0},
	    {TEXT("sizeof(LARGEST(a, b) + 1)"), 1}, {TEXT("(LARGEST(a, b) + DEMO_MAX)"), 1}};
	const struct ab_record *then = read_record(arena, TEXT("(LARGEST(a, b) + 1)"));

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *now = read_record(arena, cases[i].now);
		struct ab_findings findings = {0};

		ab_record_find(now, AB_MACRO, "DEMO_MAX")->is_unresolved = true;
		ab_compare(arena, then, now, ab_policy_default(arena, then), &findings);
		assert_int_equal(findings.count, cases[i].findings);
	}
}

/* What is no error, or one of many, takes no bound along. */
static void takes_a_bound_for_no_other_constant(struct ab_arena *arena)
{
	const struct ab_record *then = read_record(arena, BOUND("4", "4", "4"));
	const struct ab_record *now = read_record(arena, BOUND("8", "8", "8"));
	const struct ab_policy *policy =
	    read_policy(arena, "abiding: 1\nlibrary: demo\n"
			       "surfaces: [{name: all, entry: demo.h}]\n"
			       "rules: {macro-value-changed: warning}\n");
	struct ab_buf texts[2];

	assert_string_equal(
	    compare(arena, then, now, policy),
	    "warning macro-value-changed DEMO_LEN; error struct-field-type-changed demo_a.name");
	for (unsigned side = 0; side < 2; side++) {
		ab_buf_init(&texts[side], arena);
		ab_buf_add(&texts[side], side ? BOUND("8", "8", "8") : BOUND("4", "4", "4"));
		for (unsigned i = 0; i < 16; i++)
			ab_buf_addf(
			    &texts[side],
			    "  DEMO_%u: {since: 1.0.0, header: demo.h, value: %u, type: int}\n", i,
			    100 + i + side);
	}
	assert_non_null(strstr(compare_texts(arena, texts[0].text, texts[1].text),
			       "error struct-field-type-changed demo_a.name"));
}

/* Nor does one whose change a waiver lets pass. */
static void takes_no_bound_along_in_silence(struct ab_arena *arena)
{
	const struct ab_policy *policy =
	    read_policy(arena, "abiding: 1\nlibrary: demo\n"
			       "surfaces: [{name: all, entry: demo.h}]\n"
			       "waivers:\n"
			       "- {rule: macro-value-changed, entity: DEMO_LEN, reason: known}\n");

	assert_string_equal(compare(arena, read_record(arena, BOUND("4", "4", "4")),
				    read_record(arena, BOUND("8", "8", "8")), policy),
			    "error struct-field-type-changed demo_a.name");
}

/* A bound near the constant moves with it, and one further off by itself. */
static void takes_a_bound_near_a_constant_for_it(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *findings;
	} cases[] = {
	    {BOUND("4", "5", "5"), BOUND("8", "9", "9"), "error macro-value-changed DEMO_LEN"},
	    {BOUND("4", "6", "6"), BOUND("8", "10", "10"), "error macro-value-changed DEMO_LEN"},
	    {BOUND("4", "12", "12"), BOUND("8", "24", "24"), "error macro-value-changed DEMO_LEN"},
	    {BOUND("4", "7", "7"), BOUND("8", "11", "11"),
	     "error macro-value-changed DEMO_LEN; error struct-field-type-changed demo_a.name"},
	    {BOUND("4", "3", "3"), BOUND("8", "7", "7"),
	     "error macro-value-changed DEMO_LEN; error struct-field-type-changed demo_a.name"},
	    {BOUND("4", "5", "5"), BOUND("8", "10", "10"),
	     "error macro-value-changed DEMO_LEN; error struct-field-type-changed demo_a.name"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(compare_texts(arena, cases[i].then, cases[i].now),
				    cases[i].findings);
}

#define VARIABLE(linkage) \
	LP64 HEADERS "variables: {demo_v: {since: 1.0.0, header: demo.h, type: int" linkage "}}\n"

#define SAVES(type, structs) \
	LP64 HEADERS "externals: {stamp: {lp64: '16 bytes, aligned to 8'}}\n" \
		     "functions: {demo_save: {since: 1.0.0, header: demo.h, type: 'void (" type \
		     " *x)'}}\n" structs

/* A typedef from elsewhere and the tag of that name are one, unless the library has that struct. */
static void takes_tags_from_elsewhere_for_their_typedefs(struct ab_arena *arena)
{
	static const char *const own = SAVES(
	    "struct stamp", "structs:\n  struct stamp:\n    since: 1.0.0\n    header: demo.h\n"
			    "    size: {lp64: 4}\n    align: {lp64: 4}\n"
			    "    fields: [{decl: int a, bit-offset: {lp64: 0}}]\n");

	assert_string_equal(compare_texts(arena, SAVES("stamp", ""), SAVES("struct stamp", "")),
			    "");
	assert_string_equal(compare_texts(arena, SAVES("struct _stamp", ""), SAVES("stamp", "")),
			    "");
	assert_string_equal(compare_texts(arena, SAVES("stamp", ""), SAVES("struct other", "")),
			    "error function-parameter-type-changed demo_save.x");
	assert_string_equal(compare_texts(arena, SAVES("stamp", ""), own),
			    "error function-parameter-type-changed demo_save.x");
}

/* What the definition tells of a variable; who links with it cannot tell weak from strong. */
static void compares_linkage_of_variables(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *findings;
	} cases[] = {
	    {"", ", linkage: weak", ""},
	    {"", ", linkage: hidden", "error variable-removed demo_v"},
	    {"", ", linkage: static", "error variable-removed demo_v"},
	    {", linkage: static", ", linkage: hidden", ""},
	    {", linkage: hidden", "", ""},
	    {"", ", linkage: thread-local", "error variable-type-changed demo_v"},
	    {", linkage: weak thread-local", ", linkage: weak thread-local", ""},
	    {", linkage: weak thread-local", ", linkage: weak",
	     "error variable-type-changed demo_v"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *format = VARIABLE("%s");

		assert_string_equal(compare_texts(arena, ab_printf(arena, format, cases[i].then),
						  ab_printf(arena, format, cases[i].now)),
				    cases[i].findings);
	}
}

/* Names of parameters are no part of a macro, what it does with them is. */
static void compares_bodies_by_position(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *findings;
	} cases[] = {
	    {"[a, b], body: (a) + b", "[x, a], body: (x) + a", ""},
	    {"[a, b], body: (a) + b", "[a, b], body: (b) + a", "error macro-value-changed DEMO_F"},
	    {"[rest...], body: f(rest)", "[args...], body: f(args)", ""},
	    {"['...'], body: f(__VA_ARGS__)", "[args...], body: f(args)", ""},
	    {"[a, '...'], body: 'f(a, __VA_ARGS__)'", "[a, rest...], body: 'f(rest, a)'",
	     "warning macro-value-changed DEMO_F"},
	    {"[a, '...'], body: f(a)", "[a, b], body: f(a)", "error macro-form-changed DEMO_F"},
	    {"[a, b], body: f(a)", "[a, args...], body: f(a)", ""},
	    {"[a], body: f(a)", "[a, b], body: f(a)", "error macro-form-changed DEMO_F"},
	    {"[args...], body: f(args)", "[args...], body: f(arg)",
	     "warning macro-value-changed DEMO_F"},
	    {"['...'], body: demo_eleven(__VA_ARGS__)", "['...'], body: demo_twelve(__VA_ARGS__)",
	     "warning macro-value-changed DEMO_F"},
	    {"[a], body: 'f(a, \"a b\")'", "[x], body: 'f(x, \"a b\")'", ""},
	    {"[a], body: 'f(\"b\", a)'", "[x], body: 'f(\"b\", x)'", ""},
	    {"[a], body: 'f(\"bc\", a)'", "[x], body: 'f(\"bc\", x)'", ""},
	    {"[a], body: 'f(\"\\\"b\", a)'", "[x], body: 'f(\"\\\"b\", x)'", ""},
	    {"[a], body: 'f(a, \"a b\")'", "[x], body: 'f(x, \"x b\")'",
	     "warning macro-value-changed DEMO_F"},
	    {"[a], body: 'f(a, \"\\\"\")'", "[a], body: 'f(a, \"\\\" a\")'",
	     "warning macro-value-changed DEMO_F"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *format =
		    LP64 HEADERS "function-macros:\n"
				 "  DEMO_F: {since: 1.0.0, header: demo.h, params: %s}\n";

		assert_string_equal(compare_texts(arena, ab_printf(arena, format, cases[i].then),
						  ab_printf(arena, format, cases[i].now)),
				    cases[i].findings);
	}
}

#define STANDS_FOR(text) \
	LP64 HEADERS "functions:\n" FUNCTION( \
	    "demo_f", "1.0.0") "macros: {DEMO_M: {since: 1.0.0, header: demo.h, text: '" text \
			       "'}}\n"

/* A name for what the library declares is more than decoration; of others it is not known. */
static void misses_what_a_macro_stood_for(struct ab_arena *arena)
{
	const char *now = STANDS_FOR("__attribute__((always_inline))");

	assert_string_equal(compare_texts(arena, STANDS_FOR("demo_f"), now),
			    "error macro-removed DEMO_M");
	assert_string_equal(compare_texts(arena, STANDS_FOR("(demo_f)"), now),
			    "error macro-removed DEMO_M");
	assert_string_equal(compare_texts(arena, STANDS_FOR("OTHER_EXPORT"), now), "");
	assert_string_equal(compare_texts(arena, now, now), "");
	assert_string_equal(
	    compare_texts(arena, STANDS_FOR("__attribute__((cleanup(demo_f))) OTHER_EXPORT"),
			  STANDS_FOR("__attribute__((cleanup(demo_f)))")),
	    "");
}

#define UNNAMED(more) \
	LP64 HEADERS "variables:\n" \
		     "  demo_v:\n" \
		     "    since: 1.0.0\n" \
		     "    header: demo.h\n" \
		     "    type: struct {} *\n" \
		     "    size: {lp64: 8}\n" \
		     "    align: {lp64: 4}\n" \
		     "    fields: [{decl: int a, bit-offset: {lp64: 0}}" more "]\n"

/* A type without a name is what it holds. */
static void compares_types_without_a_name(struct ab_arena *arena)
{
	const char *two = UNNAMED(", {decl: int b, bit-offset: {lp64: 32}}");

	assert_string_equal(compare_texts(arena, two, two), "");
	assert_string_equal(compare_texts(arena, two, UNNAMED("")),
			    "error struct-field-removed demo_v.b");
	assert_string_equal(
	    compare_texts(arena, two, UNNAMED(", {decl: int c, bit-offset: {lp64: 32}}")),
	    "error struct-field-renamed demo_v.b");
}

#define LONE_ENUM(more) \
	LP64 HEADERS "enums:\n  demo_e: {since: 1.0.0, header: demo.h, " more \
		     "type: {lp64: unsigned int}, enumerators: {DEMO_A: 0}}\n"

#define TYPED_ENUM(of) \
	LP64 HEADERS "enums:\n  enum demo_e: {since: 1.0.0, header: demo.h, type: {lp64: " of "}}" \
		     "\n"

/* "enum demo_e : short;" says how it is passed. */
static void compares_types_of_enums_without_a_body(struct ab_arena *arena)
{
	assert_string_equal(compare_texts(arena, TYPED_ENUM("short"), TYPED_ENUM("short")), "");
	assert_string_equal(compare_texts(arena, TYPED_ENUM("short"), TYPED_ENUM("int")),
			    "error enum-type-changed enum demo_e");
}

/* What the note of a finding points to: the enumerator's own line, where there is one. */
static void points_to_what_was_promised(struct ab_arena *arena)
{
	const struct ab_record *then = read_record(
	    arena, LP64 HEADERS "enums:\n  demo_e:\n    since: 1.0.0\n    header: demo.h\n"
				"    type: {lp64: unsigned int}\n    enumerators:\n"
				"      DEMO_A: 0\n      DEMO_B: 1\n");
	const struct ab_record *now = read_record(
	    arena, LP64 HEADERS "enums:\n  demo_e:\n    since: 1.0.0\n    header: demo.h\n"
				"    type: {lp64: unsigned int}\n    enumerators:\n"
				"      DEMO_A: 0\n      DEMO_B: 7\n");
	struct ab_findings findings = {0};

	ab_compare(arena, then, now, ab_policy_default(arena, then), &findings);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0].then, then->of[AB_ENUM].items[0]->enumerators[1].place);
	assert_int_equal(findings.items[0].now, now->of[AB_ENUM].items[0]->enumerators[1].place);
}

static void compares_attributes_of_enums(struct ab_arena *arena)
{
	assert_string_equal(
	    compare_texts(arena, LONE_ENUM("attributes: ['aligned (8)'], "), LONE_ENUM("")),
	    "error type-attribute-changed demo_e");
}

static void looks_for_no_macros_in_preprocessed_input(struct ab_arena *arena)
{
	const struct ab_record *then = read_record(
	    arena,
	    LP64 HEADERS "functions:\n" FUNCTION(
		"demo_a",
		"1.0.0") "macros:\n"
			 "  DEMO_MAX: {since: 1.0.0, header: demo.h, value: 4, type: int}\n");
	struct ab_record *now = collected(arena, LP64 HEADERS);

	assert_string_equal(compare(arena, then, now, NULL),
			    "error macro-removed DEMO_MAX; error function-removed demo_a");
	now->gap = "preprocessed";
	assert_string_equal(compare(arena, then, now, NULL),
			    "error function-removed demo_a; note not-checked");
}

/* What a macro would tell is not known either: the release, a switch, what a waiver is for. */
static void asks_no_macros_of_preprocessed_input(struct ab_arena *arena)
{
	static const char policy_text[] =
	    "abiding: 1\nlibrary: demo\nsurfaces:\n- {name: demo, entry: demo.h}\n%s\n";
	static const char version[] = "version: {macro: DEMO_VERSION, scale: [1000000, 1000, 1]}";
	static const char waiver[] =
	    "waivers:\n- {rule: macro-removed, entity: DEMO_MAX, reason: unused}";
	const struct ab_record *then =
	    read_record(arena, LP64 HEADERS "functions:\n" FUNCTION("demo_a", "1.0.0"));
	struct ab_record *now = collected(arena, LP64 HEADERS);
	struct ab_record *one_zero =
	    collected(arena, LP64 HEADERS
		      "macros:\n  DEMO_VERSION: {header: demo.h, value: 1000000, type: int}\n");

	now->gap = one_zero->gap = "preprocessed";
	now->release = one_zero->release = NULL;
	assert_string_equal(
	    compare(arena, then, now, read_policy(arena, ab_printf(arena, policy_text, version))),
	    "note not-checked");
	assert_string_equal(compare(arena, then, one_zero,
				    read_policy(arena, ab_printf(arena, policy_text, version))),
			    "error function-removed demo_a; note not-checked");
	assert_string_equal(
	    compare(arena, then, now,
		    read_policy(arena, ab_printf(arena, policy_text, "switches: [DEMO_LEGACY]"))),
	    "note not-checked");
	assert_string_equal(
	    compare(arena, then, now, read_policy(arena, ab_printf(arena, policy_text, waiver))),
	    "error function-removed demo_a; note not-checked");
}

static void expects_nothing_where_a_switch_differs(struct ab_arena *arena)
{
	struct ab_policy *policy =
	    read_policy(arena, "abiding: 1\nlibrary: demo\nswitches: [DEMO_LEGACY]\n"
			       "surfaces:\n- {name: demo, entry: demo.h}\n");
	const struct ab_record *then =
	    read_record(arena, LP64 "conditions: {DEMO_LEGACY: defined}\n" HEADERS
				    "functions:\n" FUNCTION("demo_a", "1.0.0"));
	const char *on = LP64 "conditions: {DEMO_LEGACY: defined}\n" HEADERS;
	const char *off = LP64 "conditions: {DEMO_LEGACY: undefined}\n" HEADERS;

	assert_string_equal(compare(arena, then, collected(arena, on), policy),
			    "error function-removed demo_a");
	assert_string_equal(compare(arena, then, collected(arena, off), policy),
			    "note not-checked");
	/* nor that what there is would be as it was */
	then = read_record(
	    arena, LP64 "conditions: {DEMO_LEGACY: defined}\n" HEADERS
			"functions: {demo_a: {since: 1.0.0, header: demo.h, type: int (void)}}\n");
	assert_string_equal(
	    compare(arena, then,
		    collected(arena,
			      LP64 "conditions: {DEMO_LEGACY: undefined}\n" HEADERS
				   "functions: {demo_a: {header: demo.h, type: long (void)}}\n"),
		    policy),
	    "note not-checked");
}

static void misses_headers_of_whole_records_only(struct ab_arena *arena)
{
	const char *then = LP64 "headers: {demo.h: {entry: true}, demo-part.h: {}}\n";

	assert_string_equal(compare_texts(arena, then, LP64 HEADERS),
			    "error header-removed demo-part.h");
	assert_string_equal(
	    compare(arena, read_record(arena, then), collected(arena, LP64 HEADERS), NULL), "");
}

/* A struct that one side alone has by more than its tag is the same struct. */
static void knows_structs_by_their_tags(struct ab_arena *arena)
{
#define TAKES(keyword) \
	"functions: {demo_a: {since: 1.0.0, header: demo.h, type: 'int (" keyword " foo *x)'}}\n"
	static const char has_foo[] =
	    LP64 HEADERS "structs: {struct foo: {since: 1.0.0, header: demo.h}}\n" TAKES("struct");

	assert_string_equal(compare_texts(arena, LP64 HEADERS TAKES("struct"), has_foo), "");
	assert_string_equal(compare_texts(arena, LP64 HEADERS TAKES("union"), has_foo),
			    "error function-parameter-type-changed demo_a.x");
}

/* A typedef that is gone, where its struct is still there by its tag. */
/* What a typedef stands for, and what became of a tag, is told as what it is. */
static void knows_typedefs_by_what_they_name(struct ab_arena *arena)
{
#define SHAPE "size: {lp64: 4}, align: {lp64: 4}, fields: [{decl: int a, bit-offset: {lp64: 0}}]"
#define TAGGED(kind, tag) \
	LP64 HEADERS kind "s: {foo_t: {since: 1.0.0, header: demo.h, tag: " tag ", " SHAPE "}}\n"
#define ALIAS(type) \
	LP64 HEADERS "typedefs: {foo_t: {since: 1.0.0, header: demo.h, type: " type "}}\n"
	static const struct {
		const char *then, *now, *findings;
	} cases[] = {
	    {TAGGED("struct", "foo"), ALIAS("struct foo"), ""},
	    {TAGGED("union", "foo"), ALIAS("union foo"), ""},
	    {TAGGED("struct", "foo"), ALIAS("struct bar"), "error typedef-target-changed foo_t"},
	    {TAGGED("struct", "foo"), ALIAS("foo"), "error typedef-target-changed foo_t"},
	    {TAGGED("struct", "foo"), ALIAS("int"), "error typedef-target-changed foo_t"},
	    {TAGGED("struct", "foo"), TAGGED("union", "foo"), "error type-kind-changed foo_t"},
	    {ALIAS("int (*)(int)"), ALIAS("int (*)(long)"),
	     "error callback-signature-changed foo_t"},
	    {ALIAS("int (*)(int)"), ALIAS("int *"), "error typedef-target-changed foo_t"},
	    {ALIAS("int *"), ALIAS("int (*)(int)"), "error typedef-target-changed foo_t"},
	    /* a mention tells no more than that there is such a tag */
	    {TAGGED("struct", "_foo"),
	     LP64 HEADERS "functions: {demo_f: {header: demo.h, type: void (struct _foo *)}}\n",
	     "error struct-removed foo_t"},
	    {LP64 HEADERS "structs: {struct foo: {since: 1.0.0, header: demo.h, " SHAPE "}}\n",
	     LP64 HEADERS "functions: {demo_f: {header: demo.h, type: void (struct foo *)}}\n",
	     "error type-became-opaque struct foo"},
	    {LP64 HEADERS "structs: {struct foo: {since: 1.0.0, header: demo.h, " SHAPE "}}\n",
	     LP64 HEADERS "functions: {demo_f: {header: demo.h, type: void (struct bar *)}}\n",
	     "error struct-removed struct foo"},
	    {LP64 HEADERS "structs: {struct foo: {since: 1.0.0, header: demo.h, " SHAPE "}}\n",
	     LP64 HEADERS "functions: {demo_f: {header: demo.h, type: void (foo *)}}\n",
	     "error struct-removed struct foo"},
	    {LP64 HEADERS
	     "enums: {enum foo: {since: 1.0.0, header: demo.h, enumerators: {A: 0}}}\n",
	     LP64 HEADERS "functions: {demo_f: {header: demo.h, type: void (struct foo *)}}\n",
	     "error enum-removed enum foo"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(compare_texts(arena, cases[i].then, cases[i].now),
				    cases[i].findings);
}

static void compares_calling_conventions(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *findings;
	} cases[] = {
	    {"__attribute__((ms_abi))", "__attribute__((ms_abi))", ""},
	    {"", "__attribute__((ms_abi))", "error function-calling-convention-changed demo_f"},
	    {"__attribute__((ms_abi))", "", "error function-calling-convention-changed demo_f"},
	    {"__attribute__((ms_abi))", "__attribute__((sysv_abi))",
	     "error function-calling-convention-changed demo_f"},
	};
	static const char format[] = LP64 HEADERS
	    "functions: {demo_f: {since: 1.0.0, header: demo.h, type: 'int (int x) %s'}}\n";

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(compare_texts(arena, ab_printf(arena, format, cases[i].then),
						  ab_printf(arena, format, cases[i].now)),
				    cases[i].findings);
}

/* What callers may leave out is asked of them no more; what they must not was not before. */
static void compares_what_is_asked_of_callers(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *findings;
	} cases[] = {
#define STRICTER "error function-contract-changed demo_f"
	    {"", "nonnull", STRICTER},
	    {"nonnull", "", ""},
	    {"nonnull", "nonnull (1)", ""},
	    {"nonnull (1)", "nonnull", STRICTER},
	    {"nonnull (1)", "nonnull (2)", STRICTER},
	    {"'nonnull (1, 2)'", "nonnull (2)", ""},
	    {"nonnull (2)", "'nonnull (1, 2)'", STRICTER},
	    {"'nonnull (1, 12)'", "'nonnull (12, 1)'", ""},
	    {"'nonnull (1)', 'nonnull (2)'", "'nonnull (2, 1)'", ""},
	    {"nonnull (1)", "'nonnull (1)', 'nonnull (2)'", STRICTER},
	};
	static const char format[] =
	    LP64 HEADERS "functions: {demo_f: {since: 1.0.0, header: demo.h, "
			 "type: 'void (int *a, int *b)', attributes: [%s]}}\n";

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(compare_texts(arena, ab_printf(arena, format, cases[i].then),
						  ab_printf(arena, format, cases[i].now)),
				    cases[i].findings);
}

/* The order of bytes that an attribute names may be another target's own. */
static void compares_orders_of_bytes(struct ab_arena *arena)
{
	static const char format[] =
	    HEAD "data-models: [%s]\n" HEADERS
		 "structs: {demo_a: {since: 1.0.0, header: demo.h, attributes: [%s], "
		 "size: {%s: 4}, align: {%s: 4}, fields: [{decl: int a, bit-offset: {%s: 0}}]}}\n";
	const char *order = "scalar_storage_order (\"big-endian\")", *lp64 = "lp64",
		   *arm = "ilp32-arm";
	const char *with = ab_printf(arena, format, lp64, order, lp64, lp64, lp64);
	const char *without = ab_printf(arena, format, lp64, "", lp64, lp64, lp64);

	assert_string_equal(compare_texts(arena, with, with), "");
	assert_string_equal(compare_texts(arena, with, without),
			    "error type-attribute-changed demo_a");
	assert_string_equal(
	    compare_texts(arena, with, ab_printf(arena, format, arm, "", arm, arm, arm)),
	    "note not-checked");
}

static void misses_a_typedef_of_a_tag(struct ab_arena *arena)
{
	static const char then[] =
	    LP64 HEADERS "structs: {foo_t: {since: 1.0.0, header: demo.h, tag: foo}}\n";
	static const char other_tag[] =
	    LP64 HEADERS "structs: {foo_t: {since: 1.0.0, header: demo.h, tag: bar}}\n";

	assert_string_equal(compare_texts(arena, then, then), "");
	assert_string_equal(
	    compare_texts(arena, then, LP64 HEADERS "structs: {struct foo: {header: demo.h}}\n"),
	    "error typedef-removed foo_t");
	assert_string_equal(compare_texts(arena, other_tag,
					  LP64 HEADERS "structs: {struct foo: {header: demo.h}}\n"),
			    "error struct-removed foo_t");
}

/* A header that is gone with all that was in it is one break; what has moved is none. */
static void takes_declarations_for_their_header(struct ab_arena *arena)
{
	static const char in_part[] =
	    "demo_b: {since: 1.0.0, header: demo-part.h, type: int (int x)}";
	const struct ab_record *then =
	    read_record(arena, ab_printf(arena,
					 LP64 "headers: {demo.h: {entry: true}, demo-part.h: {}}\n"
					      "functions:\n" FUNCTION("demo_a", "1.0.0") "  %s\n",
					 in_part));

	assert_string_equal(
	    compare(arena, then,
		    collected(arena, LP64 HEADERS "functions:\n" FUNCTION("demo_a", "1.0.0")),
		    NULL),
	    "error header-removed demo-part.h");
	assert_string_equal(
	    compare(arena, then,
		    collected(arena, LP64 HEADERS "functions:\n" FUNCTION("demo_a", "1.0.0")
					 FUNCTION("demo_b", "1.0.0")),
		    NULL),
	    "");
}

static void keeps_waivers_honest(struct ab_arena *arena)
{
	static const char policy_text[] =
	    "abiding: 1\nlibrary: demo\nsurfaces:\n- {name: demo, entry: demo.h}\n"
	    "waivers:\n"
	    "- {rule: function-removed, entity: demo_a, reason: unused, until: %s}\n"
	    "- {rule: function-removed, entity: 'demo_x*', reason: unused}\n";
	const char *then = LP64 HEADERS "functions:\n" FUNCTION("demo_a", "1.0.0");
	const char *now = LP64 HEADERS;
	const struct ab_record *promised = read_record(arena, then);

	assert_string_equal(compare(arena, promised, collected(arena, now),
				    read_policy(arena, ab_printf(arena, policy_text, "2.0.0"))),
			    "warning waiver-invalid");
	assert_string_equal(
	    compare(arena, promised, collected(arena, now),
		    read_policy(arena, ab_printf(arena, policy_text, "1.9.0"))),
	    "error function-removed demo_a; warning waiver-invalid; warning waiver-invalid");
	/* nor is all seen where one entry is missing */
	assert_string_equal(
	    compare(arena, promised, collected(arena, now),
		    read_policy(arena,
				"abiding: 1\nlibrary: demo\nsurfaces:\n"
				"- {name: demo, entry: demo.h}\n- {name: more, entry: more.h}\n"
				"waivers:\n"
				"- {rule: function-removed, entity: demo_x, reason: unused}\n")),
	    "error function-removed demo_a");
	/* of two records, both may have been frozen behind the break */
	assert_string_equal(compare(arena, promised, read_record(arena, then),
				    read_policy(arena, ab_printf(arena, policy_text, "2.0.0"))),
			    "");
}

/* What a later release broke, or a library breaks, headers at hand need not break. */
static void keeps_waivers_of_others(struct ab_arena *arena)
{
	static const char policy_text[] =
	    "abiding: 1\nlibrary: demo\nsurfaces:\n"
	    "- {name: demo, entry: demo.h%s}\n"
	    "waivers:\n- {rule: %s, entity: demo_x, reason: unused}\n";
	const struct {
		const char *symbols, *rule, *release, *expected;
	} cases[] = {
	    {"", "function-removed", "1.9.0", ""},
	    {"", "function-removed", "2.0.0", "warning waiver-invalid"},
	    {"", "function-removed", "2.1.0", "warning waiver-invalid"},
	    {"", "symbol-removed", "2.0.0", ""},
	    {", symbols: /dev/null", "symbol-removed", "2.0.0", "warning waiver-invalid"},
	    {"", "header-removed", "2.0.0", "warning waiver-invalid"},
	};
	const char *text = LP64 HEADERS "functions:\n" FUNCTION("demo_a", "1.0.0");
	struct ab_record *promised = read_record(arena, text), *current = collected(arena, text);

	promised->release = "2.0.0";
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		current->release = cases[i].release;
		assert_string_equal(
		    compare(arena, promised, current,
			    read_policy(arena, ab_printf(arena, policy_text, cases[i].symbols,
							 cases[i].rule))),
		    cases[i].expected);
	}
}

/* A header that is gone is told by who looks on the include path. */
static void keeps_waivers_of_headers(struct ab_arena *arena)
{
	static const char policy_text[] =
	    "abiding: 1\nlibrary: demo\nsurfaces:\n- {name: demo, entry: demo.h}\n"
	    "waivers:\n- {rule: %s, entity: %s, reason: old}\n";
	const struct {
		const char *rule, *entity, *expected;
	} cases[] = {
	    {"header-removed", "old.h", ""},
	    {"header-removed", "'o*.h'", ""},
	    {"header-removed", "demo.h", "warning waiver-invalid"},
	    {"header-removed", "other.h", "warning waiver-invalid"},
	    {"struct-removed", "old.h", "warning waiver-invalid"},
	};
	const struct ab_record *promised =
	    read_record(arena, LP64 "headers: {demo.h: {entry: true}, old.h: {since: 1.0.0}}\n");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    compare(arena, promised, collected(arena, LP64 HEADERS),
			    read_policy(arena, ab_printf(arena, policy_text, cases[i].rule,
							 cases[i].entity))),
		    cases[i].expected);
}

static void weighs_by_surface(struct ab_arena *arena)
{
	static const char policy_text[] =
	    "abiding: 1\nlibrary: demo\nsurfaces:\n- {name: demo, entry: demo.h, promise: %s}\n";
	const char *then = LP64 HEADERS "functions:\n" FUNCTION("demo_a", "1.0.0");
	const struct ab_record *promised = read_record(arena, then);
	static const struct {
		const char *promise, *expected;
	} cases[] = {
	    {"forever", "error function-removed demo_a"},
	    {"best-effort", "warning function-removed demo_a"},
	    {"none", ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    compare(arena, promised, read_record(arena, LP64 HEADERS),
			    read_policy(arena, ab_printf(arena, policy_text, cases[i].promise))),
		    cases[i].expected);
}

#define ENUM(rest) LP64 HEADERS "enums: {demo_e: {header: demo.h, " rest "}}\n"

/* The fix-it that moves an enumerator is offered only where that mends all. */
static void moves_what_was_put_in(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *initialiser, *anchor, *advice; /* anchor NULL: no fix-it */
	} cases[] = {
	    {ENUM("enumerators: {A: 0, B: 1, C: 2}"),
	     ENUM("enumerators: {A: 0, NEW: 1, B: 2, C: 3}"), "", "C",
	     "append it at the end instead; 1 enumerator after it moves with it"},
	    {ENUM("enumerators: {A: 0, B: 1}"), ENUM("enumerators: {A: 0, NEW: 1, B: 2}"), "", "B",
	     "append it at the end instead"},
	    {ENUM("sentinel: L, enumerators: {A: 0, B: 1, L: 2}"),
	     ENUM("sentinel: L, enumerators: {A: 0, NEW: 1, B: 2, L: 3}"), "", "B",
	     "append it before 'L' instead"},
	    {ENUM("enumerators: {A: 0, B: 1}"), ENUM("enumerators: {A: 0, NEW: 1, B: 2}"), "1",
	     NULL, "append it at the end instead"},
	    {ENUM("enumerators: {A: 0, B: 1}"), ENUM("enumerators: {A: 0, NEW: 1, B: 2}"), NULL,
	     NULL, "append it at the end instead"},
	    {ENUM("enumerators: {A: 0, B: 1}"), ENUM("enumerators: {A: 0, X: 1, NEW: 2, B: 3}"), "",
	     NULL, "append it at the end instead"},
	    {ENUM("enumerators: {A: 0, B: 1, C: -1}"),
	     ENUM("enumerators: {A: 0, NEW: 1, B: 2, C: -1}"), "", NULL,
	     "append it at the end instead"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct ab_record *then = read_record(arena, cases[i].then);
		struct ab_record *now = read_record(arena, cases[i].now);
		struct ab_findings findings = {0};
		const char *anchor;

		ab_record_find_enumerator(now, "NEW", NULL)->initialiser = cases[i].initialiser;
		ab_compare(arena, then, now, ab_policy_default(arena, then), &findings);
		assert_int_equal(findings.count, 1);
		anchor = findings.items[0].fixit_anchor;
		if (!anchor != !cases[i].anchor || (anchor && strcmp(anchor, cases[i].anchor) != 0))
			fail_msg("case %zu: behind %s", i, anchor ? anchor : "nothing");
		assert_string_equal(findings.items[0].consequence, cases[i].advice);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(says_removed_only_of_headers_seen),
	    ARENA_TEST(needs_an_entry_that_brings_the_header),
	    ARENA_TEST(expects_nothing_from_a_later_release),
	    ARENA_TEST(holds_an_unknown_data_model_to_the_shape),
	    ARENA_TEST(compares_all_data_models),
	    ARENA_TEST(blames_options_once),
	    ARENA_TEST(blames_no_option_without_effect),
	    ARENA_TEST(blames_options_for_what_they_alter),
	    ARENA_TEST(blames_types_from_elsewhere),
	    ARENA_TEST(blames_options_for_signs_of_bits),
	    ARENA_TEST(blames_long_double),
	    ARENA_TEST(compares_calling_conventions),
	    ARENA_TEST(weighs_bodies_of_macros),
	    ARENA_TEST(expands_bodies_of_macros),
	    ARENA_TEST(keeps_waivers_beside_protocols),
	    ARENA_TEST(blames_types_for_values),
	    ARENA_TEST(blames_options_for_what_holds),
	    ARENA_TEST(knows_typedefs_by_what_they_name),
	    ARENA_TEST(compares_what_is_asked_of_callers),
	    ARENA_TEST(compares_orders_of_bytes),
	    ARENA_TEST(holds_bounds_to_the_first_data_model),
	    ARENA_TEST(holds_types_of_macros_to_their_data_model),
	    ARENA_TEST(takes_a_value_for_a_text_of_an_object),
	    ARENA_TEST(knows_what_size_t_is),
	    ARENA_TEST(takes_a_bound_for_its_constant),
	    ARENA_TEST(compares_types_of_enums_without_a_body),
	    ARENA_TEST(points_to_what_was_promised),
	    ARENA_TEST(compares_attributes_of_enums),
	    ARENA_TEST(knows_nothing_of_new_names_elsewhere),
	    ARENA_TEST(takes_a_bound_for_no_other_constant),
	    ARENA_TEST(takes_no_bound_along_in_silence),
	    ARENA_TEST(takes_a_bound_near_a_constant_for_it),
	    ARENA_TEST(takes_tags_from_elsewhere_for_their_typedefs),
	    ARENA_TEST(compares_linkage_of_variables),
	    ARENA_TEST(compares_bodies_by_position),
	    ARENA_TEST(misses_what_a_macro_stood_for),
	    ARENA_TEST(compares_types_without_a_name),
	    ARENA_TEST(looks_for_no_macros_in_preprocessed_input),
	    ARENA_TEST(asks_no_macros_of_preprocessed_input),
	    ARENA_TEST(expects_nothing_where_a_switch_differs),
	    ARENA_TEST(misses_headers_of_whole_records_only),
	    ARENA_TEST(knows_structs_by_their_tags),
	    ARENA_TEST(misses_a_typedef_of_a_tag),
	    ARENA_TEST(takes_declarations_for_their_header),
	    ARENA_TEST(keeps_waivers_honest),
	    ARENA_TEST(keeps_waivers_of_others),
	    ARENA_TEST(keeps_waivers_of_headers),
	    ARENA_TEST(weighs_by_surface),
	    ARENA_TEST(moves_what_was_put_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
