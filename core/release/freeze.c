/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze.c - a release put onto a frozen record.
 *
 * What is new is taken over with its release; of what is there, only that moves
 * which a promise lets move: sentinels, values that may change, the header, an
 * underscore tag, a demand on callers that was dropped; and what was open and is said now: a
 * definition, the length of an array, a symbol, a value, another data model's layout.
 */
#include "abiding/brought.h"
#include "abiding/protocol.h"
#include "compare/comparison.h"
#include "freeze.h"
#include "abiding/index.h"

#include <string.h>

static void map_models(struct ab_freeze *freeze)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++)
		freeze->models[i] = ab_record_model(freeze->frozen, freeze->current->models[i]);
}

static void merge_texts(const struct ab_freeze *freeze, const char **to, const char *const *from)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++)
		if (freeze->models[i] >= 0 && !to[freeze->models[i]])
			to[freeze->models[i]] = from[i];
}

/* ---- enums ---- */

/* The enumerators of an enum, by name. */
static struct ab_index names_of(const struct ab_freeze *freeze, const struct ab_entity *entity)
{
	struct ab_index names = {NULL, 0, 0};

	for (unsigned i = entity->n_enumerators; i-- > 0;)
		ab_index_enter(freeze->frozen->arena, &names, 0, entity->enumerators[i].name, NULL)
		    ->of = &entity->enumerators[i];
	return names;
}

static const struct ab_enumerator *find_enumerator(const struct ab_index *names, const char *name)
{
	const struct ab_index_entry *found = ab_index_find(names, 0, name);

	return found ? found->of : NULL;
}

static bool may_grow(const struct ab_freeze *freeze, const struct ab_entity *entity,
		     const struct ab_enumerator *then, struct ab_int now)
{
	const char *sentinel = ab_sentinel_name(freeze->policy, entity);

	return (sentinel && strcmp(sentinel, then->name) == 0) ||
	       ab_policy_may_change(freeze->policy, then->name) ||
	       ab_goes_along(&freeze->growths, then->name, then->value, now, NULL);
}

/* "0.9.2" of the version node "LIBFOO_0.9.2"; NULL: it names none, or is not asked. */
static const char *release_of_node(const struct ab_freeze *freeze, const char *node)
{
	const char *text = strrchr(node, '_');

	if (!freeze->policy->is_since_in_symbols || !text || !strchr(++text, '.') ||
	    text[strspn(text, "0123456789.")])
		return NULL;
	return text;
}

/* What the oldest version of a symbol says. */
static const char *release_of_symbols(const struct ab_freeze *freeze,
				      const struct ab_symbol *symbols, unsigned n)
{
	const char *oldest = NULL;

	for (unsigned i = 0; i < n; i++) {
		const char *release = release_of_node(freeze, symbols[i].node);

		if (release && (!oldest || ab_release_compare(release, oldest) < 0))
			oldest = release;
	}
	return oldest;
}

static const char *said_since(const struct ab_freeze *freeze, const struct ab_entity *now)
{
	return now->since ? now->since : release_of_symbols(freeze, now->symbols, now->n_symbols);
}

/* Whether it was there before the release from which on the record has it. */
static bool is_older(const char *said, const char *since)
{
	return said && since && ab_release_compare(said, since) < 0;
}

/* Of a member: only what differs from the whole is kept. */
static void set_member_since(const struct ab_freeze *freeze, const struct ab_entity *entity,
			     const char **since)
{
	if (*since)
		*since = ab_since_of_new(freeze, *since);
	if (*since && entity->since && strcmp(*since, entity->since) == 0)
		*since = NULL;
}

/* One that is new in its enum: it may have been a constant before. */
static void date_enumerator(const struct ab_freeze *freeze, const struct ab_entity *entity,
			    struct ab_enumerator *one)
{
	const char *const before = ab_freeze_succeed(freeze, AB_ENUM, entity, one->name);

	one->since = ab_since_of_new(freeze, one->since);
	if (is_older(before, one->since))
		one->since = before;
	set_member_since(freeze, entity, &one->since);
}

