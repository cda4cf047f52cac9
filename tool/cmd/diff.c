/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * diff.c - two records, as a release note: added, changed, removed, broken.
 */
#include "out/diff.h"

#include <string.h>

#include "abiding/language.h"

static const struct usage usage = {
    "diff",
    "pfRH",
    "Usage: abiding diff [-p POLICY] [--format FORMAT] OLD NEW\n"
    "Compares two records, like a release note: what NEW adds and changes, and what\n"
    "it does not keep of what OLD promised.\n"
    "\n"
    "  -p, --policy FILE   how strong which promise is (all are for ever)\n"
    "  --format FORMAT     text, html (one page by itself), json, sarif, gitlab (code\n"
    "                      quality) or junit\n",
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

/* What the headers say in the one C only is in one of the two records. */
static void note_languages(struct diff *diff)
{
	const char *const was = ab_language_of_record(diff->old->language)->name;
	const char *const is = ab_language_of_record(diff->new->language)->name;
	struct ab_finding *finding;

	if (strcmp(was, is) == 0)
		return;
	finding = ab_findings_add(diff->arena, &diff->findings, AB_NOT_CHECKED);
	finding->severity = ab_policy_severity(diff->policy, NULL, AB_NOT_CHECKED);
	finding->message = ab_printf(
	    diff->arena,
	    "the records are of different languages: '%s' is of %s, '%s' of %s; what the headers "
	    "declare for one of them only is told as new or gone",
	    diff->old->file, was, diff->new->file, is);
}

/* Places of NEW are in its file, of a waiver in the policy. */
static void collect(struct diff *diff)
{
	for (size_t i = 0; i < diff->findings.count; i++) {
		const struct ab_finding *finding = &diff->findings.items[i];
		struct ab_location then = report_then(finding, diff->policy, diff->old);
		struct ab_location now = {NULL, 0, 0};

		if (finding->severity == AB_SILENT)
			continue;
		if (finding->now)
			now = (struct ab_location){diff->new->file, ab_place_line(finding->now),
						   ab_place_column(finding->now)};
		report_add(&diff->report, finding, now, then);
	}
}

static void print(const struct diff *diff)
{
	switch (diff->options.format) {
	case FORMAT_TEXT:
		diff_text(diff);
		break;
	case FORMAT_JSON:
		diff_json(diff);
		break;
	case FORMAT_HTML:
		diff_html(diff);
		break;
	default:
		format_report(diff->options.format, &diff->report,
			      &(struct subject){diff->old->library, diff->old});
	}
}

int diff_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct diff diff = {.arena = arena};
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
	note_languages(&diff);
	ab_changes_find(arena, diff.old, diff.new, &diff.findings, &diff.changes);
	report_init(&diff.report, arena);
	collect(&diff);
	print(&diff);
	return diff.report.errors ? STATUS_BROKEN : STATUS_HOLDS;
}
