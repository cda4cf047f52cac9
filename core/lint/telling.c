/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telling.c - what is new to a record, and findings about it: what they weigh, waivers. */
#include "linting.h"

#include <stdarg.h>

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

bool ab_lint_is_new_enumerator(const struct ab_linting *lint, const char *name)
{
	return !lint->promised || (!ab_record_find_enumerator(lint->promised, name, NULL) &&
				   !has_name(lint->promised, AB_ENUMERATOR, name));
}

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

bool ab_lint_is_new(const struct ab_linting *lint, const struct ab_entity *entity)
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
