/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <string.h>
#include <unistd.h>

void report_init(struct report *report, struct ab_arena *arena)
{
	memset(report, 0, sizeof *report);
	report->arena = arena;
}

static void add_item(struct report *report, const struct reported *item)
{
	bool is_new;

	report->errors += item->finding.severity == AB_ERROR;
	report->warnings += item->finding.severity == AB_WARNING;
	report->notes += item->finding.severity == AB_NOTE;
	ab_index_enter(report->arena, &report->known, 0, item->json, &is_new);
	if (!is_new)
		return;
	report->items = AB_GROW(report->arena, report->items, report->count, &report->capacity);
	report->items[report->count++] = *item;
}

static const char *json_of(struct ab_arena *arena, const struct reported *item)
{
	struct ab_buf json;

	ab_buf_init(&json, arena);
	ab_finding_json(&json, &item->finding, item->now, item->then);
	return json.text;
}

bool report_read(struct report *report, const char *path, struct ab_error *error)
{
	struct ab_arena *arena = report->arena;
	size_t length;
	char *text;

	if (access(path, F_OK) != 0)
		return true;
	if (!ab_file_read(arena, path, &text, &length, error))
		return false;
	while (*text) {
		const size_t line = strcspn(text, "\n");
		struct reported item = {.json = ab_strndup(arena, text, line)};

		if (text[line] != '\n' || !ab_finding_read(arena, text, line, &item.finding,
							   &item.now, &item.then, error))
			return ab_error_set(error, arena, NULL, 0, 0,
					    "the plugin's report cannot be understood: is the"
					    " plugin of the same release as this program?");
		add_item(report, &item);
		text += line + 1;
	}
	return true;
}

void report_add(struct report *report, const struct ab_finding *finding, struct ab_location now,
		struct ab_location then)
{
	struct reported item = {*finding, now, then, NULL};

	item.json = json_of(report->arena, &item);
	add_item(report, &item);
}

static bool is_same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

bool report_is_same(const struct ab_finding *a, const struct ab_finding *b)
{
	return a->rule == b->rule && is_same_text(a->entity, b->entity) &&
	       is_same_text(a->member, b->member);
}

bool report_is_of_entry(const struct ab_finding *finding)
{
	const enum ab_rule_sort sort = ab_rule_info(finding->rule)->sort;

	return sort != AB_RULE_GATE && sort != AB_RULE_LINT;
}

void report_name_entry(struct ab_arena *arena, struct ab_finding *finding, const char *entry)
{
	static const char everywhere[] = "is no longer declared in a public header";
	const char *const end = strstr(finding->message, everywhere);

	if (ab_rule_info(finding->rule)->sort != AB_RULE_REMOVAL ||
	    finding->rule == AB_HEADER_REMOVED)
		return;
	if (end)
		finding->message =
		    ab_printf(arena, "%.*sno longer comes with '%s'", (int)(end - finding->message),
			      finding->message, entry);
	finding->consequence = ab_printf(
	    arena,
	    "it comes with another entry; include what declares it from '%s', for programs that "
	    "include that alone%s%s",
	    entry, finding->consequence ? "; " : "",
	    finding->consequence ? finding->consequence : "");
}

struct ab_location report_then(const struct ab_finding *finding, const struct ab_policy *policy,
			       const struct ab_record *promised)
{
	const char *file = finding->rule == AB_WAIVER_INVALID ? policy->file : promised->file;

	/* what is at fault may be new, and promised nowhere */
	if (!finding->then && !finding->since)
		return (struct ab_location){NULL, 0, 0};
	return (struct ab_location){file, ab_place_line(finding->then),
				    ab_place_column(finding->then)};
}
