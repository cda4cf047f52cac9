/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lints on records alone: what is new, what a finding weighs, waivers, and
 * what must be there before a lint says anything.  How headers spell things is
 * the business of testsuite/pairs.
 */
#include "with-records.h"

#include "abiding/lint.h"

#define HEAD "abiding-record: 2\nlibrary: demo\ndata-models: [lp64]\n"
#define HEADERS "headers: {demo.h: {entry: true}}\n"
#define FUNCTION(name) "functions: {" name ": {header: demo.h, type: int (int x)}}\n"
#define MACRO(name) "macros: {" name ": {header: demo.h, value: 1, type: int}}\n"
#define ENUM(name, enumerators) \
	"enums: {" name \
	": {header: demo.h, type: {lp64: unsigned int}, enumerators: {" enumerators "}}}\n"
#define STRUCT(name, tag) "structs: {" name ": {header: demo.h, tag: " tag "}}\n"

#define POLICY "abiding: 1\nlibrary: demo\nsurfaces: [{name: demo, entry: demo.h}]\n"
#define NAMING \
	"naming: {function: 'demo_*', type: 'demo_*', constant: 'DEMO_*', tag: '_{typedef}'}\n"
#define SENTINEL "sentinel: {suffix: _LAST, guard: DEMO_SENTINELS}\n"
#define GUARDED "conditions: {DEMO_SENTINELS: defined}\n"

/* What the collector learns from the header: initialisers, none where unsaid here. */
static void set_initialisers(struct ab_record *record)
{
	for (size_t i = 0; i < record->of[AB_ENUM].count; i++) {
		struct ab_entity *entity = record->of[AB_ENUM].items[i];

		for (unsigned j = 0; j < entity->n_enumerators; j++)
			entity->enumerators[j].initialiser = "";
	}
}

static const char *lint(struct ab_arena *arena, const struct ab_record *promised,
			const struct ab_record *current, const char *policy)
{
	struct ab_findings findings = {0};
	struct ab_buf buf;

	ab_lint(arena, promised, current, read_policy(arena, policy), &findings);
	ab_buf_init(&buf, arena);
	for (size_t i = 0; i < findings.count; i++) {
		const struct ab_finding *one = &findings.items[i];

		ab_buf_addf(&buf, "%s%s %s%s%s%s%s", i ? "; " : "", ab_severity_word(one->severity),
			    ab_rule_info(one->rule)->id, one->entity ? " " : "",
			    one->entity ? one->entity : "", one->member ? "." : "",
			    one->member ? one->member : "");
	}
	return buf.text;
}

