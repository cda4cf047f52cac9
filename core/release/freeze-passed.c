/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-passed.c - what is not as promised in the release that is frozen, and
 * was let pass: by a waiver, a severity, a promise that is weaker.
 *
 * A record describes a release that was.  What the headers no longer have leaves it; what
 * they have otherwise is taken out and taken over again as it is now, as old as it was.
 */
#include "compare/comparison.h"
#include "freeze.h"

#include <string.h>

struct passing {
	const struct ab_freeze *freeze;
	struct ab_arena *arena;
	struct ab_entity **items; /* of the frozen record, not as they were */
	size_t count, capacity;
};

/* ---- what it is now ---- */

/* What became of it, NULL: it is gone.  Of current, whose entities are the frozen record's now. */
static struct ab_entity *now_of(const struct passing *passing, const struct ab_entity *then)
{
	const struct ab_freeze *freeze = passing->freeze;
	const struct ab_entity *now;

	if (!ab_kind_is_type(then->kind))
		return ab_record_find(freeze->current, then->kind, then->name);
	now = ab_counterpart(freeze->frozen, then, freeze->current);
	if (!now && then->tag)
		now = ab_record_find_tag(freeze->current, then->tag);
	return now ? ab_record_find(freeze->current, now->kind, now->name) : NULL;
}

/* ---- what is not as promised ---- */

struct ab_policy *ab_strict_policy(struct ab_arena *arena, const struct ab_policy *policy)
{
	struct ab_policy *strict = AB_NEW(arena, struct ab_policy);

	*strict = *policy;
	memset(strict->has_severity, 0, sizeof strict->has_severity);
	strict->surfaces = AB_NEW_ARRAY(arena, struct ab_surface, policy->n_surfaces);
	for (unsigned i = 0; i < policy->n_surfaces; i++) {
		strict->surfaces[i] = policy->surfaces[i];
		strict->surfaces[i].promise = AB_PROMISE_FOREVER;
	}
	/* which headers are given up says what this release has to show */
	strict->waivers = AB_NEW_ARRAY(arena, struct ab_waiver, policy->n_waivers);
	strict->n_waivers = 0;
	for (unsigned i = 0; i < policy->n_waivers; i++)
		if (policy->waivers[i].rule == AB_HEADER_REMOVED)
			strict->waivers[strict->n_waivers++] = policy->waivers[i];
	return strict;
}

/* Compares by a policy; findings: for no use but the comparison's. */
static bool compare(const struct passing *passing, const struct ab_policy *policy,
		    struct ab_findings *findings, struct ab_comparison *cmp)
{
	*cmp = (struct ab_comparison){
	    .arena = passing->arena,
	    .promised = passing->freeze->frozen,
	    .current = passing->freeze->current,
	    .policy = policy,
	    .findings = findings,
	};
	if (!ab_comparison_start(cmp))
		return false;
	ab_compare_declarations(cmp);
	return true;
}

static bool is_passing(const struct passing *passing, const struct ab_entity *then)
{
	for (size_t i = 0; i < passing->count; i++)
		if (passing->items[i] == then)
			return true;
	return false;
}

static void add(struct passing *passing, struct ab_entity *then)
{
	if (is_passing(passing, then))
		return;
	passing->items =
	    AB_GROW(passing->arena, passing->items, passing->count, &passing->capacity);
	passing->items[passing->count++] = then;
}

/* Whether a macro may be there, in a header that was not seen, beside the enumerator that was. */
static bool may_be_beside(const struct ab_comparison *strict, const struct ab_entity *then)
{
	struct ab_int value;
	ab_place place;

	return then->kind == AB_MACRO && then->header &&
	       !ab_record_find_header(strict->current, then->header) &&
	       ab_find_constant_now(strict, then->name, &value, &place);
}

static void add_broken(struct passing *passing, const struct ab_comparison *strict)
{
	for (size_t i = 0; i < strict->n_broken; i++) {
		const struct ab_entity *broken = strict->broken[i].promised;
		struct ab_entity *then =
		    ab_record_find(passing->freeze->frozen, broken->kind, broken->name);

		if (then == broken && !may_be_beside(strict, broken))
			add(passing, then);
	}
}

/* ---- headers ---- */

