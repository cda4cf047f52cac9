/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diff.h - two records compared, for those who print it. */
#ifndef ABIDING_TOOL_DIFF_H
#define ABIDING_TOOL_DIFF_H

#include "tool.h"

#include "abiding/changes.h"

struct diff {
	struct ab_arena *arena;
	struct options options;
	struct ab_record *old, *new;
	struct ab_policy *policy;
	struct ab_findings findings;
	struct ab_changes changes;
	struct report report;
};

size_t diff_count(const struct diff *diff, enum ab_change_kind what);

/* "libfoo 1.0", as far as a record says it, else its file. */
const char *diff_title(const struct diff *diff, const struct ab_record *record);

/* As text and as JSON, on stdout. */
void diff_text(const struct diff *diff);
void diff_json(const struct diff *diff);

/* ---- diff-html.c ---- */

/* A page by itself: no other file, no script. */
void diff_html(const struct diff *diff);

#endif