static const struct {
	const char *promised, *current, *policy, *said;
} cases[] = {
    /* what is new */
    {"", FUNCTION("open"), NAMING, "warning name-prefix open"},
    {FUNCTION("open"), FUNCTION("open"), NAMING, ""},
    {FUNCTION("open"), MACRO("open"), NAMING, ""},
    {ENUM("demo_e", "LIMIT: 1"), MACRO("LIMIT"), NAMING, ""},
    {MACRO("LIMIT"), ENUM("demo_e", "LIMIT: 1"), NAMING, ""},
    {STRUCT("point", "_point"), STRUCT("punkt", "_point"), NAMING, ""},
    {"typedefs: {point: {header: demo.h, type: int}}\n", STRUCT("point", "_point"), NAMING, ""},
    {ENUM("e", "DEMO_A: 0"), ENUM("e", "DEMO_A: 0, OTHER: 1, MORE: 2"), NAMING,
     "warning name-prefix e.OTHER"},
    {"", "unions: {punkt: {header: demo.h, tag: _punkt}}\n", NAMING, "warning name-prefix punkt"},
    {"", "unions: {demo_u: {header: demo.h, tag: _demo_u}}\n", NAMING, ""},
    {"", "enums: {demo_e: {header: demo.h, enumerators: {DEMO_A: 0}}}\n", NAMING, ""},
    {"", "typedefs: {demo_t: {header: demo.h, type: int}}\n", NAMING, ""},
    {"", "typedefs: {t: {header: demo.h, type: int}}\n", NAMING, "warning name-prefix t"},
    {"", "variables: {demo_v: {header: demo.h, type: int}}\n", NAMING, ""},
    {"", "variables: {DEMO_V: {header: demo.h, type: int}}\n", NAMING,
     "warning name-prefix DEMO_V"},
    {"", MACRO("DEMO_M"), NAMING, ""},
    {"", MACRO("demo_m"), NAMING, "warning name-prefix demo_m"},
    /* a macro that names something is called as such, unless it is a number */
    {"", FUNCTION("demo_f") "macros: {other: {header: demo.h, text: demo_f}}\n", NAMING, ""},
    {"", FUNCTION("demo_f") "macros: {other: {header: demo.h, text: demo_g}}\n", NAMING,
     "warning name-prefix other"},
    {"", STRUCT("demo_s", "_demo_s") "macros: {other: {header: demo.h, text: _demo_s}}\n", NAMING,
     ""},
    {"", FUNCTION("demo_f") "macros: {demo_f: {header: demo.h, value: 1, type: int}}\n", NAMING,
     ""},
    {"",
     FUNCTION("demo_f") "function-macros: {other: {header: demo.h, params: [x], body: demo_f}}\n",
     NAMING, "warning name-prefix other"},
    {"", "structs: {struct _s: {header: demo.h, fields: []}}\n", NAMING,
     "warning tag-without-typedef struct _s"},
    {"", "functions: {open: {header: other.h, type: int (int x)}}\n", NAMING, ""},
    /* a policy without the key says nothing */
    {"", FUNCTION("open"), "", ""},
    {"", STRUCT("demo_s", "demo_s"), "", ""},
    {"", STRUCT("demo_s", "demo_s"), NAMING, "warning tag-naming demo_s"},
    {"", STRUCT("demo_s", "_demo_s"), NAMING, ""},
    {"", "unions: {demo_u: {header: demo.h, tag: demo_u}}\n", NAMING, "warning tag-naming demo_u"},
    {"", STRUCT("demo_z", "_demo_a") "typedefs: {demo_a: {header: demo.h, type: demo_z}}\n", NAMING,
     ""},
    {"", "structs: {struct _s: {header: demo.h, fields: []}}\n", "",
     "warning tag-without-typedef struct _s"},
    {"", "structs: {struct s: {header: demo.h, fields: []}}\n", NAMING,
     "warning name-prefix struct s"},
    {"", "structs: {struct demo_s: {header: demo.h, fields: []}}\n", NAMING, ""},
    {"", ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1"), "", ""},
    /* sentinels, where the guard is defined */
    {"", GUARDED ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1"), SENTINEL,
     "warning sentinel-missing demo_e"},
    {"", ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1"), SENTINEL, ""},
    {"", ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1"), "sentinel: {suffix: _LAST}\n",
     "warning sentinel-missing demo_e"},
    {"", GUARDED ENUM("demo_e", "DEMO_A: 0, DEMO_LAST: 1, DEMO_B: 2"), SENTINEL,
     "warning sentinel-not-last demo_e.DEMO_B"},
    {"", GUARDED ENUM("demo_e", "DEMO_A: 0, DEMO_LAST: 1, DEMO_B: 1"), SENTINEL,
     "warning sentinel-not-last demo_e.DEMO_B"},
    {"", GUARDED ENUM("demo_e", "DEMO_A: 0, DEMO_LAST: 9, DEMO_B: 1"), SENTINEL, ""},
    {"", GUARDED ENUM("demo_e", "DEMO_A: 0"), SENTINEL, ""},
    {"", GUARDED ENUM("demo_e", "DEMO_A: 1, DEMO_B: 2, DEMO_C: 4"), SENTINEL, ""},
    {"", GUARDED ENUM("demo_flags", "DEMO_A: 1, DEMO_B: 2"), SENTINEL, ""},
    {"", GUARDED ENUM("demo_e", "DEMO_A: -2, DEMO_B: -1"), SENTINEL, ""},
    {"", GUARDED ENUM("demo_e", "DEMO_A: 0, DEMO_B: 90"), SENTINEL, ""},
    {ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1"), GUARDED ENUM("demo_f", "DEMO_A: 0, DEMO_B: 1"),
     SENTINEL, ""},
    /* duplicates, also of one that is promised */
    {"", ENUM("demo_e", "DEMO_A: 0, DEMO_B: 0"), "", "warning enumerator-duplicate demo_e.DEMO_B"},
    {ENUM("e", "DEMO_B: 0"), ENUM("e", "DEMO_A: 0, DEMO_B: 0"), "",
     "warning enumerator-duplicate e.DEMO_A"},
    {ENUM("e", "DEMO_A: 0, DEMO_B: 0"), ENUM("e", "DEMO_A: 0, DEMO_B: 0"), "", ""},
    {"", ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1, DEMO_C: 0"), "",
     "warning enumerator-duplicate demo_e.DEMO_C"},
    /* since; not of functions, whose comments may stand elsewhere */
    {"", MACRO("DEMO_X"), "since: comments\n", "warning since-missing DEMO_X"},
    {"", "macros: {DEMO_X: {since: '1.0', header: demo.h, value: 1, type: int}}\n",
     "since: comments\n", ""},
    {"", FUNCTION("demo_open"), "since: comments\n", ""},
    {"", MACRO("DEMO_X"), "", ""},
    {MACRO("DEMO_X"), MACRO("DEMO_X"), "since: comments\n", ""},
    {"", ENUM("demo_e", "DEMO_A: 0, DEMO_B: {value: 1, since: '1.0'}"), "since: comments\n",
     "warning since-missing demo_e; warning since-missing demo_e.DEMO_A"},
    {ENUM("demo_e", "DEMO_A: 0"), ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1"), "since: comments\n",
     "warning since-missing demo_e.DEMO_B"},
    {ENUM("demo_e", "DEMO_A: 0"), ENUM("demo_e", "DEMO_A: 0"), "since: comments\n", ""},
    {"", ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1"), "since: comments\n",
     "warning since-missing demo_e"},
    /* weights and waivers */
    {"", FUNCTION("open"), NAMING "rules: {name-prefix: error}\n", "error name-prefix open"},
    {"", FUNCTION("open"), NAMING "rules: {name-prefix: silent}\n", ""},
    {"", GUARDED ENUM("demo_e", "DEMO_A: 0, DEMO_LAST: 1, DEMO_B: 2"),
     SENTINEL "rules: {sentinel-not-last: error}\n", "error sentinel-not-last demo_e.DEMO_B"},
    {"", FUNCTION("open"), NAMING "waivers: [{rule: name-prefix, entity: open, reason: old}]\n",
     ""},
    {"", FUNCTION("demo_open"),
     NAMING "waivers: [{rule: name-prefix, entity: open, reason: old}]\n",
     "warning waiver-invalid"},
    {"", FUNCTION("demo_open"),
     NAMING "waivers: [{rule: function-removed, entity: open, reason: old}]\n", ""},
    /* under another switch it is not known what is new */
    {"", "conditions: {DEMO_ALL: defined}\n" FUNCTION("open"), NAMING "switches: [DEMO_ALL]\n", ""},
};

static void lints_what_is_new(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *now = ab_printf(arena, "%s%s%s", HEAD, HEADERS, cases[i].current);
		const char *then = ab_printf(arena, "%s%s%s", HEAD, HEADERS, cases[i].promised);
		const char *policy = ab_printf(arena, "%s%s", POLICY, cases[i].policy);
		struct ab_record *current = read_record(arena, now);
		const char *said;

		set_initialisers(current);
		said = lint(arena, read_record(arena, then), current, policy);
		if (strcmp(said, cases[i].said) != 0)
			fail_msg("case %zu, %s%s: %s", i, cases[i].current, cases[i].policy, said);
	}
}

/* With no promise at all, everything is new. */
static void takes_no_promise(struct ab_arena *arena)
{
	struct ab_record *current = read_record(arena, HEAD HEADERS FUNCTION("open"));

	assert_string_equal(lint(arena, NULL, current, POLICY NAMING), "warning name-prefix open");
}

/* A spelling that is not known, or not plain, is no proof of a mistake. */
static void doubts_spellings(struct ab_arena *arena)
{
	static const char *const silent[] = {NULL, "DEMO_A", "(DEMO_A | 0)"};
	struct ab_record *current =
	    read_record(arena, HEAD HEADERS ENUM("demo_e", "DEMO_A: 1, DEMO_B: 1"));
	struct ab_enumerator *second = &current->of[AB_ENUM].items[0]->enumerators[1];

	struct ab_record *counting =
	    read_record(arena, HEAD HEADERS ENUM("demo_e", "DEMO_A: 5, DEMO_B: 5"));

	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
		second->initialiser = silent[i];
		assert_string_equal(lint(arena, NULL, current, POLICY), "");
		counting->of[AB_ENUM].items[0]->enumerators[1].initialiser = silent[i];
		assert_string_equal(lint(arena, NULL, counting, POLICY), "");
	}
	second->initialiser = "0x1";
	assert_string_equal(lint(arena, NULL, current, POLICY), "");
	second->initialiser = "1";
	assert_string_equal(lint(arena, NULL, current, POLICY),
			    "warning enumerator-duplicate demo_e.DEMO_B");
}

