/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * with-findings.h - records held against each other, for tests of what is said
 * of them.
 */
#ifndef ABIDING_UNIT_WITH_FINDINGS_H
#define ABIDING_UNIT_WITH_FINDINGS_H

#include "with-records.h"

#include "abiding/compare.h"

#define HEAD "abiding-record: 2\nlibrary: demo\nrelease: 2.0.0\n"
#define LP64 HEAD "data-models: [lp64]\n"
#define HEADERS "headers: {demo.h: {entry: true}}\n"
#define FUNCTION(name, since) "  " name ": {since: " since ", header: demo.h, type: int (int x)}\n"

/* "error function-removed demo_a; warning ..." */
static inline const char *findings_text(struct ab_arena *arena, const struct ab_findings *findings)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (size_t i = 0; i < findings->count; i++) {
		const struct ab_finding *finding = &findings->items[i];

		ab_buf_addf(&buf, "%s%s %s%s%s%s%s", i ? "; " : "",
			    ab_severity_word(finding->severity), ab_rule_info(finding->rule)->id,
			    finding->entity ? " " : "", finding->entity ? finding->entity : "",
			    finding->member ? "." : "", finding->member ? finding->member : "");
	}
	return buf.text;
}

static inline const char *compare(struct ab_arena *arena, const struct ab_record *then,
				  const struct ab_record *now, const struct ab_policy *policy)
{
	struct ab_findings findings = {0};

	ab_compare(arena, then, now, policy ? policy : ab_policy_default(arena, then), &findings);
	return findings_text(arena, &findings);
}

static inline const char *compare_texts(struct ab_arena *arena, const char *then, const char *now)
{
	return compare(arena, read_record(arena, then), read_record(arena, now), NULL);
}

/* As the collector hands one over: of one translation unit, not a whole record. */
static inline struct ab_record *collected(struct ab_arena *arena, const char *text)
{
	struct ab_record *record = read_record(arena, text);

	record->file = NULL;
	return record;
}

#endif