/* In current's order; what is no longer there stays, behind the others. */
static void merge_enumerators(const struct ab_freeze *freeze, struct ab_entity *to,
			      const struct ab_entity *from)
{
	struct ab_enumerator *merged = AB_NEW_ARRAY(freeze->frozen->arena, struct ab_enumerator,
						    to->n_enumerators + from->n_enumerators);
	const struct ab_index were = names_of(freeze, to), are = names_of(freeze, from);
	unsigned n = 0;

	for (unsigned i = 0; i < from->n_enumerators; i++) {
		const struct ab_enumerator *now = &from->enumerators[i];
		const struct ab_enumerator *then = find_enumerator(&were, now->name);

		merged[n] = then ? *then : *now;
		if (!then)
			date_enumerator(freeze, to, &merged[n]);
		else if (may_grow(freeze, to, then, now->value))
			merged[n].value = now->value;
		merged[n].is_unavailable = now->is_unavailable;
		n++;
	}
	for (unsigned i = 0; i < to->n_enumerators; i++)
		if (!find_enumerator(&are, to->enumerators[i].name))
			merged[n++] = to->enumerators[i];
	to->enumerators = merged;
	to->n_enumerators = n;
	if (!to->sentinel) {
		to->sentinel = from->sentinel;
		to->has_open_sentinel = from->has_open_sentinel;
	}
	ab_record_index_enumerators(freeze->frozen, to);
}

/* ---- entities ---- */

static void move_entity(const struct ab_freeze *freeze, struct ab_entity *entity)
{
	const char *enum_type[AB_MODELS_MAX];

	memcpy(enum_type, entity->enum_type, sizeof enum_type);
	memset(entity->enum_type, 0, sizeof entity->enum_type);
	ab_move_numbers(freeze, &entity->object_size);
	ab_move_numbers(freeze, &entity->library_size);
	merge_texts(freeze, entity->enum_type, enum_type);
	if (entity->body)
		ab_move_body(freeze, entity->body);
	if (entity->type)
		ab_move_bodies_of(freeze, entity->type);
	if (entity->values)
		ab_move_values(freeze, entity);
}

static void add_entity(const struct ab_freeze *freeze, const struct ab_entity *now,
		       const char *before)
{
	struct ab_entity *added = ab_record_add(freeze->frozen, now->kind, now->name);

	if (!added)
		return;
	*added = *now;
	added->since = ab_since_of_new(freeze, said_since(freeze, now));
	if (is_older(before, added->since))
		added->since = before;
	for (unsigned i = 0; i < added->n_enumerators; i++) {
		const char **const since = &added->enumerators[i].since;

		before = ab_freeze_succeed(freeze, AB_ENUM, added, added->enumerators[i].name);
		if (before && is_older(before, *since ? *since : added->since))
			*since = before;
		set_member_since(freeze, added, since);
	}
	move_entity(freeze, added);
	if (added->tag)
		ab_record_set_tag(freeze->frozen, added, added->tag);
	if (added->kind == AB_ENUM)
		ab_record_index_enumerators(freeze->frozen, added);
}

static void take_attributes(struct ab_entity *then, const struct ab_entity *now)
{
	then->attributes = now->attributes;
	then->n_attributes = now->n_attributes;
}

/* Headers of before have none of its members. */
static void adopt_definition(const struct ab_freeze *freeze, struct ab_entity *then,
			     const struct ab_entity *now)
{
	const char *promised_type[AB_MODELS_MAX];

	memcpy(promised_type, then->enum_type, sizeof promised_type);
	then->body = now->body;
	then->is_incomplete = now->is_incomplete;
	then->enumerators = now->enumerators;
	then->n_enumerators = now->n_enumerators;
	then->sentinel = now->sentinel;
	then->has_open_sentinel = now->has_open_sentinel;
	memcpy(then->enum_type, now->enum_type, sizeof then->enum_type);
	if (then->body)
		ab_date_members(freeze, then->body);
	for (unsigned i = 0; i < then->n_enumerators; i++)
		date_enumerator(freeze, then, &then->enumerators[i]);
	move_entity(freeze, then);
	/* "enum foo : short;" had one before it had enumerators */
	for (unsigned i = 0; i < AB_MODELS_MAX; i++)
		if (promised_type[i])
			then->enum_type[i] = promised_type[i];
	ab_record_index_enumerators(freeze->frozen, then);
}

