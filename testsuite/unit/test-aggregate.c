/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Structs and unions held against each other, where that depends on more than
 * their declarations: what is newer than the headers at hand, waivers, what they
 * hold, layouts that are not known, constants that give bounds.
 */
#include "with-findings.h"

#define FIELD(decl, offset) "{decl: '" decl "', bit-offset: {lp64: " offset "}}"
#define SINCE(decl, offset, since) \
	"{decl: '" decl "', bit-offset: {lp64: " offset "}, since: " since "}"
#define BODY(size, fields) "size: {lp64: " size "}, align: {lp64: 4}, fields: [" fields "]"
#define UNNAMED(kind, offset, size, fields) \
	"{decl: '" kind " {}', bit-offset: {lp64: " offset "}, " BODY(size, fields) "}"
#define NAMED(decl, offset, size, fields) \
	"{decl: '" decl "', bit-offset: {lp64: " offset "}, " BODY(size, fields) "}"
#define ENTITY(name, body) "  " name ": {since: 1.0.0, header: demo.h, " body "}\n"
#define STRUCTS LP64 HEADERS "structs:\n"
#define UNIONS LP64 HEADERS "unions:\n"
#define ONE(body) STRUCTS ENTITY("demo_a", body)
#define ONE_UNION(body) UNIONS ENTITY("demo_u", body)
#define OPAQUE STRUCTS "  demo_a: {since: 1.0.0, header: demo.h}\n"

struct two_records {
	const char *then, *now, *findings;
};

static void expect(struct ab_arena *arena, const struct two_records *cases, size_t count,
		   const char *release)
{
	for (size_t i = 0; i < count; i++) {
		struct ab_record *now = read_record(arena, cases[i].now);
		const char *found;

		now->release = release;
		found = compare(arena, read_record(arena, cases[i].then), now, NULL);
		if (strcmp(found, cases[i].findings) != 0)
			fail_msg("'%s', not '%s':\n%s%s", found, cases[i].findings, cases[i].then,
				 cases[i].now);
	}
}

#define EXPECT(arena, cases, release) expect(arena, cases, sizeof cases / sizeof *cases, release)

/* Headers of 1.5 lack what 2.0 let in, and have what came with 1.5. */
static void knows_what_is_newer(struct ab_arena *arena)
{
#define A FIELD("int a", "0")
#define B_OF(since) SINCE("int b", "32", since)
#define NEW_B ONE(BODY("8", A ", " B_OF("2.0")))
#define OLD_B ONE(BODY("8", A ", " B_OF("1.5")))
#define ALONE ONE(BODY("4", A))
	static const struct two_records cases[] = {
	    {NEW_B, ALONE, ""},
	    {OLD_B, ALONE, "error struct-field-removed demo_a.b"},
	    /* without it, the struct is held to its members, not to a size that it had not yet */
	    {NEW_B, ONE(BODY("12", A)), ""},
	    {NEW_B, ONE(BODY("8", FIELD("long a", "0"))),
	     "error struct-field-type-changed demo_a.a"},
	    /* in an unnamed struct, and in an array of them */
	    {ONE(BODY("8", UNNAMED("struct", "0", "8", A ", " B_OF("2.0")))),
	     ONE(BODY("4", UNNAMED("struct", "0", "4", A))), ""},
	    {ONE(BODY("8", NAMED("struct {} s", "0", "8", A ", " B_OF("2.0")))),
	     ONE(BODY("4", NAMED("struct {} s", "0", "4", A))), ""},
	    {ONE(BODY("16", NAMED("struct {} s[2]", "0", "8", A ", " B_OF("2.0")))),
	     ONE(BODY("8", NAMED("struct {} s[2]", "0", "4", A))), ""},
	    {ONE(BODY("8", NAMED("struct {} s", "0", "8", A ", " B_OF("1.5")))),
	     ONE(BODY("4", NAMED("struct {} s", "0", "4", A))),
	     "error struct-field-removed demo_a.s.b"},
	    /* a union has its size from others, if that is what it was */
	    {ONE_UNION(BODY("8", FIELD("long a", "0") ", " SINCE("int b", "0", "2.0"))),
	     ONE_UNION(BODY("8", FIELD("long a", "0"))), ""},
	    {ONE_UNION(BODY("8", SINCE("int b", "0", "2.0") ", " FIELD("long a", "0"))),
	     ONE_UNION(BODY("8", FIELD("long a", "0"))), ""},
	    {ONE_UNION(BODY("8", SINCE("long b", "0", "2.0") ", " FIELD("int a", "0"))),
	     ONE_UNION(BODY("4", FIELD("int a", "0"))), ""},
	    {ONE_UNION(BODY("8", SINCE("long b", "0", "1.5") ", " FIELD("int a", "0"))),
	     ONE_UNION(BODY("4", FIELD("int a", "0"))), "error union-member-removed demo_u.b"},
	};

	EXPECT(arena, cases, "1.5");
}

