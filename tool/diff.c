/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <stdio.h>
#include <string.h>

static const struct usage usage = {
    "diff",
    "pfR",
    "Usage: abiding diff [-p POLICY] [--format FORMAT] OLD NEW\n"
    "Compares two records: what OLD promised and NEW does not keep.\n"
    "\n"
    "  -p, --policy FILE   how strong which promise is (all are for ever)\n"
    "  --format FORMAT     text, or json for machines\n",
};

struct diff {
	struct options options;
	struct ab_record *old, *new;
	struct ab_policy *policy;
	struct ab_findings findings;
};

static int load(struct ab_arena *arena, struct diff *diff)
{
	struct terms terms = {0};
	struct ab_error error;

	if (!ab_record_load(arena, diff->options.args[0], &diff->old, &error) ||
	    !ab_record_load(arena, diff->options.args[1], &diff->new, &error))
		return say_error(&error, STATUS_USAGE);
	if (diff->options.policy && !terms_load_policy(arena, diff->options.policy, &terms, &error))
		return say_error(&error, STATUS_USAGE);
	diff->policy = terms.policy ? terms.policy : ab_policy_default(arena, diff->old);
	return GO_ON;
}

/* Enumerators that the same enum did not have before. */
static size_t count_new_enumerators(const struct ab_entity *before, const struct ab_entity *now)
{
	size_t count = 0;
	unsigned i, j;

	for (i = 0; i < now->n_enumerators; i++) {
		for (j = 0; j < before->n_enumerators; j++)
			if (!strcmp(now->enumerators[i].name, before->enumerators[j].name))
				break;
		count += j == before->n_enumerators;
	}
	return count;
}

static size_t count_additions(const struct diff *diff)
{
	size_t count = 0, i;
	int kind;

	for (kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *entities = &diff->new->of[kind];

		for (i = 0; i < entities->count; i++) {
			const struct ab_entity *now = entities->items[i];
			const struct ab_entity *before =
			    ab_record_find(diff->old, (enum ab_kind)kind, now->name);

			count += before ? count_new_enumerators(before, now) : 1;
		}
	}
	return count;
}

/* Places of NEW are in its file, of a waiver in the policy. */
static void print(struct ab_arena *arena, const struct diff *diff, struct report *report)
{
	size_t i;

	for (i = 0; i < diff->findings.count; i++) {
		const struct ab_finding *finding = &diff->findings.items[i];
		struct ab_location then = report_then(finding, diff->policy, diff->old);
		struct ab_location now = {NULL, 0, 0};

		if (finding->severity == AB_SILENT)
			continue;
		if (finding->now)
			now = (struct ab_location){diff->new->file, ab_place_line(finding->now),
						   ab_place_column(finding->now)};
		report_add(report, finding, now, then);
		if (diff->options.format == FORMAT_TEXT)
			say_finding(arena, finding, now, then, false);
	}
}

static void print_verdict(struct ab_arena *arena, const struct diff *diff,
			  const struct report *report)
{
	size_t additions = count_additions(diff);

	printf("%s %s what %s promised: %s, %zu addition%s\n", diff->options.args[1],
	       report->errors ? "breaks" : "keeps", diff->options.args[0],
	       say_counts(arena, report->errors, report->warnings, report->notes), additions,
	       additions == 1 ? "" : "s");
}

int diff_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct diff diff = {0};
	struct report report;
	int status = options_parse(arena, &usage, argc, argv, &diff.options);

	(void)self;
	if (status != GO_ON)
		return status;
	if (diff.options.n_args != 2)
		return options_refuse(&usage, "name two records, OLD and NEW");
	status = load(arena, &diff);
	if (status != GO_ON)
		return status;
	ab_compare(arena, diff.old, diff.new, diff.policy, &diff.findings);
	report_init(&report, arena);
	print(arena, &diff, &report);
	if (diff.options.format == FORMAT_TEXT)
		print_verdict(arena, &diff, &report);
	else
		format_report(diff.options.format, &report,
			      &(struct subject){diff.old->library, diff.old});
	return report.errors ? STATUS_BROKEN : STATUS_HOLDS;
}