static void merge_tagged(struct ab_freeze *freeze, struct ab_entity *then,
			 const struct ab_entity *now)
{
	const bool was_opaque = then->kind == AB_ENUM ? then->is_incomplete : !then->body;
	const bool is_opaque = now->kind == AB_ENUM ? now->is_incomplete : !now->body;

	if (now->tag && (!then->tag || then->tag[0] == '_'))
		ab_record_set_tag(freeze->frozen, then, now->tag);
	if (is_opaque)
		return;
	take_attributes(then, now);
	if (was_opaque) {
		adopt_definition(freeze, then, now);
	} else if (then->kind == AB_ENUM) {
		ab_record_sweep_enum(freeze->frozen, then);
		merge_enumerators(freeze, then, now);
		merge_texts(freeze, then->enum_type, now->enum_type);
	} else {
		ab_freeze_layout(freeze, then, now);
	}
}

/*
 * A release that was frozen before its headers said since when a thing is there
 * has it since that release; what they say now is nearer to the truth, if older.
 * What has no `since` of its own in the whole keeps the one that it had.
 */
static void date_back(const struct ab_freeze *freeze, struct ab_entity *then,
		      const struct ab_entity *now)
{
	const char *said = said_since(freeze, now), *since = then->since;
	const struct ab_index are = names_of(freeze, now);

	if (is_older(said, since))
		then->since = said;
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		struct ab_enumerator *one = &then->enumerators[i];
		const struct ab_enumerator *same = find_enumerator(&are, one->name);
		const char *before = one->since ? one->since : since;

		one->since = same && is_older(same->since, before) ? same->since : before;
		if (one->since && then->since && strcmp(one->since, then->since) == 0)
			one->since = NULL;
	}
}

/* A body that does something else, or has more entries, has been seen: it is the promise now. */
static void take_body(const struct ab_freeze *freeze, struct ab_entity *then,
		      const struct ab_entity *now)
{
	if (ab_macro_is_variadic(then) == ab_macro_is_variadic(now) &&
	    ab_function_macros_are_same(freeze->frozen->arena, freeze->frozen, then,
					freeze->current, now))
		return;
	then->text = now->text;
	then->params = now->params;
	then->n_params = now->n_params;
}

static void merge_entity(struct ab_freeze *freeze, struct ab_entity *then,
			 const struct ab_entity *now)
{
	if (now->header)
		then->header = now->header;
	if (now->header)
		then->typedef_header = now->typedef_header;
	date_back(freeze, then, now);
	switch (then->kind) {
	case AB_FUNCTION:
		take_attributes(then, now);
		ab_freeze_function_type(freeze, then, now);
		then->linkage = now->linkage;
		ab_freeze_symbols(freeze, &then->symbols, &then->n_symbols, now->symbols,
				  now->n_symbols);
		break;
	case AB_TYPEDEF:
		take_attributes(then, now);
		ab_freeze_layout(freeze, then, now);
		ab_freeze_type(freeze, &then->type, now->type);
		break;
	case AB_VARIABLE:
		take_attributes(then, now);
		then->linkage = now->linkage;
		ab_freeze_constant(freeze, then, now);
		ab_freeze_layout(freeze, then, now);
		ab_freeze_object_type(freeze, then, now);
		ab_freeze_symbols(freeze, &then->symbols, &then->n_symbols, now->symbols,
				  now->n_symbols);
		break;
	case AB_STRUCT:
	case AB_UNION:
	case AB_ENUM:
		merge_tagged(freeze, then, now);
		break;
	case AB_MACRO:
		ab_freeze_constant(freeze, then, now);
		break;
	case AB_ENUMERATOR:
		take_attributes(then, now);
		ab_freeze_loose(freeze, then, now);
		break;
	case AB_FUNCTION_MACRO:
		take_body(freeze, then, now);
		break;
	default:
		break;
	}
}