/* Values that are spelled as bits count nothing. */
static void knows_bits_by_their_spelling(struct ab_arena *arena)
{
	static const struct {
		const char *initialiser, *said;
	} cases[] = {
	    {"1", "warning sentinel-missing demo_e"},
	    {"1 << 0", ""},
	    {"(0 | 1)", ""},
	    {"0x1", ""},
	};
	struct ab_record *current =
	    read_record(arena, HEAD HEADERS GUARDED ENUM("demo_e", "DEMO_A: 0, DEMO_B: 1"));

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		current->of[AB_ENUM].items[0]->enumerators[1].initialiser = cases[i].initialiser;
		assert_string_equal(lint(arena, NULL, current, POLICY SENTINEL), cases[i].said);
	}
}

/* One that names this very release is still held, and so must be of some use. */
static void wants_waivers_until_their_release_is_over(struct ab_arena *arena)
{
	static const struct {
		const char *until, *said;
	} cases[] = {
	    {"1.9.0", ""},
	    {"2.0.0", "warning waiver-invalid"},
	    {"2.1.0", "warning waiver-invalid"},
	};
	const struct ab_record *then = read_record(arena, HEAD "release: 1.0.0\n" HEADERS);
	struct ab_record *current =
	    read_record(arena, HEAD "release: 2.0.0\n" HEADERS FUNCTION("demo_open"));

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *policy = ab_printf(arena,
					       "%swaivers: [{rule: name-prefix, entity: open, "
					       "reason: old, until: %s}]\n",
					       POLICY NAMING, cases[i].until);

		assert_string_equal(lint(arena, then, current, policy), cases[i].said);
	}
}

