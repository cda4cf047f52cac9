/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Enums, enumerators and macros held against each other, where that depends on
 * more than their declarations.
 */
#include "with-findings.h"

#define ENUMS LP64 HEADERS "enums:\n"
#define ENUM(rest) ENUMS "  demo_e: {since: 1.0.0, header: demo.h, " rest "}\n"
#define VALUES(list) ENUM("enumerators: {" list "}")
#define ENDS(list) ENUM("sentinel: END, enumerators: {" list "}")
#define LOOSE(name, value) "  " name ": {since: 1.0.0, header: demo.h, value: " value "}\n"
#define LOOSE_ONES LP64 HEADERS "enumerators:\n"
#define MACROS LP64 HEADERS "macros:\n"
#define MACRO(rest) MACROS "  DEMO_M: {since: 1.0.0, header: demo.h, " rest "}\n"
#define FUNCTION_MACRO(rest) \
	LP64 HEADERS "function-macros:\n  DEMO_M: {since: 1.0.0, header: demo.h, " rest "}\n"

struct two_records {
	const char *then, *now, *findings;
};

static void expect(struct ab_arena *arena, const struct two_records *cases, size_t count,
		   const char *release, const struct ab_policy *policy)
{
	for (size_t i = 0; i < count; i++) {
		struct ab_record *now = collected(arena, cases[i].now);
		const char *found;

		now->release = release;
		found = compare(arena, read_record(arena, cases[i].then), now, policy);
		if (strcmp(found, cases[i].findings) != 0)
			fail_msg("'%s', not '%s':\n%s%s", found, cases[i].findings, cases[i].then,
				 cases[i].now);
	}
}

#define EXPECT(arena, cases, release, policy) \
	expect(arena, cases, sizeof cases / sizeof *cases, release, policy)

static const struct ab_policy *waiving(struct ab_arena *arena, const char *rule, const char *entity)
{
	return read_policy(arena, ab_printf(arena,
					    "abiding: 1\nlibrary: demo\n"
					    "surfaces: [{name: demo, entry: demo.h}]\n"
					    "waivers: [{rule: %s, entity: %s, reason: known}]\n",
					    rule, entity));
}

static void knows_where_an_enum_ends(struct ab_arena *arena)
{
#define NOT_LAST "error sentinel-not-last demo_e.END"
	static const struct two_records cases[] = {
	    {ENDS("A: 0, B: 1, END: 2"), ENDS("A: 0, B: 1, NEW: 2, END: 3"), ""},
	    {ENDS("A: 0, B: 1, END: 2"), ENDS("A: 0, B: 1, END: 2, NEW: 3"), NOT_LAST},
	    {ENDS("A: 0, B: 1, END: 2"), ENDS("A: 0, B: 1, NEW: 2, END: 2"), NOT_LAST},
	    {ENDS("A: 0, B: 1, END: 2"), ENDS("A: 0, B: 1, END: 1"),
	     "error sentinel-shrunk demo_e.END"},
	    {ENDS("A: 0, B: 1, END: 2"), VALUES("A: 0, B: 1"), "error sentinel-removed demo_e.END"},
	    /* one that names the last member */
	    {ENDS("A: 0, B: 1, END: 1"), ENDS("A: 0, B: 1, NEW: 2, END: 2"), ""},
	    {ENDS("A: 0, B: 1, END: 1"), ENDS("A: 0, B: 1, NEW: 1, END: 1"), ""},
	    {ENDS("A: 0, B: 1, END: 1"), ENDS("A: 0, B: 1, END: 1, NEW: 2"), NOT_LAST},
	};

	EXPECT(arena, cases, NULL, NULL);
}

/* An enumerator that a waiver lets go takes those behind it along, and the sentinel. */
static void follows_what_is_gone(struct ab_arena *arena)
{
	static const struct two_records removed[] = {
	    {ENDS("A: 0, B: 1, C: 2, END: 3"), ENDS("A: 0, C: 1, END: 2"),
	     "error enumerator-value-changed demo_e.C"},
	};
	static const struct two_records shifted[] = {
	    {ENDS("A: 0, B: 1, C: 2, END: 3"), ENDS("A: 0, C: 1, END: 2"),
	     "error enumerator-removed demo_e.B"},
	    {VALUES("A: 0, B: 1, C: 2, D: 3"), VALUES("A: 0, B: 1, D: 2"),
	     "error enumerator-removed demo_e.C"},
	    {VALUES("A: 0, B: 1, C: 2, D: 3"), VALUES("A: 0, B: 1, D: 1"),
	     "error enumerator-removed demo_e.C; error enumerator-value-changed demo_e.D"},
	};

	EXPECT(arena, removed, NULL, waiving(arena, "enumerator-removed", "demo_e.B"));
	EXPECT(arena, shifted, NULL, NULL);
}

