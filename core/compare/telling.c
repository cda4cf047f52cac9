/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telling.c - findings: what each weighs, and what has been said already. */
#include "comparison.h"

#include <stdarg.h>

static void know_member(struct ab_comparison *cmp, const char *name, const char *since)
{
	bool is_new;
	struct ab_index_entry *entry =
	    ab_index_enter(cmp->arena, &cmp->members_said, 0, name, &is_new);

	if (is_new)
		entry->of = (void *)since;
}

/* Findings about members of one entity come together: its members are gone through once. */
static const char *member_since(struct ab_comparison *cmp, const struct ab_entity *entity,
				const char *member)
{
	const struct ab_index_entry *found;

	if (!member || (!entity->n_enumerators && !entity->body))
		return NULL;
	if (cmp->last_said != entity) {
		cmp->last_said = entity;
		cmp->members_said = (struct ab_index){NULL, 0, 0};
		for (unsigned i = 0; i < entity->n_enumerators; i++)
			know_member(cmp, entity->enumerators[i].name, entity->enumerators[i].since);
		for (unsigned i = 0; entity->body && i < entity->body->n_fields; i++)
			if (entity->body->fields[i].name)
				know_member(cmp, entity->body->fields[i].name,
					    entity->body->fields[i].since);
	}
	found = ab_index_find(&cmp->members_said, 0, member);
	return found ? found->of : NULL;
}

static struct ab_finding *say(struct ab_comparison *cmp, enum ab_severity severity,
			      enum ab_rule rule, const struct ab_entity *promised,
			      const char *member, ab_place now, const char *message)
{
	struct ab_finding *finding = &cmp->unsaid;
	const char *since = member_since(cmp, promised, member);

	if (severity != AB_SILENT)
		finding = ab_findings_add(cmp->arena, cmp->findings, rule);
	if (cmp->said < severity)
		cmp->said = severity;
	finding->severity = severity;
	finding->entity = promised->name;
	finding->member = member;
	finding->since = since ? since : promised->since;
	finding->now = now;
	finding->then = promised->place;
	finding->header = promised->header;
	finding->message = message;
	return finding;
}

/* Headers older than a break that was let pass are not held to what came of it: a gap. */
static enum ab_severity unless_before_passed(struct ab_comparison *cmp, enum ab_severity severity,
					     const struct ab_entity *promised)
{
	bool is_new;

	if (severity == AB_SILENT || !ab_is_before_passed(cmp, promised))
		return severity;
	ab_index_enter_pair(cmp->arena, &cmp->before_passed_index, promised, NULL, &is_new);
	if (!is_new)
		return AB_SILENT;
	cmp->before_passed = AB_GROW(cmp->arena, cmp->before_passed, cmp->n_before_passed,
				     &cmp->before_passed_capacity);
	cmp->before_passed[cmp->n_before_passed++] = promised;
	return AB_SILENT;
}

static enum ab_severity unless_waived(struct ab_comparison *cmp, enum ab_severity severity,
				      enum ab_rule rule, const struct ab_entity *promised,
				      const char *member)
{
	if (severity == AB_SILENT || ab_is_waived(cmp, rule, promised, member))
		return AB_SILENT;
	return unless_before_passed(cmp, severity, promised);
}

enum ab_severity ab_weight(const struct ab_comparison *cmp, const struct ab_entity *promised,
			   enum ab_rule rule)
{
	const struct ab_surface *surface = ab_surface_of(cmp, promised->header);

	return surface ? ab_policy_severity(cmp->policy, surface, rule) : AB_SILENT;
}

struct ab_finding *ab_say(struct ab_comparison *cmp, enum ab_rule rule,
			  const struct ab_entity *promised, const char *member, ab_place now,
			  const char *format, ...)
{
	enum ab_severity severity;
	const char *message;
	va_list args;

	va_start(args, format);
	message = ab_vprintf(cmp->arena, format, args);
	va_end(args);
	severity = unless_waived(cmp, ab_weight(cmp, promised, rule), rule, promised, member);
	ab_mark_broken(cmp, promised, severity);
	return say(cmp, severity, rule, promised, member, now, message);
}

