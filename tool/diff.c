/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * diff.c - two records, as a release note: added, changed, removed, broken.
 */
#include "diff.h"

#include <stdio.h>
#include <string.h>

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

size_t diff_count(const struct diff *diff, enum ab_change_kind what)
{
	size_t count = 0;

	for (size_t i = 0; i < diff->changes.count; i++)
		count += diff->changes.items[i].what == what;
	return count;
}

const char *diff_title(const struct diff *diff, const struct ab_record *record)
{
	if (!record->library || !record->release)
		return record->file;
	return ab_printf(diff->arena, "%s %s", record->library, record->release);
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

/* ---- text ---- */

static void print_change(const struct diff *diff, const struct ab_change *change)
{
	const size_t columns = change->member ? 6 : 4;

	if (change->what != AB_CHANGED) {
		say_indented(change->after ? change->after : change->before, columns);
		return;
	}
	say_indented(change->before, columns);
	say_indented(ab_printf(diff->arena, "-> %s", change->after), columns + 2);
}

static void print_changes(const struct diff *diff, enum ab_change_kind what, const char *heading)
{
	const char *owner = "";
	int kind = -1;

	if (!diff_count(diff, what))
		return;
	printf("%s\n", heading);
	for (size_t i = 0; i < diff->changes.count; i++) {
		const struct ab_change *const change = &diff->changes.items[i];

		if (change->what != what)
			continue;
		if (kind != change->of)
			printf("  %s\n", ab_changed_heading(change->of));
		if (change->member && strcmp(owner, change->name) != 0)
			say_indented(change->name, 4);
		owner = change->member ? change->name : "";
		kind = change->of;
		print_change(diff, change);
	}
	putchar('\n');
}

static void print_text(const struct diff *diff)
{
	const struct report *const report = &diff->report;
	const size_t additions = diff_count(diff, AB_ADDED);

	print_changes(diff, AB_ADDED, "Added");
	print_changes(diff, AB_CHANGED, "Changed, and nothing breaks");
	print_changes(diff, AB_REMOVED, "Removed, and not promised");
	if (report->count && diff->changes.count)
		printf("%s\n", report->errors ? "Broken" : "To be looked at");
	for (size_t i = 0; i < report->count; i++)
		say_finding(diff->arena, &report->items[i].finding, report->items[i].now,
			    report->items[i].then, false);
	if (report->count && diff->changes.count)
		putchar('\n');
	printf("%s %s what %s promised: %s, %zu addition%s\n", diff->options.args[1],
	       report->errors ? "breaks" : "keeps", diff->options.args[0],
	       say_counts(diff->arena, report->errors, report->warnings, report->notes), additions,
	       additions == 1 ? "" : "s");
}

/* ---- JSON ---- */

static void add_text(struct ab_buf *buf, const char *key, const char *text)
{
	if (!text)
		return;
	ab_buf_addf(buf, ", \"%s\": ", key);
	ab_json_string(buf, text);
}

static const char *json_changes(const struct diff *diff, enum ab_change_kind what)
{
	struct ab_buf buf;

	ab_buf_init(&buf, diff->arena);
	for (size_t i = 0; i < diff->changes.count; i++) {
		const struct ab_change *const change = &diff->changes.items[i];

		if (change->what != what)
			continue;
		ab_buf_addf(&buf, "{\"kind\": \"%s\"", ab_changed_word(change->of));
		add_text(&buf, "entity", change->name);
		add_text(&buf, "member", change->member);
		add_text(&buf, "before", change->before);
		add_text(&buf, "after", change->after);
		add_text(&buf, "header", change->header);
		ab_buf_add(&buf, "}\n");
	}
	return buf.text;
}

static void print_json(const struct diff *diff)
{
	const struct json_list lists[] = {
	    {"findings", format_findings(&diff->report)},
	    {"added", json_changes(diff, AB_ADDED)},
	    {"changed", json_changes(diff, AB_CHANGED)},
	    {"removed", json_changes(diff, AB_REMOVED)},
	};

	format_json(lists, sizeof lists / sizeof *lists);
}

static void print(const struct diff *diff)
{
	switch (diff->options.format) {
	case FORMAT_TEXT:
		print_text(diff);
		break;
	case FORMAT_JSON:
		print_json(diff);
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
	ab_changes_find(arena, diff.old, diff.new, &diff.findings, &diff.changes);
	report_init(&diff.report, arena);
	collect(&diff);
	print(&diff);
	return diff.report.errors ? STATUS_BROKEN : STATUS_HOLDS;
}
