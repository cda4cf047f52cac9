/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * findings.c - what the core says of pairs of records, one process for all.
 *
 * Standard input names the cases: "NAME OLD NEW POLICY", files, POLICY "-" for
 * none.  Of each: the findings of the comparison, as of whole headers and as of
 * one compile, and of the lint, with all that is said and where, and what the
 * record is after a freeze.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <string.h>

#include "abiding/compare.h"
#include "abiding/lint.h"

struct pair {
	struct ab_arena arena;
	char name[256], old[1024], new[1024], policy[1024];
};

static void print_findings(const struct ab_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct ab_finding *f = &findings->items[i];

		printf("  %s %s: %s %s: %s\n", ab_rule_info(f->rule)->id,
		       ab_severity_word(f->severity), f->entity ? f->entity : "-",
		       f->member ? f->member : "-", f->message);
		printf("    %s; %s\n", f->promised_as ? f->promised_as : "-",
		       f->consequence ? f->consequence : "-");
		printf("    at %llu of %s, %llu; %s behind %s\n", (unsigned long long)f->now,
		       f->now_file ? f->now_file : "-", (unsigned long long)f->then,
		       f->fixit_text ? f->fixit_text : "-",
		       f->fixit_anchor ? f->fixit_anchor : "-");
	}
}

static void run(void *context)
{
	struct pair *pair = context;
	struct ab_record *old, *new;
	struct ab_policy *policy = NULL;
	struct ab_findings findings = {0}, lints = {0};
	struct ab_error error;
	const char *text;
	size_t length;

	if (!ab_record_load(&pair->arena, pair->old, &old, &error) ||
	    !ab_record_load(&pair->arena, pair->new, &new, &error) ||
	    (strcmp(pair->policy, "-") != 0 &&
	     !ab_policy_load(&pair->arena, pair->policy, &policy, &error))) {
		printf("  cannot read: %s\n", error.message);
		return;
	}
	if (!policy)
		policy = ab_policy_default(&pair->arena, old);
	ab_compare(&pair->arena, old, new, policy, &findings);
	print_findings(&findings);
	new->file = NULL;
	findings = (struct ab_findings){0};
	ab_compare(&pair->arena, old, new, policy, &findings);
	print_findings(&findings);
	ab_lint(&pair->arena, old, new, policy, &lints);
	print_findings(&lints);
	ab_record_freeze_onto(old, new, policy, "2.0");
	if (ab_record_print(&pair->arena, old, &text, &length, &error))
		fwrite(text, 1, length, stdout);
}

int main(void)
{
	static struct pair pair;

	while (scanf("%255s %1023s %1023s %1023s", pair.name, pair.old, pair.new, pair.policy) ==
	       4) {
		printf("%s\n", pair.name);
		ab_arena_init(&pair.arena);
		if (!ab_arena_guard(&pair.arena, run, &pair))
			printf("  out of memory\n");
		ab_arena_release(&pair.arena);
	}
	return 0;
}
