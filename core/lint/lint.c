/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint.c - the way of the lints: what is new, what a finding weighs, waivers;
 * and the one lint that needs nothing else: since.
 */
#include "linting.h"

#include <stdarg.h>
#include <string.h>

#include "compare/comparison.h"

/* ---- what is new ---- */

static bool has_one_of(const struct ab_record *record, const enum ab_kind *kinds, size_t n,
		       const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (ab_record_find(record, kinds[i], name))
			return true;
	return false;
}

/* A constant may turn from a macro into an enumerator, a typedef name a struct by now. */
static bool has_name(const struct ab_record *record, enum ab_kind kind, const char *name)
{
	static const enum ab_kind types[] = {AB_STRUCT, AB_UNION, AB_ENUM, AB_TYPEDEF};
	static const enum ab_kind values[] = {AB_FUNCTION, AB_VARIABLE, AB_ENUMERATOR, AB_MACRO,
					      AB_FUNCTION_MACRO};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (kind == types[i])
			return has_one_of(record, types, sizeof types / sizeof *types, name);
	return has_one_of(record, values, sizeof values / sizeof *values, name) ||
	       ab_record_find_enumerator(record, name, NULL);
}

static bool is_new(const struct ab_linting *lint, const struct ab_entity *entity)
{
	/* older records have no macros without a body */
	if (entity->kind == AB_MACRO && entity->value.kind == AB_VALUE_NONE && entity->text &&
	    !*entity->text)
		return false;
	return !lint->promised ||
	       (!ab_record_find(lint->promised, entity->kind, entity->name) &&
		!has_name(lint->promised, entity->kind, entity->name) &&
		!(entity->tag && ab_record_find_tag(lint->promised, entity->tag)));
}

bool ab_lint_is_new_enumerator(const struct ab_linting *lint, const char *name)
{
	return !lint->promised || (!ab_record_find_enumerator(lint->promised, name, NULL) &&
				   !has_name(lint->promised, AB_ENUMERATOR, name));
}

static bool has_new_enumerator(const struct ab_linting *lint, const struct ab_entity *entity)
{
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		if (ab_lint_is_new_enumerator(lint, entity->enumerators[i].name))
			return true;
	return false;
}

/* ---- findings ---- */

static enum ab_severity severity_of(const struct ab_linting *lint, enum ab_rule rule,
				    const struct ab_entity *entity)
{
	const char *logical;
	const struct ab_surface *surface =
	    entity->header ? ab_policy_surface(lint->policy, entity->header, &logical) : NULL;
	enum ab_severity severity;

	if (!surface)
		return AB_SILENT;
	severity = ab_policy_severity(lint->policy, surface, rule);
	/* what breaks a promise elsewhere breaks none here */
	if (!lint->policy->has_severity[rule] && severity > AB_WARNING)
		severity = AB_WARNING;
	return severity;
}

static bool is_waived(struct ab_linting *lint, enum ab_rule rule, const struct ab_entity *entity,
		      const char *member)
{
	const struct ab_waiver *waiver =
	    ab_policy_waiver(lint->policy, rule, entity->name, member, lint->waiver_release);

	if (waiver)
		lint->is_waiver_used[waiver - lint->policy->waivers] = true;
	return waiver != NULL;
}

struct ab_finding *ab_lint_say(struct ab_linting *lint, enum ab_rule rule,
			       const struct ab_entity *entity, const char *member, ab_place now,
			       const char *format, ...)
{
	const enum ab_severity severity = severity_of(lint, rule, entity);
	struct ab_finding *finding = &lint->unsaid;
	va_list args;

	if (severity != AB_SILENT && !is_waived(lint, rule, entity, member))
		finding = ab_findings_add(lint->arena, lint->findings, rule);
	finding->severity = severity;
	finding->entity = entity->name;
	finding->member = member;
	finding->now = now;
	finding->header = entity->header;
	va_start(args, format);
	finding->message = ab_vprintf(lint->arena, format, args);
	va_end(args);
	return finding;
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
	const bool is_entity_new = is_new(lint, entity);

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

		if (!ab_rule_is_lint(waiver->rule) || lint->is_waiver_used[i] ||
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

	if (promised && ab_changed_switch(policy, promised, current))
		return;
	lint.is_waiver_used = AB_NEW_ARRAY(arena, bool, policy->n_waivers);
	lint.waiver_release =
	    ab_waiver_release(ab_release_at_hand(arena, policy, current), promised);
	lint.is_guard_defined =
	    !policy->sentinel_guard || ab_is_macro_defined(current, policy->sentinel_guard);
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < current->of[kind].count; i++)
			lint_entity(&lint, current->of[kind].items[i]);
	if (ab_sees_all(policy, current))
		check_waivers(&lint);
}
