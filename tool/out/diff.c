/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diff.c - two records compared, as text, like a release note, and as JSON. */
#include "diff.h"

#include <stdio.h>
#include <string.h>

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

void diff_text(const struct diff *diff)
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

void diff_json(const struct diff *diff)
{
	const struct json_list lists[] = {
	    {"findings", format_findings(&diff->report)},
	    {"added", json_changes(diff, AB_ADDED)},
	    {"changed", json_changes(diff, AB_CHANGED)},
	    {"removed", json_changes(diff, AB_REMOVED)},
	};

	format_json(lists, sizeof lists / sizeof *lists);
}