/* An unreadable header is no proof that a comment is missing. */
static void doubts_unread_comments(struct ab_arena *arena)
{
	struct ab_record *current = read_record(arena, HEAD HEADERS MACRO("DEMO_X"));

	current->of[AB_MACRO].items[0]->is_text_unknown = true;
	assert_string_equal(lint(arena, NULL, current, POLICY "since: comments\n"), "");
}

/* The tag can be avoided only where its typedef is there already. */
static void wants_typedefs_that_are_there(struct ab_arena *arena)
{
	struct ab_record *current = read_record(
	    arena,
	    HEAD HEADERS STRUCT("demo_s", "_demo_s") "functions: {demo_open: {header: demo.h, "
						     "type: 'int (demo_s *s, int x)'}}\n");
	struct ab_entity *function = current->of[AB_FUNCTION].items[0];
	struct ab_type *pointed = (struct ab_type *)function->type->params[0].type->of;

	function->place = 20;
	current->of[AB_STRUCT].items[0]->typedef_place = 10;
	assert_string_equal(lint(arena, NULL, current, POLICY), "");
	/* one that is said is said once, whatever stands behind it */
	pointed->is_spelled_by_tag = true;
	assert_string_equal(lint(arena, NULL, current, POLICY),
			    "warning typedef-not-used demo_open");
	current->of[AB_STRUCT].items[0]->typedef_place = 30;
	assert_string_equal(lint(arena, NULL, current, POLICY), "");
}