static bool is_type(enum ab_kind kind)
{
	return kind == AB_STRUCT || kind == AB_UNION || kind == AB_ENUM;
}

/* Notes, of each type that was frozen before this release, what it is now. */
static void know_renamed(struct ab_freeze *freeze)
{
	static const enum ab_kind kinds[] = {AB_STRUCT, AB_UNION, AB_ENUM};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		const struct ab_entities *of = &freeze->frozen->of[kinds[k]];

		for (size_t i = of->count; i-- > 0;) {
			const struct ab_entity *now = ab_counterpart(of->items[i], freeze->current);

			if (now && now->kind == kinds[k])
				ab_index_enter_pair(freeze->frozen->arena, &freeze->renamed, now,
						    NULL, NULL)
				    ->of = of->items[i];
		}
	}
}

/* NULL: none, or it has left the record since. */
static struct ab_entity *find_renamed(const struct ab_freeze *freeze, const struct ab_entity *now)
{
	const struct ab_index_entry *found = ab_index_find_pair(&freeze->renamed, now, NULL);
	struct ab_entity *then = found ? found->of : NULL;

	return then && ab_record_find(freeze->frozen, then->kind, then->name) == then ? then : NULL;
}

/*
 * The frozen entity that is this one, whatever typedef names it by now.  What
 * was added a moment ago is of this very release and has its own name.
 */
static struct ab_entity *find_frozen(const struct ab_freeze *freeze, const struct ab_entity *now)
{
	struct ab_entity *then = ab_record_find(freeze->frozen, now->kind, now->name);

	if (!then && now->tag && now->tag[0] != '_')
		then = ab_record_find_tag(freeze->frozen, now->tag);
	if (!then && is_type(now->kind))
		then = find_renamed(freeze, now);
	return then && then->kind == now->kind ? then : NULL;
}

/*
 * Two types that have become one, as a typedef says whose name was that of one of
 * them: it is in the record as the typedef then.  Returns whether they have.
 */
static bool drop_other_name(struct ab_freeze *freeze, struct ab_entity *named,
			    const struct ab_entity *now, const char **since)
{
	const struct ab_entity *behind;

	ab_type_resolve(freeze->current, now->type, freeze->frozen->arena, &behind);
	if (!behind || find_frozen(freeze, behind) == named)
		return false;
	*since = named->since;
	ab_record_remove(freeze->frozen, named);
	return true;
}

static void freeze_entity(struct ab_freeze *freeze, const struct ab_entity *now)
{
	struct ab_entity *const then = find_frozen(freeze, now);
	const char *before = ab_freeze_succeed(freeze, now->kind, NULL, now->name);

	if (!then) {
		struct ab_entity *const named =
		    now->kind == AB_TYPEDEF ? ab_freeze_named(freeze, now->name) : NULL;

		if (named && !drop_other_name(freeze, named, now, &before))
			return;
		add_entity(freeze, now, before);
		return;
	}
	if (is_older(before, then->since))
		then->since = before;
	merge_entity(freeze, then, now);
	if (is_type(now->kind))
		ab_freeze_alias(freeze, then, now);
}

/* How a switch stood that the record does not know yet. */
static void merge_condition(struct ab_record *frozen, const struct ab_condition *now)
{
	for (size_t i = 0; i < frozen->n_conditions; i++)
		if (strcmp(frozen->conditions[i].macro, now->macro) == 0)
			return;
	frozen->conditions = AB_GROW(frozen->arena, frozen->conditions, frozen->n_conditions,
				     &frozen->conditions_capacity);
	frozen->conditions[frozen->n_conditions++] = *now;
}