/* A definition that a later release made public. */
static void knows_what_was_opaque(struct ab_arena *arena)
{
#define LOST "error type-became-opaque demo_a"
	static const struct two_records cases[] = {
	    {ONE(BODY("8", SINCE("int a", "0", "2.0") ", " B_OF("2.0"))), OPAQUE, ""},
	    {ONE(BODY("8", SINCE("int a", "0", "2.0") ", " B_OF("1.5"))), OPAQUE, LOST},
	    {ONE(BODY("8", A ", " B_OF("2.0"))), OPAQUE, LOST},
	    {ONE(BODY("4", UNNAMED("struct", "0", "4", SINCE("int a", "0", "2.0")))), OPAQUE, ""},
	    {ONE(BODY("4", UNNAMED("struct", "0", "4", A))), OPAQUE, LOST},
	    {ONE(BODY("4", NAMED("struct {} s", "0", "4", SINCE("int a", "0", "2.0")))), OPAQUE,
	     LOST},
	    {ONE("size: {lp64: 0}, align: {lp64: 1}, fields: []"), OPAQUE, LOST},
	};

	EXPECT(arena, cases, "1.5");
}

static void says_once_what_is_broken(struct ab_arena *arena)
{
#define IN(type) ENTITY("demo_in", BODY("4", FIELD(type " a", "0")))
#define OUT(size, fields) ENTITY("demo_out", BODY(size, fields))
#define BROKEN "error struct-field-type-changed demo_in.a"
	static const struct two_records cases[] = {
	    /* what holds it by value is its consequence, in whatever braces */
	    {STRUCTS IN("int") OUT("4", FIELD("demo_in in", "0")),
	     STRUCTS IN("long") OUT("8", FIELD("demo_in in", "0")), BROKEN},
	    {STRUCTS IN("int") OUT("8", FIELD("demo_in in[2]", "0")),
	     STRUCTS IN("long") OUT("16", FIELD("demo_in in[2]", "0")), BROKEN},
	    {STRUCTS IN("int") OUT("4", UNNAMED("struct", "0", "4", FIELD("demo_in in", "0"))),
	     STRUCTS IN("long") OUT("8", UNNAMED("struct", "0", "8", FIELD("demo_in in", "0"))),
	     BROKEN},
	    {STRUCTS IN("int") OUT("4", NAMED("struct {} s", "0", "4", FIELD("demo_in in", "0"))),
	     STRUCTS IN("long") OUT("8", NAMED("struct {} s", "0", "8", FIELD("demo_in in", "0"))),
	     BROKEN},
	    {STRUCTS IN("int") OUT("8", NAMED("struct {} *s", "0", "4", FIELD("demo_in in", "0"))),
	     STRUCTS IN("long") OUT("8", NAMED("struct {} *s", "0", "8", FIELD("demo_in in", "0"))),
	     BROKEN},
	    {STRUCTS IN("int") OUT("8", NAMED("struct {} *s", "0", "4", FIELD("demo_in in", "0"))),
	     STRUCTS IN("long")
		 OUT("16", NAMED("struct {} *s", "0", "8", FIELD("demo_in in", "0"))),
	     BROKEN "; error struct-size-changed demo_out"},
	    /* what points to it is not */
	    {STRUCTS IN("int") OUT("8", FIELD("demo_in *in", "0")),
	     STRUCTS IN("long") OUT("16", FIELD("demo_in *in", "0")),
	     BROKEN "; error struct-size-changed demo_out"},
	    /* a typedef on the way is the one that changed */
	    {LP64 HEADERS "structs:\n" OUT("4", FIELD("demo_t t", "0")) "typedefs:\n" ENTITY(
		 "demo_t", "type: int"),
	     LP64 HEADERS "structs:\n" OUT("8", FIELD("demo_t t", "0")) "typedefs:\n" ENTITY(
		 "demo_t", "type: long"),
	     "error typedef-target-changed demo_t"},
	    {LP64 HEADERS "structs:\n" OUT("8", FIELD("demo_u u", "0")) "typedefs:\n" ENTITY(
		 "demo_t", "type: int") ENTITY("demo_u", "type: 'demo_t [2]'"),
	     LP64 HEADERS "structs:\n" OUT("16", FIELD("demo_u u", "0")) "typedefs:\n" ENTITY(
		 "demo_t", "type: long") ENTITY("demo_u", "type: 'demo_t [2]'"),
	     "error typedef-target-changed demo_t"},
	    /* nor what holds a struct without a name that lies otherwise */
	    {STRUCTS OUT("4", NAMED("struct {} s", "0", "4", A)),
	     STRUCTS OUT("8", NAMED("struct {} s", "0", "8", A)),
	     "error struct-size-changed demo_out.s"},
	    {STRUCTS OUT("4", NAMED("struct {} s", "0", "4", A)),
	     STRUCTS OUT("8", NAMED("struct {} s", "0", "4", A)),
	     "error struct-size-changed demo_out"},
	    /* the first member may be the one that moves */
	    {STRUCTS OUT("8", A), STRUCTS OUT("8", FIELD("int a", "32")),
	     "error struct-alignment-changed demo_out.a"},
	    /* nor is what stands by itself */
	    {STRUCTS OUT("4", A), STRUCTS OUT("8", A), "error struct-size-changed demo_out"},
	};

	EXPECT(arena, cases, NULL);
}