static bool is_anywhere(const struct ab_record *record, const char *name)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		if (ab_record_find(record, (enum ab_kind)kind, name))
			return true;
	return false;
}

static void add_all_of(struct passing *passing, const char *header)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &passing->freeze->frozen->of[kind];

		for (size_t i = 0; i < of->count; i++)
			if (of->items[i]->header && strcmp(of->items[i]->header, header) == 0 &&
			    !is_anywhere(passing->freeze->current, of->items[i]->name))
				add(passing, of->items[i]);
	}
}

/* Those that are gone leave the record, with what they alone declared. */
static void drop_headers(struct passing *passing, const struct ab_comparison *strict)
{
	const struct ab_freeze *freeze = passing->freeze;
	struct ab_record *frozen = freeze->frozen;
	size_t n = 0;

	for (size_t i = 0; i < frozen->n_headers; i++) {
		const struct ab_header *header = &frozen->headers[i];
		const bool is_given_up =
		    ab_policy_gives_up(freeze->policy, header->name, strict->waiver_release) &&
		    !ab_has_header(freeze->current, header->name);

		if (!is_given_up && !ab_index_find(&strict->gone_headers, 0, header->name)) {
			frozen->headers[n++] = *header;
			continue;
		}
		if (is_given_up)
			ab_record_note_passed(frozen, ab_rule_info(AB_HEADER_REMOVED)->id,
					      header->name, freeze->release);
		add_all_of(passing, header->name);
	}
	frozen->n_headers = n;
}

/* ---- what is spelled with it ---- */

static bool is_named_alike(const struct ab_entity *then, const struct ab_entity *now)
{
	return now && now->is_tag_only == then->is_tag_only && strcmp(now->name, then->name) == 0;
}

static bool is_named_by(const struct ab_type *type, const struct ab_entity *then)
{
	if (!type->name)
		return false;
	if (type->kind == AB_TYPE_TYPEDEF)
		return !then->is_tag_only && strcmp(type->name, then->name) == 0;
	return then->is_tag_only && strcmp(type->name, then->tag) == 0;
}

static bool body_mentions(const struct ab_aggregate *body, const struct ab_entity *then);

static bool mentions(const struct ab_type *type, const struct ab_entity *then)
{
	if (!type)
		return false;
	for (unsigned i = 0; i < type->n_params; i++)
		if (mentions(type->params[i].type, then))
			return true;
	return is_named_by(type, then) || mentions(type->of, then) ||
	       body_mentions(type->body, then);
}

static bool body_mentions(const struct ab_aggregate *body, const struct ab_entity *then)
{
	for (unsigned i = 0; body && i < body->n_fields; i++)
		if (mentions(body->fields[i].type, then))
			return true;
	return false;
}

/* What is as promised, but spelled with a name that goes, is taken over in its new spelling. */
static void add_mentions(struct passing *passing, const struct ab_entity *then)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &passing->freeze->frozen->of[kind];

		for (size_t i = 0; i < of->count; i++)
			if ((mentions(of->items[i]->type, then) ||
			     body_mentions(of->items[i]->body, then)) &&
			    now_of(passing, of->items[i]))
				add(passing, of->items[i]);
	}
}

/* ---- as old as it was ---- */

static const char *older_of(const char *a, const char *b)
{
	return !a || (b && ab_release_compare(b, a) < 0) ? b : a;
}

/* A member by name, in unnamed members, too. */
static const struct ab_field *find_field(const struct ab_aggregate *body, const char *name)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *field = &body->fields[i];
		const struct ab_aggregate *inner = field->name ? NULL : field->type->body;
		const struct ab_field *found = inner ? find_field(inner, name) : NULL;

		if (field->name && strcmp(field->name, name) == 0)
			return field;
		if (found)
			return found;
	}
	return NULL;
}

/* whole: all that the promised type has for members. */
static void date_fields(const struct ab_freeze *freeze, const struct ab_aggregate *whole,
			const struct ab_aggregate *now)
{
	for (unsigned i = 0; i < now->n_fields; i++) {
		struct ab_field *field = &now->fields[i];
		const struct ab_field *old = field->name ? find_field(whole, field->name) : NULL;
		const struct ab_aggregate *inner = ab_type_body(field->type);

		if (field->name)
			field->since = old ? old->since : freeze->release;
		if (!inner)
			continue;
		if (!field->name)
			date_fields(freeze, whole, inner);
		else if (old && ab_type_body(old->type))
			date_fields(freeze, ab_type_body(old->type), inner);
	}
}

