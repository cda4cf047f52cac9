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
	struct ab_index places; /* of these */
};

/* ---- what it is now ---- */

/* What became of it, NULL: it is gone.  Of current, whose entities are the frozen record's now. */
static struct ab_entity *now_of(const struct passing *passing, const struct ab_entity *then)
{
	const struct ab_freeze *freeze = passing->freeze;
	const struct ab_entity *now;

	if (!ab_kind_is_type(then->kind))
		return ab_record_find(freeze->current, then->kind, then->name);
	now = ab_counterpart(then, freeze->current);
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
	ab_policy_know_lists(strict);
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

static void add(struct passing *passing, struct ab_entity *then)
{
	bool is_new;

	ab_index_enter_pair(passing->arena, &passing->places, then, NULL, &is_new);
	if (!is_new)
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

static void add_all_of(struct passing *passing, const struct ab_index *headers)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &passing->freeze->frozen->of[kind];

		for (size_t i = 0; i < of->count; i++)
			if (of->items[i]->header &&
			    ab_index_find(headers, 0, of->items[i]->header) &&
			    !ab_record_has_name(passing->freeze->current, of->items[i]->name))
				add(passing, of->items[i]);
	}
}

/* Those that are gone leave the record, with what they alone declared. */
static void drop_headers(struct passing *passing, const struct ab_comparison *strict)
{
	const struct ab_freeze *freeze = passing->freeze;
	struct ab_record *frozen = freeze->frozen;
	bool *is_kept = AB_NEW_ARRAY(passing->arena, bool, frozen->n_headers);
	struct ab_index dropped = {NULL, 0, 0};

	for (size_t i = 0; i < frozen->n_headers; i++) {
		const struct ab_header *header = &frozen->headers[i];
		const bool is_given_up =
		    ab_policy_gives_up(freeze->policy, header->name, strict->waiver_release) &&
		    !ab_record_has_header(freeze->current, header->name);

		is_kept[i] = !is_given_up && !ab_index_find(&strict->gone_headers, 0, header->name);
		if (is_kept[i])
			continue;
		if (is_given_up)
			ab_record_note_passed(frozen, ab_rule_info(AB_HEADER_REMOVED)->id,
					      header->name, freeze->release);
		ab_index_enter(passing->arena, &dropped, 0, header->name, NULL);
	}
	if (!dropped.count)
		return;
	ab_record_keep_headers(frozen, is_kept);
	add_all_of(passing, &dropped);
}

/* ---- what is spelled with it ---- */

static bool is_named_alike(const struct ab_entity *then, const struct ab_entity *now)
{
	return now && now->is_tag_only == then->is_tag_only && strcmp(now->name, then->name) == 0;
}

/* Names of types: of a typedef, or a tag. */
enum { SPACE_TYPEDEF, SPACE_TAG };

static bool body_mentions(const struct ab_aggregate *body, const struct ab_index *names);

static bool mentions(const struct ab_type *type, const struct ab_index *names)
{
	if (!type)
		return false;
	for (unsigned i = 0; i < type->n_params; i++)
		if (mentions(type->params[i].type, names))
			return true;
	return (type->name &&
		ab_index_find(names, type->kind == AB_TYPE_TYPEDEF ? SPACE_TYPEDEF : SPACE_TAG,
			      type->name)) ||
	       mentions(type->of, names) || body_mentions(type->body, names);
}

static bool body_mentions(const struct ab_aggregate *body, const struct ab_index *names)
{
	for (unsigned i = 0; body && i < body->n_fields; i++)
		if (mentions(body->fields[i].type, names))
			return true;
	return false;
}

/* The names that go with the types that are not as promised, unless they are called so still. */
static struct ab_index names_that_go(const struct passing *passing)
{
	struct ab_index names = {NULL, 0, 0};

	for (size_t i = 0; i < passing->count; i++) {
		const struct ab_entity *then = passing->items[i];

		if (!ab_kind_is_type(then->kind) || is_named_alike(then, now_of(passing, then)))
			continue;
		ab_index_enter(passing->arena, &names,
			       then->is_tag_only ? SPACE_TAG : SPACE_TYPEDEF,
			       then->is_tag_only ? then->tag : then->name, NULL);
	}
	return names;
}

/* What is as promised, but spelled with a name that goes, is taken over in its new spelling. */
static void add_mentions(struct passing *passing)
{
	const struct ab_index names = names_that_go(passing);

	for (unsigned kind = 0; names.count && kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &passing->freeze->frozen->of[kind];

		for (size_t i = 0; i < of->count; i++)
			if ((mentions(of->items[i]->type, &names) ||
			     body_mentions(of->items[i]->body, &names)) &&
			    now_of(passing, of->items[i]))
				add(passing, of->items[i]);
	}
}

/* ---- as old as it was ---- */

static const char *older_of(const char *a, const char *b)
{
	return !a || (b && ab_release_compare(b, a) < 0) ? b : a;
}