static void compares_what_is_left_of_an_enum(struct ab_arena *arena)
{
#define OPAQUE ENUM("type: {lp64: unsigned int}")
#define SINCE(since) "A: {value: 0, since: " since "}"
#define TAGGED(list) ENUM("tag: demo, enumerators: {" list "}")
#define ELSEWHERE \
	LP64 HEADERS "typedefs: {demo_e: {header: demo.h, type: enum demo}}\n" \
		     "enumerators:\n"
	static const struct two_records moved[] = {
	    {TAGGED("A: 0, B: 1"), ELSEWHERE LOOSE("A", "0") LOOSE("B", "1"), ""},
	    {TAGGED("A: 0, B: 1"), ELSEWHERE LOOSE("A", "0"), "error enumerator-removed demo_e.B"},
	    {TAGGED("A: 0, B: 1"), ELSEWHERE LOOSE("A", "0") LOOSE("B", "2"),
	     "error enumerator-value-changed demo_e.B"},
	};
	/* a waiver of the whole is one of its parts, gone with it, and of none that is not */
	static const struct two_records waived[] = {
	    {VALUES("A: 0, B: 1"), LOOSE_ONES LOOSE("C", "0"), ""},
	    {VALUES("A: 0, B: 1"), LOOSE_ONES LOOSE("A", "0") LOOSE("B", "1"), ""},
	    {VALUES("A: 0, B: 1"), LOOSE_ONES LOOSE("A", "0"), "error enumerator-removed demo_e.B"},
	    {VALUES("A: 0, B: 1"), LOOSE_ONES LOOSE("A", "0") LOOSE("B", "2"),
	     "error enumerator-value-changed demo_e.B"},
	};
	static const struct two_records opaque[] = {
	    {VALUES("A: 0"), OPAQUE, "error type-became-opaque demo_e"},
	    {VALUES(SINCE("2.0") ", B: {value: 1, since: 2.0}"), OPAQUE, ""},
	    {VALUES(SINCE("2.0") ", B: {value: 1, since: 1.5}"), OPAQUE,
	     "error type-became-opaque demo_e"},
	    {VALUES(SINCE("2.0") ", B: 1"), OPAQUE, "error type-became-opaque demo_e"},
	};

	EXPECT(arena, moved, NULL, NULL);
	EXPECT(arena, waived, NULL, waiving(arena, "enum-removed", "demo_e"));
	EXPECT(arena, opaque, "1.5", NULL);
}

static void compares_types_of_enums(struct ab_arena *arena)
{
#define TYPED(type) ENUM("type: {" type "}, enumerators: {A: 0}")
	static const struct two_records cases[] = {
	    {TYPED("lp64: unsigned int"), TYPED("lp64: int"), "error enum-type-changed demo_e"},
	    {TYPED("lp64: unsigned int"), VALUES("A: 0"), ""},
	    {VALUES("A: 0"), TYPED("lp64: unsigned int"), ""},
	    /* what changes its values may change its type */
	    {TYPED("lp64: unsigned int"), ENUM("type: {lp64: int}, enumerators: {A: -1}"),
	     "error enumerator-value-changed demo_e.A"},
	};

	EXPECT(arena, cases, NULL, NULL);
}

#define SIZED(bound) \
	"structs:\n  demo_a: {since: 1.0.0, header: demo.h, size: {lp64: " bound \
	"}, align: {lp64: 1}, fields: [{decl: 'char name[" bound "]', bit-offset: {lp64: 0}}]}\n"

/* A bound that follows an enumerator, by itself or with others before it, is one break. */
static void takes_bounds_for_enumerators(struct ab_arena *arena)
{
	static const struct two_records cases[] = {
	    {VALUES("LENGTH: 4") SIZED("4"), VALUES("LENGTH: 8") SIZED("8"),
	     "error enumerator-value-changed demo_e.LENGTH"},
	    {VALUES("A: 3, LENGTH: 4") SIZED("4"), VALUES("A: 7, LENGTH: 8") SIZED("8"),
	     "error enumerator-value-changed demo_e.A"},
	    {LOOSE_ONES LOOSE("LENGTH", "4") SIZED("4"), LOOSE_ONES LOOSE("LENGTH", "8") SIZED("8"),
	     "error enumerator-value-changed LENGTH"},
	};

	EXPECT(arena, cases, NULL, NULL);
}

/* Enumerators of enums without a name are one list, in the order in which they stand. */
static void knows_the_order_of_loose_ones(struct ab_arena *arena)
{
	const struct ab_record *then =
	    read_record(arena, LOOSE_ONES LOOSE("A", "0") LOOSE("C", "1"));
	struct ab_record *now = collected(arena, LOOSE_ONES LOOSE("A", "0") LOOSE("B", "7")
						     LOOSE("C", "2") LOOSE("NEW", "1"));
	static const struct {
		const char *name;
		ab_place place;
	} places[] = {{"A", 1}, {"NEW", 2}, {"C", 3}, {"B", 4}};
	struct ab_findings findings = {0};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		ab_record_find(now, AB_ENUMERATOR, places[i].name)->place = places[i].place;
	ab_compare(arena, then, now, ab_policy_default(arena, then), &findings);
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].message,
			    "'NEW', inserted here, moves 'C' to 2, promised as 1");
	/* none is moved by a fix-it: it may be of another enum */
	assert_int_equal(findings.items[0].fixit, AB_FIXIT_NONE);
}