static void finds_new_names(struct ab_arena *arena)
{
	static const struct two_records cases[] = {
	    {ONE(BODY("8", A ", " FIELD("int b", "32"))),
	     ONE(BODY("8", A ", " FIELD("int c", "32"))), "error struct-field-renamed demo_a.b"},
	    {ONE(BODY("8", A ", " FIELD("int b", "32"))),
	     ONE(BODY("8", A ", " FIELD("short c", "32"))),
	     "error struct-field-removed demo_a.b; error struct-field-added demo_a.c"},
	    /* not one that was there before */
	    {ONE(BODY("8", A ", " FIELD("int b", "32"))),
	     ONE(BODY("8", FIELD("int c", "0") ", " FIELD("int a", "32"))),
	     "error struct-field-removed demo_a.b; error struct-field-added demo_a.c"},
	    {ONE(BODY("4", FIELD("unsigned int a : 3", "0") ", " FIELD("unsigned int b : 3", "3"))),
	     ONE(BODY("4", FIELD("unsigned int a : 3", "0") ", " FIELD("unsigned int c : 3", "3"))),
	     "error struct-field-renamed demo_a.b"},
	    {ONE(BODY("4", FIELD("unsigned int a : 3", "0") ", " FIELD("unsigned int b : 3", "3"))),
	     ONE(BODY("4", FIELD("unsigned int a : 3", "0") ", " FIELD("unsigned int c : 4", "3"))),
	     "error struct-field-removed demo_a.b; error struct-field-added demo_a.c"},
	    /* where one lies is not known: by the order */
	    {ONE(BODY("8", A ", {decl: int b}")), ONE(BODY("8", A ", " FIELD("int c", "32"))),
	     "error struct-field-renamed demo_a.b"},
	    {ONE_UNION(BODY("4", FIELD("int a", "0"))), ONE_UNION(BODY("4", FIELD("int b", "0"))),
	     "error union-member-removed demo_u.a"},
	};

	EXPECT(arena, cases, NULL);
}

/* What options alter of a layout is theirs. */
static void blames_options_for_layouts(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *flags, *findings;
	} cases[] = {
	    {ONE(BODY("8", FIELD("char a", "0") ", " FIELD("int b", "32"))),
	     ONE(BODY("8", FIELD("char a", "0") ", " FIELD("int b", "8"))), "-fpack-struct",
	     "error record-not-comparable demo_a"},
	    {ONE(BODY("8", FIELD("char a", "0") ", " FIELD("int b", "32"))),
	     ONE(BODY("8", FIELD("char a", "0") ", " FIELD("int b", "8"))), NULL,
	     "error struct-alignment-changed demo_a.b"},
	    {ONE(BODY("8", NAMED("struct {} *s", "0", "8", A))),
	     ONE(BODY("8", NAMED("struct {} *s", "0", "4", A))), "-fpack-struct",
	     "error record-not-comparable demo_a"},
	    {ONE(BODY("8", NAMED("struct {} *s", "0", "8", A))),
	     ONE(BODY("8", NAMED("struct {} *s", "0", "4", A))), NULL,
	     "error struct-size-changed demo_a.s"},
	    {ONE(BODY("4", FIELD("int a : 3", "0"))),
	     ONE(BODY("4", FIELD("unsigned int a : 3", "0"))), "-funsigned-bitfields",
	     "error record-not-comparable demo_a"},
	    {ONE(BODY("4", FIELD("int a : 3", "0"))),
	     ONE(BODY("4", FIELD("unsigned int a : 3", "0"))), NULL,
	     "error struct-field-type-changed demo_a.a"},
	    /* a qualifier is no sign */
	    {ONE(BODY("4", FIELD("const int a : 3", "0"))), ONE(BODY("4", FIELD("int a : 3", "0"))),
	     "-funsigned-bitfields", "error struct-field-type-changed demo_a.a"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *now = read_record(arena, cases[i].now);

		now->flags = cases[i].flags;
		assert_string_equal(compare(arena, read_record(arena, cases[i].then), now, NULL),
				    cases[i].findings);
	}
}