/* Members by name, in unnamed members, too. */
static void know_fields(const struct ab_freeze *freeze, const struct ab_aggregate *body,
			struct ab_index *fields)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *field = &body->fields[i];
		struct ab_index_entry *entry;

		if (!field->name) {
			if (field->type->body)
				know_fields(freeze, field->type->body, fields);
			continue;
		}
		entry = ab_index_enter(freeze->frozen->arena, fields, 0, field->name, NULL);
		if (!entry->of)
			entry->of = (void *)field;
	}
}

static void date_fields(const struct ab_freeze *freeze, const struct ab_aggregate *then,
			const struct ab_aggregate *now);

/* were: all that the promised type has for members. */
static void date_each(const struct ab_freeze *freeze, const struct ab_index *were,
		      const struct ab_aggregate *now)
{
	for (unsigned i = 0; i < now->n_fields; i++) {
		struct ab_field *field = &now->fields[i];
		const struct ab_index_entry *found =
		    field->name ? ab_index_find(were, 0, field->name) : NULL;
		const struct ab_field *old = found ? found->of : NULL;
		const struct ab_aggregate *inner = ab_type_body(field->type);

		if (field->name)
			field->since = old ? old->since : freeze->release;
		if (!inner)
			continue;
		if (!field->name)
			date_each(freeze, were, inner);
		else if (old && ab_type_body(old->type))
			date_fields(freeze, ab_type_body(old->type), inner);
	}
}

static void date_fields(const struct ab_freeze *freeze, const struct ab_aggregate *then,
			const struct ab_aggregate *now)
{
	struct ab_index were = {NULL, 0, 0};

	know_fields(freeze, then, &were);
	date_each(freeze, &were, now);
}

static void date_enumerators(const struct ab_freeze *freeze, const struct ab_entity *then,
			     const struct ab_entity *now)
{
	struct ab_index were = {NULL, 0, 0};

	for (unsigned i = 0; i < then->n_enumerators; i++)
		ab_index_enter(freeze->frozen->arena, &were, 0, then->enumerators[i].name, NULL)
		    ->of = &then->enumerators[i];
	for (unsigned i = 0; i < now->n_enumerators; i++) {
		struct ab_enumerator *one = &now->enumerators[i];
		const struct ab_index_entry *found = ab_index_find(&were, 0, one->name);
		const struct ab_enumerator *was = found ? found->of : NULL;
		const char *since = was && was->since ? was->since : then->since;

		one->since = older_of(one->since, was ? since : freeze->release);
	}
}

/* Of a release that was frozen without its library, the size of the type is known from before. */
static void carry_library_size(const struct ab_freeze *freeze, const struct ab_entity *then,
			       struct ab_entity *now)
{
	if (!then->type || !now->type ||
	    ab_types_compare(freeze->frozen->arena, freeze->frozen, then->type, freeze->current,
			     now->type, AB_USE_OBJECT) != AB_SAME)
		return;
	for (unsigned i = 0; i < freeze->current->n_models; i++) {
		const int model = freeze->models[i];

		if (model < 0 || now->object_size.known || now->library_size.known >> i & 1 ||
		    !(then->library_size.known >> model & 1))
			continue;
		now->library_size.known |= UINT32_C(1) << i;
		now->library_size.value[i] = then->library_size.value[model];
	}
}

static void carry_over(const struct ab_freeze *freeze, const struct ab_entity *then,
		       struct ab_entity *now)
{
	now->since = older_of(now->since, then->since);
	if (ab_entity_body(then) && ab_entity_body(now))
		date_fields(freeze, ab_entity_body(then), ab_entity_body(now));
	date_enumerators(freeze, then, now);
	carry_library_size(freeze, then, now);
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

void ab_record_freeze_passed(struct ab_record *frozen, const struct ab_record *alone,
			     const struct ab_policy *policy, const char *release)
{
	const struct ab_freeze freeze = {
	    .frozen = frozen, .current = alone, .policy = policy, .release = release};
	const struct passing passing = {.freeze = &freeze, .arena = frozen->arena};
	struct ab_findings findings = {0};
	struct ab_comparison cmp;

	if (compare(&passing, policy, &findings, &cmp))
		ab_note_passed(&cmp, frozen, release);
}

void ab_freeze_passed(const struct ab_freeze *freeze)
{
	struct passing passing = {.freeze = freeze, .arena = freeze->frozen->arena};
	struct ab_findings findings = {0}, all = {0};
	struct ab_comparison cmp, strict;

	if (!compare(&passing, freeze->policy, &findings, &cmp) ||
	    !compare(&passing, ab_strict_policy(passing.arena, freeze->policy), &all, &strict))
		return;
	ab_note_passed(&cmp, freeze->frozen, freeze->release);
	add_broken(&passing, &strict);
	drop_headers(&passing, &strict);
	add_mentions(&passing);
	for (size_t i = 0; i < passing.count; i++)
		renew(&passing, passing.items[i]);
	ab_record_sweep(freeze->frozen);
}