static void compares_values_of_macros(struct ab_arena *arena)
{
#define CHANGED "error macro-value-changed DEMO_M"
#define INT(value) MACRO("value: " value ", type: int")
	static const struct two_records cases[] = {
	    /* kept as an enumerator, of the same value */
	    {INT("4"), LOOSE_ONES LOOSE("DEMO_M", "4"), "warning macro-form-changed DEMO_M"},
	    {INT("4"), LOOSE_ONES LOOSE("DEMO_M", "5"), CHANGED},
	    {INT("4"), VALUES("DEMO_M: 4"), "warning macro-form-changed DEMO_M"},
	    {INT("4"), VALUES("DEMO_M: 5"), CHANGED},
	    {MACRO("value: '\"text\"'"), VALUES("DEMO_M: 4"), CHANGED},
	    {MACRO("text: (a + b)"), VALUES("DEMO_M: 4"), ""},
	    {INT("4"), LP64 HEADERS, "error macro-removed DEMO_M"},
	    {INT("4"), MACRO("value: 4, type: long"), "warning macro-type-changed DEMO_M"},
	    /* what is decoration now */
	    {INT("4"), MACRO("text: __attribute__((unused))"), "error macro-removed DEMO_M"},
	    {FUNCTION_MACRO("params: [x], body: (x)"), FUNCTION_MACRO("params: [x], body: ''"),
	     "error macro-removed DEMO_M"},
	    {FUNCTION_MACRO("params: [x], body: ''"), FUNCTION_MACRO("params: [x], body: ''"), ""},
	    /* another form */
	    {FUNCTION_MACRO("params: [x], body: (x)"), INT("4"), "error macro-form-changed DEMO_M"},
	    {FUNCTION_MACRO("params: [x], body: (x)"), MACRO("text: other"), ""},
	    {FUNCTION_MACRO("params: [x], body: (x)"), LP64 HEADERS, "error macro-removed DEMO_M"},
	    {INT("4"), FUNCTION_MACRO("params: [x], body: (x)"), "error macro-form-changed DEMO_M"},
	};

	EXPECT(arena, cases, NULL, NULL);
}

/* Values and types of a data model are compared where both have them. */
static void compares_values_by_data_model(struct ab_arena *arena)
{
#define BOTH HEAD "data-models: [lp64, ilp32-i386]\n" HEADERS "macros:\n"
#define NARROW HEAD "data-models: [ilp32-i386]\n" HEADERS "macros:\n"
#define OF(rest) "  DEMO_M: {since: 1.0.0, header: demo.h, " rest "}\n"
	static const struct two_records cases[] = {
	    {BOTH OF("value: {lp64: 8, ilp32-i386: 4}, type: long"),
	     NARROW OF("value: {ilp32-i386: 4}, type: long"), ""},
	    {BOTH OF("value: {lp64: 8, ilp32-i386: 4}, type: long"),
	     NARROW OF("value: {ilp32-i386: 5}, type: long"), CHANGED},
	    {BOTH OF("value: {lp64: 8}, type: long"),
	     NARROW OF("value: {ilp32-i386: 5}, type: long"), ""},
	    {BOTH OF("value: 8, type: {lp64: long, ilp32-i386: int}"),
	     NARROW OF("value: 8, type: {ilp32-i386: int}"), ""},
	    {BOTH OF("value: 8, type: {lp64: long, ilp32-i386: int}"),
	     NARROW OF("value: 8, type: {ilp32-i386: unsigned int}"),
	     "warning macro-type-changed DEMO_M"},
	    {BOTH OF("value: 8, type: {lp64: long}"),
	     NARROW OF("value: 8, type: {ilp32-i386: int}"), ""},
	};

	EXPECT(arena, cases, NULL, NULL);
}

/* A body that names what is declared here is known to be another. */
static void knows_names_that_are_declared(struct ab_arena *arena)
{
	static const struct {
		const char *more;
		size_t findings;
	} cases[] = {
	    {"", 0},
	    {"functions: {named: {since: 1.0.0, header: demo.h, type: int (void)}}\n", 1},
	    {"enums: {demo_e: {since: 1.0.0, header: demo.h, enumerators: {named: 0}}}\n", 1},
	};
	const struct ab_record *then = read_record(arena, MACRO("text: (other + 1)"));

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *now = collected(
		    arena, ab_printf(arena, MACRO("text: (named + 1)") "%s", cases[i].more));
		struct ab_findings findings = {0};

		ab_record_find(now, AB_MACRO, "DEMO_M")->is_unresolved = true;
		ab_compare(arena, then, now, ab_policy_default(arena, then), &findings);
		assert_int_equal(findings.count, cases[i].findings);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(knows_where_an_enum_ends),	  ARENA_TEST(follows_what_is_gone),
	    ARENA_TEST(compares_what_is_left_of_an_enum), ARENA_TEST(compares_types_of_enums),
	    ARENA_TEST(takes_bounds_for_enumerators),	  ARENA_TEST(knows_the_order_of_loose_ones),
	    ARENA_TEST(compares_values_of_macros),	  ARENA_TEST(compares_values_by_data_model),
	    ARENA_TEST(knows_names_that_are_declared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