static void merge_tables(const struct ab_freeze *freeze)
{
	struct ab_record *frozen = freeze->frozen;
	const struct ab_record *current = freeze->current;

	for (size_t i = 0; i < current->n_externals; i++)
		merge_texts(freeze,
			    ab_record_external(frozen, current->externals[i].name)->stands_for,
			    current->externals[i].stands_for);
	for (size_t i = 0; i < current->n_headers; i++) {
		struct ab_header *header = ab_record_header(frozen, current->headers[i].name);

		if (!header->since)
			header->since = freeze->release;
		header->is_entry |= current->headers[i].is_entry;
		if (current->headers[i].knows_versions) {
			header->versions = current->headers[i].versions;
			header->n_versions = current->headers[i].n_versions;
		}
		if (current->headers[i].is_alone) {
			header->is_partial = current->headers[i].is_partial;
			header->after = current->headers[i].after;
			header->n_after = current->headers[i].n_after;
		}
	}
	for (size_t i = 0; i < current->n_conditions; i++)
		merge_condition(frozen, &current->conditions[i]);
}

static void merge_nodes(const struct ab_freeze *freeze)
{
	for (size_t i = 0; i < freeze->current->n_nodes; i++) {
		const struct ab_node *now = freeze->current->nodes[i];
		struct ab_node *added = ab_record_add_node(freeze->frozen, now->name);

		if (!added)
			continue;
		added->since = ab_since_of_new(
		    freeze, now->since ? now->since : release_of_node(freeze, now->name));
		added->parents = now->parents;
		added->n_parents = now->n_parents;
	}
}

static void merge_listed(const struct ab_freeze *freeze)
{
	for (size_t i = 0; i < freeze->current->n_listed; i++) {
		const struct ab_listed *now = freeze->current->listed[i];
		struct ab_listed *then = ab_record_add_listed(freeze->frozen, now->name);

		if (then)
			then->since = ab_since_of_new(
			    freeze, now->since
					? now->since
					: release_of_symbols(freeze, now->symbols, now->n_symbols));
		else
			then = ab_record_find_listed(freeze->frozen, now->name);
		ab_freeze_symbols(freeze, &then->symbols, &then->n_symbols, now->symbols,
				  now->n_symbols);
	}
}

static const char *const *header_names(const struct ab_record *record)
{
	const char **names = AB_NEW_ARRAY(record->arena, const char *, record->n_headers);

	for (size_t i = 0; i < record->n_headers; i++)
		names[i] = record->headers[i].name;
	return names;
}

/* Of headers that were dropped, those of the others move up with these.  Returns how many. */
static size_t keep_bringers(const struct ab_record *record, const char *const *names,
			    struct ab_bringers *bringers, size_t n_names)
{
	size_t n = 0;

	for (size_t i = 0; i < n_names; i++)
		if (ab_record_find_header(record, names[i]))
			bringers[n++] = bringers[i];
	return n;
}

void ab_record_freeze_onto(struct ab_record *frozen, const struct ab_record *current,
			   const struct ab_policy *policy, const char *release)
{
	struct ab_freeze freeze = {
	    .frozen = frozen, .current = current, .policy = policy, .release = release};
	struct ab_bringers *const bringers = ab_bringers_of_each(frozen->arena, frozen, policy);
	const char *const *const names = header_names(frozen);
	const struct ab_record *const then = ab_copy_for_before(&freeze);
	size_t n_headers = frozen->n_headers;

	/* one that is there stays of the language that it is of */
	if (!frozen->n_headers)
		frozen->language = current->language;
	ab_growths_find(frozen->arena, frozen, current, policy, NULL, &freeze.growths);
	ab_freeze_passed(&freeze);
	n_headers = keep_bringers(frozen, names, bringers, n_headers);
	map_models(&freeze);
	know_renamed(&freeze);
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < current->of[kind].count; i++)
			freeze_entity(&freeze, current->of[kind].items[i]);
	ab_record_sweep(frozen);
	merge_tables(&freeze);
	ab_freeze_brought(frozen, current, policy, bringers, n_headers);
	merge_nodes(&freeze);
	merge_listed(&freeze);
	ab_record_freeze_protocols(frozen, current, release);
	frozen->knows_uses = true;
	if (!frozen->library)
		frozen->library = current->library;
	if (!frozen->release || ab_release_compare(release, frozen->release) > 0)
		frozen->release = release;
	ab_record_sort(frozen);
	ab_freeze_before(&freeze, then);
}