static void date_enumerators(const struct ab_freeze *freeze, const struct ab_entity *then,
			     const struct ab_entity *now)
{
	for (unsigned i = 0; i < now->n_enumerators; i++) {
		struct ab_enumerator *one = &now->enumerators[i];
		const char *since = freeze->release;

		for (unsigned j = 0; j < then->n_enumerators; j++)
			if (strcmp(then->enumerators[j].name, one->name) == 0)
				since = then->enumerators[j].since ? then->enumerators[j].since
								   : then->since;
		one->since = older_of(one->since, since);
	}
}

static const struct ab_aggregate *body_of(const struct ab_entity *entity)
{
	return entity->body ? entity->body : entity->type ? ab_type_body(entity->type) : NULL;
}

static void carry_over(const struct ab_freeze *freeze, const struct ab_entity *then,
		       struct ab_entity *now)
{
	now->since = older_of(now->since, then->since);
	if (body_of(then) && body_of(now))
		date_fields(freeze, body_of(then), body_of(now));
	date_enumerators(freeze, then, now);
	now->symbols = then->symbols;
	now->n_symbols = then->n_symbols;
}

static void make_older(const char **since, const char *than)
{
	*since = older_of(*since, than);
}

/* What a name is that was something else, and is new as that, is as old as it was. */
static void hand_over(const struct ab_freeze *freeze, const char *name, const char *since)
{
	struct ab_enumerator *const one = ab_record_find_enumerator(freeze->current, name, NULL);

	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		struct ab_entity *const now =
		    ab_record_find(freeze->current, (enum ab_kind)kind, name);

		if (now && !ab_record_find(freeze->frozen, (enum ab_kind)kind, name))
			make_older(&now->since, since);
	}
	if (one && !ab_record_find_enumerator(freeze->frozen, name, NULL))
		make_older(&one->since, since);
}

/* An enumerator may be a macro by now, or one of another enum. */
static void hand_over_enumerators(const struct ab_freeze *freeze, const struct ab_entity *then)
{
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const struct ab_enumerator *const one = &then->enumerators[i];

		hand_over(freeze, one->name, one->since ? one->since : then->since);
	}
}

static void renew(const struct passing *passing, struct ab_entity *then)
{
	struct ab_record *frozen = passing->freeze->frozen;
	struct ab_entity *now = now_of(passing, then);

	/* another that is frozen already may be what it has become */
	if (now && (now->kind == then->kind || !ab_record_find(frozen, now->kind, now->name))) {
		const struct ab_symbol *const symbols = now->symbols;
		const unsigned n_symbols = now->n_symbols;

		carry_over(passing->freeze, then, now);
		ab_freeze_symbols(passing->freeze, &now->symbols, &now->n_symbols, symbols,
				  n_symbols);
	}
	ab_record_remove(frozen, then);
	if (!now)
		hand_over(passing->freeze, then->name, then->since);
	hand_over_enumerators(passing->freeze, then);
}

void ab_freeze_passed(const struct ab_freeze *freeze)
{
	struct passing passing = {.freeze = freeze, .arena = freeze->frozen->arena};
	struct ab_findings findings = {0}, all = {0};
	struct ab_comparison cmp, strict;
	size_t n_broken;

	if (!compare(&passing, freeze->policy, &findings, &cmp) ||
	    !compare(&passing, ab_strict_policy(passing.arena, freeze->policy), &all, &strict))
		return;
	ab_note_passed(&cmp, freeze->frozen, freeze->release);
	add_broken(&passing, &strict);
	drop_headers(&passing, &strict);
	n_broken = passing.count;
	for (size_t i = 0; i < n_broken; i++)
		if (ab_kind_is_type(passing.items[i]->kind) &&
		    !is_named_alike(passing.items[i], now_of(&passing, passing.items[i])))
			add_mentions(&passing, passing.items[i]);
	for (size_t i = 0; i < passing.count; i++)
		renew(&passing, passing.items[i]);
}
