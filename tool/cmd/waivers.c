/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * waivers.c - waivers that are of no use, as only entries compiled by themselves show:
 * of an entry that does not compile, of a header that one of several entries no longer
 * brings.  Of all others the plugin knows (core/compare/waiver-check.c).
 */
#include "tool.h"

#include <string.h>

#include "abiding/brought.h"

struct look {
	struct ab_arena *arena;
	const struct ab_record *record;
	const struct ab_policy *policy;
	const struct alone *alone; /* n of them */
	size_t n;
	const struct ab_brought *brought;
	const struct report *report; /* of the plugin */
};

/* Whether the plugin has told what is wrong with it. */
static bool is_told(const struct look *look, const struct ab_waiver *waiver)
{
	for (size_t i = 0; i < look->report->count; i++)
		if (look->report->items[i].finding.rule == AB_WAIVER_INVALID &&
		    look->report->items[i].then.line == ab_place_line(waiver->place))
			return true;
	return false;
}

/* Whether it was of use when a release was frozen. */
static bool had_its_use(const struct look *look, const struct ab_waiver *waiver)
{
	for (size_t i = 0; i < look->record->n_passed; i++) {
		const struct ab_passed *passed = &look->record->passed[i];

		if (ab_rule_find(passed->rule) == waiver->rule &&
		    ab_pattern_matches(waiver->entity, passed->entity))
			return true;
	}
	return false;
}

static const struct alone *find_alone(const struct look *look, const char *entry)
{
	for (size_t i = 0; i < look->n; i++)
		if (ab_header_is_same(look->alone[i].include.name, entry))
			return &look->alone[i];
	return NULL;
}

/* Of an entry that does not compile by itself. */
static bool lets_an_entry_fail(const struct look *look, const struct ab_waiver *waiver)
{
	for (size_t i = 0; i < look->record->n_headers; i++) {
		const char *name = look->record->headers[i].name;
		const struct alone *alone = find_alone(look, name);

		if (alone && alone->is_dependent && ab_pattern_matches(waiver->entity, name))
			return true;
	}
	return false;
}

/* Whether each of a header's bringers has read it; none: another finding's matter. */
static bool do_all_bring(const struct look *look, const char *header)
{
	const struct ab_bringers bringers = ab_bringers_of(look->brought, header);

	for (unsigned i = 0; i < bringers.n; i++) {
		const struct alone *alone = find_alone(look, bringers.entries[i]);
		struct words read;

		if (!alone)
			return false;
		read = sources_read_dependencies(look->arena, alone->dependencies);
		if (!sources_has_read_header(&read, header))
			return false;
	}
	return bringers.n > 0;
}

/* Of a header that is there; where one is not, or none matches, the plugin tells. */
static bool lets_a_header_go(const struct look *look, const struct ab_waiver *waiver)
{
	bool is_about_others = false;

	for (size_t i = 0; i < look->record->n_headers; i++) {
		const struct ab_header *header = &look->record->headers[i];

		if (!ab_pattern_matches(waiver->entity, header->name))
			continue;
		if (!do_all_bring(look, header->name))
			return true;
		is_about_others |= !header->is_entry;
	}
	return !is_about_others;
}

static bool is_idle(const struct look *look, const struct ab_waiver *waiver)
{
	if (is_told(look, waiver) || had_its_use(look, waiver))
		return false;
	return (waiver->rule == AB_ENTRY_NOT_ALONE && !lets_an_entry_fail(look, waiver)) ||
	       (waiver->rule == AB_HEADER_REMOVED && look->n > 1 &&
		!lets_a_header_go(look, waiver));
}

void waivers_add_findings(struct ab_arena *arena, const struct alone *alone, size_t n,
			  const struct ab_record *record, const struct ab_policy *policy,
			  const struct report *report, bool is_strict, struct ab_findings *findings)
{
	const enum ab_severity severity =
	    is_strict ? AB_ERROR : ab_policy_severity(policy, NULL, AB_WAIVER_INVALID);
	const struct look look = {
	    arena, record, policy, alone, n, ab_brought_new(arena, record, policy), report};

	for (unsigned i = 0; severity != AB_SILENT && i < policy->n_waivers; i++) {
		const struct ab_waiver *waiver = &policy->waivers[i];
		struct ab_finding *finding;

		if (!is_idle(&look, waiver))
			continue;
		finding = ab_findings_add(arena, findings, AB_WAIVER_INVALID);
		finding->severity = severity;
		finding->message = ab_printf(arena, "the waiver of %s for '%s' matches nothing",
					     ab_rule_info(waiver->rule)->id, waiver->entity);
		finding->then = waiver->place;
	}
}