/* The waiver that let a member in, or that counts elsewhere, is of use. */
static void keeps_waivers_of_members(struct ab_arena *arena)
{
	static const char policy_text[] =
	    "abiding: 1\nlibrary: demo\nsurfaces:\n- {name: demo, entry: demo.h}\n"
	    "waivers:\n- {rule: %s, entity: %s, reason: known}\n";
#define IDLE "warning waiver-invalid"
#define ARRAY(bound, models, sizes, zeros) \
	HEAD "data-models: [" models "]\n" HEADERS \
	     "structs: {demo_a: {since: 1.0.0, header: demo.h, size: {" sizes "}, align: {" zeros \
	     "}, fields: [{decl: 'char pad[" bound "]', bit-offset: {" zeros "}}]}}\n"
	static const struct {
		const char *then, *now, *rule, *entity, *findings;
	} cases[] = {
	    {NEW_B, NEW_B, "struct-field-added", "demo_a.b", ""},
	    {NEW_B, NEW_B, "struct-field-added", "demo_a.a", IDLE},
	    {NEW_B, NEW_B, "union-size-changed", "demo_a.b", IDLE},
	    {ONE(BODY("8", A ", " FIELD("int b", "32"))),
	     ONE(BODY("8", A ", " FIELD("int b", "32"))), "struct-field-added", "demo_a.b", IDLE},
	    {ONE_UNION(BODY("8", FIELD("int a", "0") ", " SINCE("long b", "0", "2.0"))),
	     ONE_UNION(BODY("8", FIELD("int a", "0") ", " FIELD("long b", "0"))),
	     "union-size-changed", "demo_u.b", ""},
	    {ONE_UNION(BODY("8", FIELD("int a", "0") ", " SINCE("long b", "0", "2.0"))),
	     ONE_UNION(BODY("8", FIELD("int a", "0") ", " FIELD("long b", "0"))),
	     "struct-field-added", "demo_u.b", ""},
	    /* of a bound, on a data model where it is not compared */
	    {ARRAY("8", "lp64, ilp32-i386", "lp64: 8, ilp32-i386: 4", "lp64: 0, ilp32-i386: 0"),
	     ARRAY("4", "ilp32-i386", "ilp32-i386: 4", "ilp32-i386: 0"),
	     "struct-field-type-changed", "demo_a.pad", ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *then = read_record(arena, cases[i].then);
		struct ab_record *now = collected(arena, cases[i].now);

		then->release = now->release = "2.0";
		assert_string_equal(
		    compare(arena, then, now,
			    read_policy(arena, ab_printf(arena, policy_text, cases[i].rule,
							 cases[i].entity))),
		    cases[i].findings);
	}
}

/* Each bound that differs has to follow a constant, and what holds the array follows it. */
static void takes_all_bounds_for_constants(struct ab_arena *arena)
{
#define LENGTH(value) \
	"macros:\n  DEMO_LEN: {since: 1.0.0, header: demo.h, value: " value ", type: int}\n"
#define CONSTANT "error macro-value-changed DEMO_LEN"
#define NAME(decl, size) ENTITY("demo_in", BODY(size, FIELD("char name" decl, "0")))
#define TYPE "; error struct-field-type-changed demo_in.name"
	static const struct two_records cases[] = {
	    {STRUCTS NAME("[3][4]", "12") LENGTH("4"), STRUCTS NAME("[3][8]", "24") LENGTH("8"),
	     CONSTANT},
	    {STRUCTS NAME("[4][4]", "16") LENGTH("4"), STRUCTS NAME("[8][8]", "64") LENGTH("8"),
	     CONSTANT},
	    {STRUCTS NAME("[3][4]", "12") LENGTH("4"), STRUCTS NAME("[5][8]", "40") LENGTH("8"),
	     CONSTANT TYPE},
	    {STRUCTS NAME("[4][3]", "12") LENGTH("4"), STRUCTS NAME("[8][5]", "40") LENGTH("8"),
	     CONSTANT TYPE},
	    {STRUCTS NAME("[4]", "4") LENGTH("4"), STRUCTS NAME("", "1") LENGTH("8"),
	     CONSTANT TYPE},
	    {STRUCTS NAME("[]", "4") LENGTH("4"), STRUCTS NAME("[8]", "8") LENGTH("8"),
	     CONSTANT "; error struct-flexible-array-changed demo_in.name"},
	    {STRUCTS NAME("[4]", "4") LENGTH("-4"), STRUCTS NAME("[8]", "8") LENGTH("8"),
	     CONSTANT TYPE},
	    {STRUCTS NAME("[4]", "4") LENGTH("4"), STRUCTS NAME("[8]", "8") LENGTH("-8"),
	     CONSTANT TYPE},
	    {STRUCTS NAME("[4]", "4") LENGTH("4"),
	     STRUCTS NAME("[0]", "1") "macros:\n  DEMO_LEN: {since: 1.0.0, header: demo.h, value: "
				      "'\"a\"'}\n",
	     CONSTANT "; error struct-flexible-array-changed demo_in.name"},
	    {STRUCTS NAME("[6]", "6") LENGTH("4"), STRUCTS NAME("[8]", "8") LENGTH("8"),
	     CONSTANT TYPE},
	    {STRUCTS NAME("[4]", "4") LENGTH("4"), STRUCTS NAME("[9]", "9") LENGTH("8"),
	     CONSTANT TYPE},
	    {STRUCTS NAME("[4]", "4") OUT("4", FIELD("demo_in in", "0")) LENGTH("4"),
	     STRUCTS NAME("[8]", "8") OUT("8", FIELD("demo_in in", "0")) LENGTH("8"), CONSTANT},
	};

	EXPECT(arena, cases, NULL);
}

static const char *consequence_of(struct ab_arena *arena, const char *then, const char *now)
{
	const struct ab_record *promised = read_record(arena, then);
	struct ab_findings findings = {0};

	ab_compare(arena, promised, read_record(arena, now), ab_policy_default(arena, promised),
		   &findings);
	assert_int_equal(findings.count, 1);
	return findings.items[0].consequence ? findings.items[0].consequence : "none";
}

/* What follows for programs: for the layout first, else where in the type it parts. */
static void says_what_follows(struct ab_arena *arena)
{
	static const struct {
		const char *then, *now, *consequence;
	} cases[] = {
	    {"char *a", "long *a", "none"},
	    {"long *a", "long long *a",
	     "the two are alike on lp64; on ilp32, 'long' has 32 bits and 'long long' has 64"},
	    {"size_t a[2]", "unsigned long a[2]",
	     "the two are alike on lp64; on llp64, 'size_t' has 64 bits and 'unsigned long' has "
	     "32"},
	    {"long a", "unsigned long a", "none"},
	    {"int a", "int32_t a",
	     "the two are alike in size, but not one type to a compiler that is handed a pointer "
	     "to one for the other"},
	    {"int **a", "int32_t *a", "none"},
	    {"int a[2]", "int32_t a[3]", "none"},
	};

	assert_string_equal(
	    consequence_of(arena, ONE(BODY("8", A ", " FIELD("int b", "32"))),
			   ONE(BODY("16", FIELD("long a", "0") ", " FIELD("int b", "64")))),
	    "the size of 'demo_a' goes from 8 to 16 bytes; 'b' and what follows it move");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    consequence_of(
			arena, ab_printf(arena, ONE(BODY("8", FIELD("%s", "0"))), cases[i].then),
			ab_printf(arena, ONE(BODY("8", FIELD("%s", "0"))), cases[i].now)),
		    cases[i].consequence);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(knows_what_is_newer),
	    ARENA_TEST(knows_what_was_opaque),
	    ARENA_TEST(says_once_what_is_broken),
	    ARENA_TEST(finds_new_names),
	    ARENA_TEST(blames_options_for_layouts),
	    ARENA_TEST(keeps_waivers_of_members),
	    ARENA_TEST(takes_all_bounds_for_constants),
	    ARENA_TEST(says_what_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
