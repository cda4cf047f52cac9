/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <string.h>
#include <unistd.h>

void report_init(struct report *report, struct ab_arena *arena)
{
	memset(report, 0, sizeof *report);
	ab_buf_init(&report->lines, arena);
}

/*
 * Whether a line of JSON has the member "severity" with this word.  Quotes
 * inside of a JSON string are escaped, so the key cannot be part of one.
 */
static bool has_severity(const char *line, enum ab_severity severity)
{
	static const char key[] = "\"severity\"";
	const char *word = ab_severity_word(severity);
	const char *at = line;

	while ((at = strstr(at, key))) {
		at += sizeof key - 1;
		at += strspn(at, " ");
		if (*at++ != ':')
			continue;
		at += strspn(at, " ");
		return *at == '"' && !strncmp(at + 1, word, strlen(word)) &&
		       at[1 + strlen(word)] == '"';
	}
	return false;
}

static bool count_line(struct report *report, const char *line)
{
	if (has_severity(line, AB_ERROR))
		report->errors++;
	else if (has_severity(line, AB_WARNING))
		report->warnings++;
	else if (has_severity(line, AB_NOTE))
		report->notes++;
	else
		return false;
	return true;
}

bool report_read(struct report *report, const char *path, struct ab_error *error)
{
	struct ab_arena *arena = report->lines.arena;
	size_t length;
	char *text;

	if (access(path, F_OK) != 0)
		return true;
	if (!ab_file_read(arena, path, &text, &length, error))
		return false;
	while (*text) {
		const size_t line = strcspn(text, "\n");
		const char *const copy = ab_strndup(arena, text, line);

		if (text[line] != '\n' || !count_line(report, copy))
			return ab_error_set(error, arena, NULL, 0, 0,
					    "the plugin's report cannot be understood: is the"
					    " plugin of the same release as this program?");
		ab_buf_add_n(&report->lines, text, line + 1);
		text += line + 1;
	}
	return true;
}

void report_add(struct report *report, const struct ab_finding *finding, struct ab_location now,
		struct ab_location then)
{
	ab_finding_json(&report->lines, finding, now, then);
	if (report->lines.text[report->lines.length - 1] != '\n')
		ab_buf_add(&report->lines, "\n");
	report->errors += finding->severity == AB_ERROR;
	report->warnings += finding->severity == AB_WARNING;
	report->notes += finding->severity == AB_NOTE;
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
