/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A waiver written into a policy: where it stands, and that nothing else becomes another. */
#include "with-records.h"

#define HEAD "abiding: 1\nlibrary: demo\nsurfaces:\n- {name: demo, entry: demo.h}\n"
#define FIRST "- rule: struct-removed\n  entity: demo_s\n  reason: never used\n"
#define ADDED "- rule: function-removed\n  entity: demo_f\n  reason: 'gone: for good'\n"
#define FLOW "{rule: struct-removed, entity: demo_s, reason: never used}"
#define ADDED_FLOW "{rule: function-removed, entity: demo_f, reason: 'gone: for good'}"

static bool add(struct ab_arena *arena, const char *text, const char *until, const char **edited,
		struct ab_error *error)
{
	const struct ab_waiver waiver = {.rule = AB_FUNCTION_REMOVED,
					 .entity = "demo_f",
					 .reason = "gone: for good",
					 .until = until};

	return ab_policy_add_waiver(arena, "p.yaml", text, strlen(text), &waiver, edited, error);
}

static void adds_a_waiver_where_others_are(struct ab_arena *arena)
{
	static const struct {
		const char *before, *after;
	} cases[] = {
	    {HEAD, HEAD "\nwaivers:\n" ADDED},
	    {HEAD "\n\n# the end\n", HEAD "\n\n# the end\n\nwaivers:\n" ADDED},
	    {HEAD "since: comments", HEAD "since: comments\n\nwaivers:\n" ADDED},
	    {HEAD "waivers:\n" FIRST, HEAD "waivers:\n" FIRST ADDED},
	    {HEAD "waivers:\n- " FLOW, HEAD "waivers:\n- " FLOW "\n" ADDED},
	    {HEAD "waivers:\n" FIRST "\n# of rules\nrules: {name-prefix: error}\n",
	     HEAD "waivers:\n" FIRST ADDED "\n# of rules\nrules: {name-prefix: error}\n"},
	    {HEAD "waivers:\n" FIRST "rules: {name-prefix: error}\n",
	     HEAD "waivers:\n" FIRST ADDED "rules: {name-prefix: error}\n"},
	    /* a comment that stands deeper than the list is the waiver's */
	    {HEAD "waivers:\n  - " FLOW "\n   # more of it\n", HEAD
	     "waivers:\n  - " FLOW "\n   # more of it\n  - rule: function-removed\n    entity: "
	     "demo_f\n    reason: 'gone: for good'\n"},
	    {HEAD "waivers:\n  - " FLOW "\n# of others\nrules: {name-prefix: error}\n",
	     HEAD "waivers:\n  - " FLOW "\n  - rule: function-removed\n    entity: demo_f\n    "
		  "reason: 'gone: for good'\n# of others\nrules: {name-prefix: error}\n"},
	    /* in brackets */
	    {HEAD "waivers: []\n", HEAD "waivers: [" ADDED_FLOW "]\n"},
	    {HEAD "waivers: [ ] # none\n", HEAD "waivers: [" ADDED_FLOW " ] # none\n"},
	    {HEAD "waivers: [" FLOW "]\n", HEAD "waivers: [" FLOW ", " ADDED_FLOW "]\n"},
	    {HEAD "waivers: [\n  " FLOW ",\n  ]\n",
	     HEAD "waivers: [\n  " FLOW ", " ADDED_FLOW ",\n  ]\n"},
	    /* characters of more than one byte before it, and other ends of lines */
	    {HEAD
	     "waivers: [{rule: struct-removed, entity: demo_s, reason: 'f\xc3\xbcr nichts'}]\n",
	     HEAD "waivers: [{rule: struct-removed, entity: demo_s, reason: 'f\xc3\xbcr "
		  "nichts'}, " ADDED_FLOW "]\n"},
	    {"# \xe2\x80\xa8 \xe2\x80\xa9 \xc2\x85\r" HEAD "waivers:\n" FIRST "\r\xc2\x85# end\n",
	     "# \xe2\x80\xa8 \xe2\x80\xa9 \xc2\x85\r" HEAD "waivers:\n" FIRST ADDED
	     "\r\xc2\x85# end\n"},
	    {HEAD "waivers: [] # \xe2\x80\xa9# x\nrules: {}\n",
	     HEAD "waivers: [" ADDED_FLOW "] # \xe2\x80\xa9# x\nrules: {}\n"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_error error;
		const char *edited;

		if (!add(arena, cases[i].before, NULL, &edited, &error))
			fail_msg("%s of:\n%s", error_text(arena, &error), cases[i].before);
		if (strcmp(edited, cases[i].after) != 0)
			fail_msg("this:\n%s, not this:\n%s", edited, cases[i].after);
	}
}

/* A file whose lines end as DOS ends them keeps them. */
static void keeps_the_ends_of_lines(struct ab_arena *arena)
{
	struct ab_error error;
	const char *edited;

	assert_true(add(arena,
			"abiding: 1\r\nlibrary: demo\r\nsurfaces: [{name: d, entry: d.h}]\r\n",
			"2.0", &edited, &error));
	assert_string_equal(edited,
			    "abiding: 1\r\nlibrary: demo\r\nsurfaces: [{name: d, entry: d.h}]\r\n"
			    "\r\nwaivers:\r\n- rule: function-removed\r\n  entity: demo_f\r\n"
			    "  reason: 'gone: for good'\r\n  until: 2.0\r\n");
}

static void refuses_what_cannot_be_edited(struct ab_arena *arena)
{
	static const struct {
		const char *text, *error;
	} cases[] = {
	    {"{abiding: 1, library: demo, surfaces: [{name: demo, entry: demo.h}]}\n",
	     "1:1: a policy in braces is not edited: write the waiver into it"},
	    {HEAD "waivers:\n" FIRST ADDED,
	     "9:3: function-removed is waived for 'demo_f' here already"},
	    {"abiding: 1\nlibrary: [\n",
	     "3:1: not YAML: did not find expected node content while parsing a flow node"},
	    {HEAD "waivers: # none so far\n", "5:9: 'waivers' must be a list, found nothing"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_error error;
		const char *edited;

		if (add(arena, cases[i].text, NULL, &edited, &error))
			fail_msg("edited: %s", edited);
		assert_string_equal(error_text(arena, &error), cases[i].error);
	}
}

/* Another rule, or another entity, is another waiver. */
static void adds_one_beside_its_like(struct ab_arena *arena)
{
	static const char *const others[] = {
	    "- {rule: function-removed, entity: demo_g, reason: known}\n",
	    "- {rule: function-linkage-changed, entity: demo_f, reason: known}\n",
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const char *text = ab_printf(arena, HEAD "waivers:\n%s", others[i]);
		struct ab_error error;
		const char *edited;

		assert_true(add(arena, text, NULL, &edited, &error));
		assert_string_equal(edited, ab_printf(arena, "%s" ADDED, text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(adds_a_waiver_where_others_are),
	    ARENA_TEST(keeps_the_ends_of_lines),
	    ARENA_TEST(refuses_what_cannot_be_edited),
	    ARENA_TEST(adds_one_beside_its_like),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
