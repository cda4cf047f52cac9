/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ways-out.c - what can be done about a break, said below the findings.
 *
 * Three ways: to put it back, to waive it (with the words to paste), and, where it
 * was promised by the last release frozen, which may not be out yet, to freeze
 * that one again.
 */
#include "tool.h"

#include <stdio.h>
#include <string.h>

#include "abiding/index.h"

enum { COMMANDS_MAX = 5 };

/* What the gate says of itself is not to be waived. */
static bool is_break(const struct ab_finding *finding)
{
	return finding->severity == AB_ERROR && finding->entity &&
	       ab_rule_info(finding->rule)->sort != AB_RULE_GATE;
}

/* Whether a break is said for the first time. */
static bool is_first(struct ab_arena *arena, struct ab_index *said,
		     const struct ab_finding *finding)
{
	const char *what = finding->member
			       ? ab_printf(arena, "%s\n%s", finding->entity, finding->member)
			       : finding->entity;
	bool is_new;

	ab_index_enter(arena, said, (unsigned)finding->rule, what, &is_new);
	return is_new;
}

static void say_command(struct ab_arena *arena, const struct ab_finding *finding,
			const char *policy)
{
	const char *what = finding->member
			       ? ab_printf(arena, "%s.%s", finding->entity, finding->member)
			       : finding->entity;

	fprintf(stderr, "      abiding waive -p %s %s %s%s%s --reason 'WHY'\n",
		say_shell_word(arena, policy), ab_rule_info(finding->rule)->id,
		say_shell_word(arena, what), finding->layout ? " --layout " : "",
		finding->layout ? say_shell_word(arena, finding->layout) : "");
}

static void say_waivers(struct ab_arena *arena, const struct ab_finding *findings, size_t n,
			const char *policy)
{
	struct ab_index said = {NULL, 0, 0};
	size_t n_said = 0, n_more = 0;

	fputs("  - accept it, with a reason for those who read the policy:\n", stderr);
	for (size_t i = 0; i < n; i++) {
		if (!is_break(&findings[i]) || !is_first(arena, &said, &findings[i]))
			continue;
		if (n_said < COMMANDS_MAX) {
			say_command(arena, &findings[i], policy);
			n_said++;
		} else {
			n_more++;
		}
	}
	if (n_more)
		fprintf(stderr, "      and likewise for %zu more\n", n_more);
}

/* Something that only the last release promises, or NULL. */
static const struct ab_finding *young_break(const struct ab_finding *findings, size_t n,
					    const char *release)
{
	for (size_t i = 0; release && i < n; i++)
		if (is_break(&findings[i]) && findings[i].since &&
		    !strcmp(findings[i].since, release))
			return &findings[i];
	return NULL;
}

/* What the release promised: a member that is new was not promised, but what has got it. */
static const char *promised_name(const struct ab_finding *finding)
{
	const bool is_new_member =
	    finding->rule == AB_STRUCT_FIELD_ADDED || finding->rule == AB_UNION_SIZE_CHANGED;

	return finding->member && !is_new_member ? finding->member : finding->entity;
}

void say_ways_out(struct ab_arena *arena, const struct ab_finding *findings, size_t n,
		  const struct ab_policy *policy, const struct ab_record *record)
{
	const struct ab_finding *young = young_break(findings, n, record->release);
	size_t i = 0;

	while (i < n && !is_break(&findings[i]))
		i++;
	if (i == n)
		return;
	fflush(stdout);
	fputs("What can be done about a break:\n"
	      "  - put back what was promised: the notes above say where that is written\n",
	      stderr);
	if (policy->file)
		say_waivers(arena, findings, n, policy->file);
	else
		fputs(
		    "  - accept it, with a reason, in a policy: abiding init writes a first one\n",
		    stderr);
	if (young)
		fprintf(stderr,
			"  - if release %s, which first promised '%s', is not out yet: freeze it"
			" again,\n    onto the record as it was before that release\n",
			record->release, promised_name(young));
}
