/* SPDX-License-Identifier: GPL-3.0-or-later */
/* protocols.c - protocols of a policy, which need no compiler. */
#include "tool.h"

struct ab_location protocols_now(const struct ab_finding *finding)
{
	if (!finding->now_file)
		return (struct ab_location){NULL, 0, 0};
	return (struct ab_location){finding->now_file, ab_place_line(finding->now),
				    ab_place_column(finding->now)};
}

size_t protocols_count(const struct ab_record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < record->n_protocols; i++) {
		const struct ab_protocol *protocol = record->protocols[i];

		count += protocol->n_definitions;
		for (size_t j = 0; j < protocol->n_programs; j++)
			count += protocol->programs[j].n_messages;
	}
	return count;
}

bool protocols_check(struct ab_arena *arena, const struct terms *terms, const bool *is_wanted,
		     struct report *report, bool is_said, struct ab_error *error)
{
	struct ab_record *current = ab_record_new(arena);
	struct ab_findings findings = {0};

	if (!ab_record_take_protocols(current, terms->policy, is_wanted, error))
		return false;
	ab_compare_protocols(arena, terms->record, current, terms->policy, NULL, &findings);
	for (size_t i = 0; i < findings.count; i++) {
		const struct ab_finding *finding = &findings.items[i];
		const struct ab_location now = protocols_now(finding),
					 then = report_then(finding, terms->policy, terms->record);

		if (finding->severity == AB_SILENT)
			continue;
		report_add(report, finding, now, then);
		if (is_said)
			say_finding(arena, finding, now, then, true);
	}
	return true;
}