/* A typedef names by the tag what a variable spells by it. */
static void wants_typedefs_in_variables(struct ab_arena *arena)
{
	struct ab_record *current = read_record(
	    arena,
	    HEAD HEADERS STRUCT(
		"demo_s", "_demo_s") "variables: {demo_v: {header: demo.h, type: demo_s *}}\n"
				     "typedefs: {demo_p: {header: demo.h, type: demo_s *}}\n");
	struct ab_record *callback = read_record(
	    arena, HEAD HEADERS STRUCT("demo_s", "_demo_s") "typedefs: {demo_f: {header: demo.h, "
							    "type: 'int (*)(demo_s *s)'}}\n");
	struct ab_entity *type = callback->of[AB_TYPEDEF].items[0];

	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		struct ab_entity *one = current->of[kind].count ? current->of[kind].items[0] : NULL;

		if (!one || !one->type)
			continue;
		one->place = 20;
		((struct ab_type *)one->type->of)->is_spelled_by_tag = true;
	}
	current->of[AB_STRUCT].items[0]->typedef_place = 10;
	assert_string_equal(lint(arena, NULL, current, POLICY), "warning typedef-not-used demo_v");
	/* what it takes is none that it names */
	type->place = 20;
	callback->of[AB_STRUCT].items[0]->typedef_place = 10;
	((struct ab_type *)type->type->of->params[0].type->of)->is_spelled_by_tag = true;
	assert_string_equal(lint(arena, NULL, callback, POLICY), "warning typedef-not-used demo_f");
}

/* In a field too, also one of an unnamed member. */
static void wants_typedefs_in_fields(struct ab_arena *arena)
{
	struct ab_record *current =
	    read_record(arena, HEAD HEADERS
			"structs:\n"
			"  demo_s: {header: demo.h, tag: _demo_s, fields: []}\n"
			"  demo_t: {header: demo.h, tag: _demo_t, fields: "
			"[{decl: demo_s *s}, {decl: 'struct {}', fields: [{decl: demo_s *u}]}]}\n");
	const struct ab_entity *in = ab_record_find(current, AB_STRUCT, "demo_t");
	const struct ab_field *fields = in->body->fields;

	ab_record_find(current, AB_STRUCT, "demo_s")->typedef_place = 10;
	((struct ab_entity *)in)->place = 20;
	((struct ab_field *)fields)[0].place = 21;
	((struct ab_type *)fields[0].type->of)->is_spelled_by_tag = true;
	assert_string_equal(lint(arena, NULL, current, POLICY),
			    "warning typedef-not-used demo_t.s");
	((struct ab_type *)fields[0].type->of)->is_spelled_by_tag = false;
	fields[1].type->body->fields[0].place = 22;
	((struct ab_type *)fields[1].type->body->fields[0].type->of)->is_spelled_by_tag = true;
	assert_string_equal(lint(arena, NULL, current, POLICY),
			    "warning typedef-not-used demo_t.u");
}