struct ab_finding *ab_insist(struct ab_comparison *cmp, enum ab_rule rule,
			     const struct ab_entity *promised, const char *member, ab_place now,
			     const char *message)
{
	const enum ab_severity severity =
	    unless_before_passed(cmp, ab_weight(cmp, promised, rule), promised);

	ab_mark_broken(cmp, promised, severity);
	return say(cmp, severity, rule, promised, member, now, message);
}

struct ab_finding *ab_say_of_protocol(struct ab_comparison *cmp, enum ab_rule rule,
				      const struct ab_entity *promised, const char *member,
				      ab_place now, const char *format, ...)
{
	const struct ab_surface surface = {
	    .promise = ab_policy_protocol_promise(cmp->policy, promised->header)};
	const char *message;
	va_list args;

	va_start(args, format);
	message = ab_vprintf(cmp->arena, format, args);
	va_end(args);
	return say(cmp,
		   unless_waived(cmp, ab_policy_severity(cmp->policy, &surface, rule), rule,
				 promised, member),
		   rule, promised, member, now, message);
}

bool ab_is_unsaid(const struct ab_comparison *cmp, const struct ab_finding *finding)
{
	return finding == &cmp->unsaid;
}

void ab_remember_change(struct ab_comparison *cmp, const char *name, struct ab_int then,
			struct ab_int now, const struct ab_finding *finding)
{
	struct changed_constant *changed;

	if (ab_is_unsaid(cmp, finding))
		return;
	cmp->changed = AB_GROW(cmp->arena, cmp->changed, cmp->n_changed, &cmp->changed_capacity);
	changed = &cmp->changed[cmp->n_changed++];
	changed->name = name;
	changed->then = then;
	changed->now = now;
	changed->finding = (size_t)(finding - cmp->findings->items);
}

static struct broken *find_broken(const struct ab_comparison *cmp, const struct ab_entity *promised)
{
	const struct ab_index_entry *found =
	    ab_index_find_pair(&cmp->broken_places, promised, NULL);

	return found ? &cmp->broken[found->at] : NULL;
}

bool ab_is_broken(const struct ab_comparison *cmp, const struct ab_entity *promised,
		  enum ab_severity *said)
{
	const struct broken *broken = find_broken(cmp, promised);

	if (said)
		*said = broken ? broken->said : AB_SILENT;
	return broken != NULL;
}

bool ab_is_covered(const struct ab_comparison *cmp, const struct ab_entity *promised,
		   enum ab_rule rule)
{
	enum ab_severity said;

	return ab_is_broken(cmp, promised, &said) && said >= ab_weight(cmp, promised, rule);
}

bool ab_weighs_as(const struct ab_comparison *cmp, const struct ab_finding *finding,
		  enum ab_rule rule, const struct ab_entity *promised)
{
	return !ab_is_unsaid(cmp, finding) && finding->severity >= ab_weight(cmp, promised, rule);
}

void ab_mark_broken(struct ab_comparison *cmp, const struct ab_entity *promised,
		    enum ab_severity said)
{
	struct broken *broken = find_broken(cmp, promised);

	if (!broken) {
		cmp->broken =
		    AB_GROW(cmp->arena, cmp->broken, cmp->n_broken, &cmp->broken_capacity);
		ab_index_enter_pair(cmp->arena, &cmp->broken_places, promised, NULL, NULL)->at =
		    cmp->n_broken;
		broken = &cmp->broken[cmp->n_broken++];
		*broken = (struct broken){promised, AB_SILENT};
	}
	if (broken->said < said)
		broken->said = said;
}

struct ab_finding *ab_say_of_gate(struct ab_comparison *cmp, enum ab_rule rule, const char *message)
{
	const enum ab_severity severity = ab_policy_severity(cmp->policy, NULL, rule);
	struct ab_finding *finding = &cmp->unsaid;

	if (severity != AB_SILENT)
		finding = ab_findings_add(cmp->arena, cmp->findings, rule);
	finding->severity = severity;
	finding->message = message;
	return finding;
}
