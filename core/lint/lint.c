/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint.c - the order of the lints, and the one that needs nothing else: since.
 */
#include "linting.h"

#include "compare/comparison.h"

static bool has_new_enumerator(const struct ab_linting *lint, const struct ab_entity *entity)
{
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		if (ab_lint_is_new_enumerator(lint, entity->enumerators[i].name))
			return true;
	return false;
}

/* ---- since ---- */

static void lint_since(struct ab_linting *lint, const struct ab_entity *entity)
{
	/* of functions, comments beside their definitions may tell */
	if (!lint->policy->is_since_in_comments || entity->since || entity->is_text_unknown ||
	    entity->kind == AB_FUNCTION)
		return;
	ab_lint_say(lint, AB_SINCE_MISSING, entity, NULL,
		    entity->typedef_place ? entity->typedef_place : entity->place,
		    "the comment of '%s' does not say since which release it is there",
		    entity->name);
}

static bool has_own_since(const struct ab_entity *entity)
{
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		if (entity->enumerators[i].since)
			return true;
	return false;
}

/* In a new enum they may rely on its own comment, unless one of them does not. */
static void lint_since_of_enumerators(struct ab_linting *lint, const struct ab_entity *entity,
				      bool is_enum_new)
{
	const struct ab_enumerator *first = NULL;
	unsigned more = 0;
	struct ab_finding *finding;

	if (!lint->policy->is_since_in_comments || entity->is_text_unknown ||
	    (is_enum_new && !has_own_since(entity)))
		return;
	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		const struct ab_enumerator *one = &entity->enumerators[i];

		if (one->since || !one->initialiser || !ab_lint_is_new_enumerator(lint, one->name))
			continue;
		more += first != NULL;
		first = first ? first : one;
	}
	if (!first)
		return;
	finding = ab_lint_say(lint, AB_SINCE_MISSING, entity, first->name, first->place,
			      "the comment of '%s' does not say since which release it is there",
			      first->name);
	if (more)
		finding->consequence =
		    ab_printf(lint->arena, "the same goes for %u more of '%s'", more, entity->name);
}

/* ---- the whole ---- */

static void lint_entity(struct ab_linting *lint, const struct ab_entity *entity)
{
	const bool is_entity_new = ab_lint_is_new(lint, entity);

	if (is_entity_new) {
		ab_lint_name(lint, entity);
		ab_lint_tag(lint, entity);
		ab_lint_mentions(lint, entity);
		lint_since(lint, entity);
	}
	if (entity->kind != AB_ENUM || !has_new_enumerator(lint, entity))
		return;
	if (is_entity_new)
		ab_lint_enum(lint, entity);
	ab_lint_enumerator_names(lint, entity);
	ab_lint_duplicates(lint, entity);
	lint_since_of_enumerators(lint, entity, is_entity_new);
}

static void check_waivers(struct ab_linting *lint)
{
	for (unsigned i = 0; i < lint->policy->n_waivers; i++) {
		const struct ab_waiver *waiver = &lint->policy->waivers[i];
		struct ab_finding *finding;

		if (ab_rule_info(waiver->rule)->sort != AB_RULE_LINT || lint->is_waiver_used[i] ||
		    ab_policy_severity(lint->policy, NULL, AB_WAIVER_INVALID) == AB_SILENT ||
		    (waiver->until && lint->waiver_release &&
		     ab_release_compare(lint->waiver_release, waiver->until) > 0))
			continue;
		finding = ab_findings_add(lint->arena, lint->findings, AB_WAIVER_INVALID);
		finding->severity = ab_policy_severity(lint->policy, NULL, AB_WAIVER_INVALID);
		finding->message =
		    ab_printf(lint->arena, "the waiver of %s for '%s' matches nothing",
			      ab_rule_info(waiver->rule)->id, waiver->entity);
		finding->then = waiver->place;
	}
}

void ab_lint(struct ab_arena *arena, const struct ab_record *promised,
	     const struct ab_record *current, const struct ab_policy *policy,
	     struct ab_findings *findings)
{
	struct ab_linting lint = {
	    .arena = arena,
	    .promised = promised,
	    .current = current,
	    .policy = policy,
	    .findings = findings,
	};
	const char *release;

	if (promised && ab_changed_switch(policy, promised, current))
		return;
	lint.is_waiver_used = AB_NEW_ARRAY(arena, bool, policy->n_waivers);
	release = ab_release_at_hand(arena, policy, current);
	lint.waiver_release = ab_waiver_release(release, promised);
	if (promised)
		lint.promised = ab_record_as_of(arena, promised, release);
	lint.is_guard_defined =
	    !policy->sentinel_guard || ab_is_macro_defined(current, policy->sentinel_guard);
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < current->of[kind].count; i++)
			lint_entity(&lint, current->of[kind].items[i]);
	if (ab_sees_all(policy, current))
		check_waivers(&lint);
}
