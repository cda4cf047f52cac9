/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waiver-check.c - waivers that are past, or match nothing where all was seen that they could be for. */
#include "comparison.h"

#include <string.h>

#include "abiding/protocol.h"

/* Whether the waiver is for what is new: ab_lint() knows whether it matches. */
static bool is_for_lint(const struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	return ab_rule_info(waiver->rule)->sort == AB_RULE_LINT ||
	       (waiver->rule == AB_SENTINEL_NOT_LAST &&
		ab_record_find(cmp->current, AB_ENUM, waiver->entity) &&
		!ab_record_find(cmp->promised, AB_ENUM, waiver->entity));
}

static bool has_version_script(const struct ab_policy *policy)
{
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		if (policy->surfaces[i].n_symbols)
			return true;
	return false;
}

/* Whether it is for a variable whose size only the linked library knows. */
static bool is_for_library_size(const struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	const struct ab_entities *variables = &cmp->promised->of[AB_VARIABLE];

	for (size_t i = 0; waiver->rule == AB_VARIABLE_TYPE_CHANGED && i < variables->count; i++)
		if (variables->items[i]->library_size.known &&
		    ab_pattern_matches(waiver->entity, variables->items[i]->name))
			return true;
	return false;
}

/*
 * Whether it is for what is seen elsewhere: symbols and sizes in the linked library, a
 * header that is gone, and its declarations kept, on the include path, an entry
 * that does not compile by itself.
 */
static bool is_for_elsewhere(const struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	if (ab_rule_info(waiver->rule)->on == AB_RULE_ON_SYMBOLS)
		return waiver->rule == AB_SONAME_CHANGED || !has_version_script(cmp->policy);
	if (waiver->rule == AB_ENTRY_NOT_ALONE || is_for_library_size(cmp, waiver))
		return true;
	if (waiver->rule != AB_HEADER_REMOVED)
		return false;
	if (!ab_is_pattern(waiver->entity))
		return ab_record_find_header(cmp->promised, waiver->entity) &&
		       !ab_record_has_header(cmp->current, waiver->entity);
	for (size_t i = 0; i < cmp->promised->n_headers; i++) {
		const char *name = cmp->promised->headers[i].name;

		if (ab_pattern_matches(waiver->entity, name) &&
		    !ab_record_has_header(cmp->current, name))
			return true;
	}
	return false;
}

/* Whether the waiver is for the entity, or for a member of it. */
static bool is_about(struct ab_comparison *cmp, const struct ab_waiver *waiver,
		     const struct ab_entity *entity)
{
	const size_t length = strcspn(waiver->entity, ".");

	if (ab_pattern_matches(waiver->entity, entity->name) ||
	    (waiver->entity[length] &&
	     ab_pattern_matches(ab_strndup(cmp->arena, waiver->entity, length), entity->name)))
		return true;
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		if (ab_pattern_matches(waiver->entity, entity->enumerators[i].name))
			return true;
	return false;
}

/* Whether it has stayed what it was, in the header that it was in. */
static bool is_where_it_was(const struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_find_same(cmp, then);

	return now && (!then->header || !now->header || strcmp(then->header, now->header) == 0);
}

static unsigned count_entries(const struct ab_policy *policy)
{
	unsigned n = 0;

	for (unsigned i = 0; i < policy->n_surfaces; i++)
		n += policy->surfaces[i].n_entries;
	return n;
}

/*
 * Whether an entry by itself may lack what the waiver is for: something that moved to another
 * header, or a header that one of several entries no longer brings.  All entries together
 * have it still.
 */
static bool is_for_one_entry(struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	if (count_entries(cmp->policy) < 2)
		return false;
	if (waiver->rule == AB_HEADER_REMOVED) {
		for (size_t i = 0; i < cmp->promised->n_headers; i++)
			if (!cmp->promised->headers[i].is_entry &&
			    ab_pattern_matches(waiver->entity, cmp->promised->headers[i].name))
				return true;
		return false;
	}
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &cmp->promised->of[kind];

		for (size_t i = 0; i < of->count; i++)
			if (is_about(cmp, waiver, of->items[i]) &&
			    !is_where_it_was(cmp, of->items[i]))
				return true;
	}
	return false;
}

/* Headers older than the record have not broken yet what a later release broke. */
static bool is_before_record(const struct ab_comparison *cmp)
{
	return cmp->release && cmp->promised->release &&
	       ab_release_compare(cmp->release, cmp->promised->release) < 0;
}

static bool is_of_protocols(enum ab_rule rule)
{
	return ab_rule_info(rule)->on == AB_RULE_ON_WIRE;
}

/*
 * Whether all is there that a waiver of that rule could be for.  Of two records,
 * either may have been frozen when what it is for had passed already.
 */
static bool is_complete_for(const struct ab_comparison *cmp, enum ab_rule rule)
{
	if (cmp->current->file || is_before_record(cmp))
		return false;
	if (!is_of_protocols(rule))
		return ab_sees_all(cmp->policy, cmp->current);
	for (unsigned i = 0; i < cmp->policy->n_protocols; i++)
		if (!ab_record_find_protocol(cmp->current, cmp->policy->protocols[i].name))
			return false;
	return true;
}

static bool is_past(const struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	return waiver->until && cmp->waiver_release &&
	       ab_release_compare(cmp->waiver_release, waiver->until) > 0;
}

/* What is wrong with a waiver, one sentence; NULL: nothing that can be told here. */
static const char *fault_of(struct ab_comparison *cmp, unsigned i)
{
	const struct ab_waiver *waiver = &cmp->policy->waivers[i];
	const struct waiver_use *uses = &cmp->waiver_uses[i];
	const char *which = ab_printf(cmp->arena, "the waiver of %s for '%s'",
				      ab_rule_info(waiver->rule)->id, waiver->entity);

	if (is_past(cmp, waiver))
		return ab_printf(cmp->arena, "%s ended with release %s", which, waiver->until);
	if (uses->other_model && !uses->is_layout_kept && !is_before_record(cmp))
		return ab_printf(cmp->arena,
				 "%s states a layout that the headers no longer have: it is now "
				 "'%s: %llu'",
				 which, uses->other_model,
				 (unsigned long long)uses->other_size_bytes);
	if (uses->is_used || ab_had_its_use(cmp, waiver) || is_for_lint(cmp, waiver) ||
	    is_for_elsewhere(cmp, waiver) || !is_complete_for(cmp, waiver->rule) ||
	    is_for_one_entry(cmp, waiver))
		return NULL;
	return ab_printf(cmp->arena, "%s matches nothing", which);
}

static void check_waiver(struct ab_comparison *cmp, unsigned i)
{
	const char *fault = fault_of(cmp, i);

	if (fault)
		ab_say_of_gate(cmp, AB_WAIVER_INVALID, fault)->then = cmp->policy->waivers[i].place;
}

void ab_check_waivers(struct ab_comparison *cmp)
{
	for (unsigned i = 0; i < cmp->policy->n_waivers; i++)
		if (!is_of_protocols(cmp->policy->waivers[i].rule) || cmp->current->n_protocols ||
		    !cmp->policy->n_protocols)
			check_waiver(cmp, i);
}

void ab_check_protocol_waivers(struct ab_comparison *cmp)
{
	for (unsigned i = 0; i < cmp->policy->n_waivers; i++)
		if (is_of_protocols(cmp->policy->waivers[i].rule))
			check_waiver(cmp, i);
}
