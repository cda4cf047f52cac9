/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * format-gitlab.c - GitLab's code quality report, a JSON array.
 *
 * GitLab wants a path in the repository and a line for each, and takes what has
 * a known fingerprint for an old acquaintance.
 */
#include "tool.h"

#include <stdio.h>

/* Of info, minor, major, critical and blocker. */
static const char *severity_word(enum ab_severity severity)
{
	if (severity == AB_ERROR)
		return "critical";
	return severity == AB_WARNING ? "major" : "info";
}

void format_gitlab(const struct report *report)
{
	const char *const *prints = format_fingerprints(report);
	struct ab_buf buf;

	ab_buf_init(&buf, report->arena);
	ab_buf_add(&buf, "[");
	for (size_t i = 0; i < report->count; i++) {
		const struct reported *const item = &report->items[i];
		const struct ab_location place = format_place(item);

		ab_buf_addf(&buf, "%s\n  {\"check_name\": \"%s\", \"description\": ", i ? "," : "",
			    ab_rule_info(item->finding.rule)->id);
		ab_json_string(&buf, format_message(report->arena, &item->finding));
		ab_buf_addf(&buf, ", \"severity\": \"%s\", \"fingerprint\": \"%s\", ",
			    severity_word(item->finding.severity), prints[i]);
		ab_buf_add(&buf, "\"location\": {\"path\": ");
		ab_json_string(&buf, format_path(report->arena, place.file ? place.file : "."));
		ab_buf_addf(&buf, ", \"lines\": {\"begin\": %u}}}", place.line ? place.line : 1);
	}
	ab_buf_add(&buf, report->count ? "\n]\n" : "]\n");
	fputs(buf.text, stdout);
}