/* One finding for all names of an enum, which says how many there are. */
static void counts_names_of_an_enum(struct ab_arena *arena)
{
	static const struct {
		const char *enumerators, *consequence;
	} cases[] = {
	    {"OTHER: 1", NULL},
	    {"OTHER: 1, MORE: 2, AGAIN: 3", "the same goes for 2 more of 'e'"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text =
		    ab_printf(arena, "%senums: {e: {header: demo.h, enumerators: {%s}}}\n",
			      HEAD HEADERS, cases[i].enumerators);
		struct ab_findings findings = {0};

		ab_lint(arena, NULL, read_record(arena, text),
			read_policy(arena, POLICY "naming: {constant: 'DEMO_*'}\n"), &findings);
		assert_int_equal(findings.count, 1);
		if (cases[i].consequence)
			assert_string_equal(findings.items[0].consequence, cases[i].consequence);
		else
			assert_null(findings.items[0].consequence);
	}
}

/* Likewise of comments, in an enum that others say something of. */
static void counts_comments_of_an_enum(struct ab_arena *arena)
{
	static const struct {
		const char *enumerators, *consequence;
	} cases[] = {
	    {"DEMO_A: 0, DEMO_B: 1", NULL},
	    {"DEMO_A: 0, DEMO_B: 1, DEMO_C: 2", "the same goes for 1 more of 'demo_e'"},
	};
	const char *format = "%senums: {demo_e: {header: demo.h, enumerators: {%s}}}\n";

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *current = read_record(
		    arena, ab_printf(arena, format, HEAD HEADERS, cases[i].enumerators));
		struct ab_findings findings = {0};

		set_initialisers(current);
		ab_lint(arena,
			read_record(arena, ab_printf(arena, format, HEAD HEADERS, "DEMO_A: 0")),
			current, read_policy(arena, POLICY "since: comments\n"), &findings);
		assert_int_equal(findings.count, 1);
		assert_string_equal(findings.items[0].member, "DEMO_B");
		if (cases[i].consequence)
			assert_string_equal(findings.items[0].consequence, cases[i].consequence);
		else
			assert_null(findings.items[0].consequence);
	}
}

/* A name for the sentinel only where the prefix is the enum's own, and the name is free. */
static void names_sentinels(struct ab_arena *arena)
{
	static const struct {
		const char *enums, *sentinel;
	} names[] = {
	    {"enums: {e: {header: demo.h, enumerators: {DEMO_E_A: 0, DEMO_E_B: 1}}}\n",
	     "DEMO_E_LAST"},
	    {"enums: {e: {header: demo.h, enumerators: {DEMO_AB: 0, DEMO_AC: 1}}}\n", "DEMO_LAST"},
	    {"enums: {e: {header: demo.h, enumerators: {AB: 0, AC: 1}}}\n", NULL},
	    {"enums: {e: {header: demo.h, enumerators: {DEMO_A_X: 0, DEMO_AB: 1, DEMO_A_Y: 2}}}\n",
	     "DEMO_LAST"},
	    {"enums: {e: {header: demo.h, enumerators: {DEMO_E_A: 0, DEMO_E_B: 1}},\n"
	     " f: {header: demo.h, enumerators: {DEMO_E_F: 1}}}\n",
	     NULL},
	    {MACRO("DEMO_E_LAST") ENUM("e", "DEMO_E_A: 0, DEMO_E_B: 1"), NULL},
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *text =
		    ab_printf(arena, "%s%s%s", HEAD, HEADERS GUARDED, names[i].enums);
		struct ab_findings findings = {0};

		ab_lint(arena, NULL, read_record(arena, text), read_policy(arena, POLICY SENTINEL),
			&findings);
		assert_int_equal(findings.count, 1);
		if (!names[i].sentinel)
			assert_int_equal(findings.items[0].fixit, AB_FIXIT_NONE);
		else
			assert_string_equal(findings.items[0].fixit_text, names[i].sentinel);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(lints_what_is_new),
	    ARENA_TEST(takes_no_promise),
	    ARENA_TEST(doubts_spellings),
	    ARENA_TEST(knows_bits_by_their_spelling),
	    ARENA_TEST(wants_waivers_until_their_release_is_over),
	    ARENA_TEST(doubts_unread_comments),
	    ARENA_TEST(wants_typedefs_that_are_there),
	    ARENA_TEST(wants_typedefs_in_variables),
	    ARENA_TEST(wants_typedefs_in_fields),
	    ARENA_TEST(counts_names_of_an_enum),
	    ARENA_TEST(counts_comments_of_an_enum),
	    ARENA_TEST(names_sentinels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
