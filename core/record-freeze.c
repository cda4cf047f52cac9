/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record-freeze.c - a release put onto a frozen record.
 *
 * What is new is taken over with its release; of what is there, only that moves
 * which a promise lets move: sentinels, values that may change, the header, an
 * underscore tag, a definition where there was none, another data model's
 * layout, a demand on callers that was dropped.
 */
#include "abiding/compare.h"
#include "abiding/protocol.h"

#include <string.h>

struct freeze {
	struct ab_record *frozen;
	const struct ab_record *current;
	const struct ab_policy *policy;
	const char *release;
	int models[AB_MODELS_MAX]; /* current's index -> frozen's */
	size_t n_frozen[AB_KINDS]; /* how many there were before this release */
};

/* ---- data models ---- */

static void map_models(struct freeze *freeze)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++)
		freeze->models[i] = ab_record_model(freeze->frozen, freeze->current->models[i]);
}

/* Numbers of data models that the frozen record has none for. */
static void merge_numbers(const struct freeze *freeze, struct ab_per_model *to,
			  const struct ab_per_model *from)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++) {
		const int model = freeze->models[i];

		if (model < 0 || !(from->known >> i & 1) || to->known >> model & 1)
			continue;
		to->known |= UINT32_C(1) << model;
		to->value[model] = from->value[i];
	}
}

static void merge_texts(const struct freeze *freeze, const char **to, const char *const *from)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++)
		if (freeze->models[i] >= 0 && !to[freeze->models[i]])
			to[freeze->models[i]] = from[i];
}

static void move_numbers(const struct freeze *freeze, struct ab_per_model *number)
{
	const struct ab_per_model from = *number;

	memset(number, 0, sizeof *number);
	merge_numbers(freeze, number, &from);
}

/* ---- structs and unions ---- */

static void move_body(const struct freeze *freeze, struct ab_aggregate *body);

static void move_body_of_node(struct ab_type *node, void *freeze)
{
	if (node->body)
		move_body(freeze, node->body);
}

/* Turns current's data model indices into the frozen record's. */
static void move_body(const struct freeze *freeze, struct ab_aggregate *body)
{
	move_numbers(freeze, &body->size_bytes);
	move_numbers(freeze, &body->align_bytes);
	for (unsigned i = 0; i < body->n_fields; i++) {
		move_numbers(freeze, &body->fields[i].bit_offset);
		ab_type_each_body(body->fields[i].type, move_body_of_node, (void *)freeze);
	}
}

static struct ab_field *find_named(const struct ab_aggregate *body, const char *name)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		if (body->fields[i].name && strcmp(body->fields[i].name, name) == 0)
			return &body->fields[i];
	return NULL;
}

/* Whether an unnamed member holds one of those that the other one holds. */
static bool shares_member(const struct ab_field *a, const struct ab_field *b)
{
	const struct ab_aggregate *in = a->name ? NULL : a->type->body, *of = b->type->body;

	for (unsigned i = 0; in && of && i < of->n_fields; i++)
		if (of->fields[i].name && find_named(in, of->fields[i].name))
			return true;
	return false;
}

/* An unnamed member is known by what it holds, an unnamed bit-field by where it stands. */
static struct ab_field *find_field(const struct ab_aggregate *body, const struct ab_field *like,
				   unsigned position)
{
	if (like->name)
		return find_named(body, like->name);
	for (unsigned i = 0; i < body->n_fields; i++)
		if (shares_member(&body->fields[i], like))
			return &body->fields[i];
	if (!like->type->body && position < body->n_fields && !body->fields[position].name)
		return &body->fields[position];
	return NULL;
}

static struct ab_aggregate *body_behind(const struct ab_type *type)
{
	while (type->kind == AB_TYPE_ARRAY || type->kind == AB_TYPE_POINTER)
		type = type->of;
	return type->body;
}

static void add_member(const struct freeze *freeze, struct ab_aggregate *to, struct ab_field field)
{
	struct ab_field *fields =
	    AB_NEW_ARRAY(freeze->frozen->arena, struct ab_field, to->n_fields + 1);

	if (to->n_fields)
		memcpy(fields, to->fields, to->n_fields * sizeof *fields);
	field.since = freeze->release;
	move_numbers(freeze, &field.bit_offset);
	ab_type_each_body(field.type, move_body_of_node, (void *)freeze);
	fields[to->n_fields++] = field;
	to->fields = fields;
}

static void merge_bodies(const struct freeze *freeze, struct ab_aggregate *to,
			 const struct ab_aggregate *from)
{
	merge_numbers(freeze, &to->size_bytes, &from->size_bytes);
	merge_numbers(freeze, &to->align_bytes, &from->align_bytes);
	for (unsigned i = 0; i < from->n_fields; i++) {
		struct ab_field *field = find_field(to, &from->fields[i], i);
		struct ab_aggregate *inner, *inner_from;

		if (!field) {
			if (to->is_union)
				add_member(freeze, to, from->fields[i]);
			continue;
		}
		merge_numbers(freeze, &field->bit_offset, &from->fields[i].bit_offset);
		inner = body_behind(field->type);
		inner_from = body_behind(from->fields[i].type);
		if (inner && inner_from)
			merge_bodies(freeze, inner, inner_from);
	}
}

/* ---- enums ---- */

static const struct ab_enumerator *find_enumerator(const struct ab_entity *entity, const char *name)
{
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		if (strcmp(entity->enumerators[i].name, name) == 0)
			return &entity->enumerators[i];
	return NULL;
}

static bool may_grow(const struct freeze *freeze, const struct ab_entity *entity, const char *name)
{
	return (entity->sentinel && strcmp(entity->sentinel, name) == 0) ||
	       ab_policy_may_change(freeze->policy, name);
}

/* What the header or the symbol says, unless it names a release that is still to come. */
static const char *since_of_new(const struct freeze *freeze, const char *said)
{
	return said && ab_release_compare(said, freeze->release) < 0 ? said : freeze->release;
}

/* "0.9.2" of the version node "LIBFOO_0.9.2"; NULL: it names none, or is not asked. */
static const char *release_of_node(const struct freeze *freeze, const char *node)
{
	const char *text = strrchr(node, '_');

	if (!freeze->policy->is_since_in_symbols || !text || !strchr(++text, '.') ||
	    text[strspn(text, "0123456789.")])
		return NULL;
	return text;
}

/* What the oldest version of a symbol says. */
static const char *release_of_symbols(const struct freeze *freeze, const struct ab_symbol *symbols,
				      unsigned n)
{
	const char *oldest = NULL;

	for (unsigned i = 0; i < n; i++) {
		const char *release = release_of_node(freeze, symbols[i].node);

		if (release && (!oldest || ab_release_compare(release, oldest) < 0))
			oldest = release;
	}
	return oldest;
}

static const char *said_since(const struct freeze *freeze, const struct ab_entity *now)
{
	return now->since ? now->since : release_of_symbols(freeze, now->symbols, now->n_symbols);
}

/* Whether it was there before the release from which on the record has it. */
static bool is_older(const char *said, const char *since)
{
	return said && since && ab_release_compare(said, since) < 0;
}

/* Of a member: only what differs from the whole is kept. */
static void set_member_since(const struct freeze *freeze, const struct ab_entity *entity,
			     const char **since)
{
	if (*since)
		*since = since_of_new(freeze, *since);
	if (*since && entity->since && strcmp(*since, entity->since) == 0)
		*since = NULL;
}

/* In current's order; what is no longer there stays, behind the others. */
static void merge_enumerators(const struct freeze *freeze, struct ab_entity *to,
			      const struct ab_entity *from)
{
	struct ab_enumerator *merged = AB_NEW_ARRAY(freeze->frozen->arena, struct ab_enumerator,
						    to->n_enumerators + from->n_enumerators);
	unsigned n = 0;

	for (unsigned i = 0; i < from->n_enumerators; i++) {
		const struct ab_enumerator *now = &from->enumerators[i];
		const struct ab_enumerator *then = find_enumerator(to, now->name);

		merged[n] = then ? *then : *now;
		if (!then) {
			merged[n].since = since_of_new(freeze, now->since);
			set_member_since(freeze, to, &merged[n].since);
		} else if (may_grow(freeze, to, now->name)) {
			merged[n].value = now->value;
		}
		n++;
	}
	for (unsigned i = 0; i < to->n_enumerators; i++)
		if (!find_enumerator(from, to->enumerators[i].name))
			merged[n++] = to->enumerators[i];
	to->enumerators = merged;
	to->n_enumerators = n;
	if (!to->sentinel)
		to->sentinel = from->sentinel;
	ab_record_index_enumerators(freeze->frozen, to);
}

/* ---- entities ---- */

/* Versions that a symbol got besides those it has. */
static void merge_symbols(const struct freeze *freeze, struct ab_symbol **to, unsigned *n_to,
			  const struct ab_symbol *from, unsigned n_from)
{
	struct ab_symbol *merged =
	    AB_NEW_ARRAY(freeze->frozen->arena, struct ab_symbol, *n_to + n_from);
	unsigned n = *n_to;

	if (n)
		memcpy(merged, *to, n * sizeof *merged);
	for (unsigned i = 0; i < n_from; i++) {
		unsigned j = 0;

		while (j < n && strcmp(merged[j].node, from[i].node) != 0)
			j++;
		if (j == n)
			merged[n++] = from[i];
	}
	*to = merged;
	*n_to = n;
}

/* Values for data models that the frozen macro has none for. */
static void merge_values(const struct freeze *freeze, struct ab_value *to,
			 const struct ab_value *from)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++)
		if (freeze->models[i] >= 0 && !to[freeze->models[i]].kind)
			to[freeze->models[i]] = from[i];
}

static void move_values(const struct freeze *freeze, struct ab_entity *entity)
{
	const struct ab_value *const from = entity->values;

	entity->values = AB_NEW_ARRAY(freeze->frozen->arena, struct ab_value, AB_MODELS_MAX);
	merge_values(freeze, entity->values, from);
}

static void move_entity(const struct freeze *freeze, struct ab_entity *entity)
{
	const char *enum_type[AB_MODELS_MAX];

	memcpy(enum_type, entity->enum_type, sizeof enum_type);
	memset(entity->enum_type, 0, sizeof entity->enum_type);
	move_numbers(freeze, &entity->object_size);
	merge_texts(freeze, entity->enum_type, enum_type);
	if (entity->body)
		move_body(freeze, entity->body);
	if (entity->type)
		ab_type_each_body(entity->type, move_body_of_node, (void *)freeze);
	if (entity->values)
		move_values(freeze, entity);
}

static void add_entity(const struct freeze *freeze, const struct ab_entity *now)
{
	struct ab_entity *added = ab_record_add(freeze->frozen, now->kind, now->name);

	if (!added)
		return;
	*added = *now;
	added->since = since_of_new(freeze, said_since(freeze, now));
	for (unsigned i = 0; i < added->n_enumerators; i++)
		set_member_since(freeze, added, &added->enumerators[i].since);
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

static void adopt_definition(const struct freeze *freeze, struct ab_entity *then,
			     const struct ab_entity *now)
{
	then->body = now->body;
	then->is_incomplete = now->is_incomplete;
	then->enumerators = now->enumerators;
	then->n_enumerators = now->n_enumerators;
	then->sentinel = now->sentinel;
	memcpy(then->enum_type, now->enum_type, sizeof then->enum_type);
	move_entity(freeze, then);
	ab_record_index_enumerators(freeze->frozen, then);
}

static void merge_tagged(const struct freeze *freeze, struct ab_entity *then,
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
		merge_enumerators(freeze, then, now);
		merge_texts(freeze, then->enum_type, now->enum_type);
	} else {
		merge_bodies(freeze, then->body, now->body);
	}
}

/* A value that may change is the last one frozen, on whatever data model that was. */
static void merge_constant(const struct freeze *freeze, struct ab_entity *then,
			   const struct ab_entity *now)
{
	if (ab_policy_may_change(freeze->policy, then->name)) {
		then->value = now->value;
		then->values = now->values;
		then->text = now->text;
		move_entity(freeze, then);
	} else if (then->values && now->values) {
		merge_values(freeze, then->values, now->values);
	}
}

/*
 * A release that was frozen before its headers said since when a thing is there
 * has it since that release; what they say now is nearer to the truth, if older.
 * What has no `since` of its own in the whole keeps the one that it had.
 */
static void date_back(const struct freeze *freeze, struct ab_entity *then,
		      const struct ab_entity *now)
{
	const char *said = said_since(freeze, now), *since = then->since;

	if (is_older(said, since))
		then->since = said;
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		struct ab_enumerator *one = &then->enumerators[i];
		const struct ab_enumerator *same = find_enumerator(now, one->name);
		const char *before = one->since ? one->since : since;

		one->since = same && is_older(same->since, before) ? same->since : before;
		if (one->since && then->since && strcmp(one->since, then->since) == 0)
			one->since = NULL;
	}
}

static void merge_entity(const struct freeze *freeze, struct ab_entity *then,
			 const struct ab_entity *now)
{
	if (now->header)
		then->header = now->header;
	date_back(freeze, then, now);
	switch (then->kind) {
	case AB_FUNCTION:
		take_attributes(then, now);
		then->linkage = now->linkage;
		merge_symbols(freeze, &then->symbols, &then->n_symbols, now->symbols,
			      now->n_symbols);
		break;
	case AB_TYPEDEF:
		take_attributes(then, now);
		break;
	case AB_VARIABLE:
		take_attributes(then, now);
		merge_constant(freeze, then, now);
		merge_numbers(freeze, &then->object_size, &now->object_size);
		merge_symbols(freeze, &then->symbols, &then->n_symbols, now->symbols,
			      now->n_symbols);
		break;
	case AB_STRUCT:
	case AB_UNION:
	case AB_ENUM:
		merge_tagged(freeze, then, now);
		break;
	case AB_MACRO:
		merge_constant(freeze, then, now);
		break;
	default:
		break;
	}
}

static bool is_type(enum ab_kind kind)
{
	return kind == AB_STRUCT || kind == AB_UNION || kind == AB_ENUM;
}

/*
 * The frozen entity that is this one, whatever typedef names it by now.  What
 * was added a moment ago is of this very release and has its own name.
 */
static struct ab_entity *find_frozen(const struct freeze *freeze, const struct ab_entity *now)
{
	struct ab_entity *then = ab_record_find(freeze->frozen, now->kind, now->name);

	if (!then && now->tag && now->tag[0] != '_')
		then = ab_record_find_tag(freeze->frozen, now->tag);
	for (size_t i = 0; !then && is_type(now->kind) && i < freeze->n_frozen[now->kind]; i++) {
		struct ab_entity *other = freeze->frozen->of[now->kind].items[i];

		if (ab_counterpart(freeze->frozen, other, freeze->current) == now)
			then = other;
	}
	return then && then->kind == now->kind ? then : NULL;
}

static void merge_tables(const struct freeze *freeze)
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
	}
	if (!frozen->n_conditions) {
		frozen->conditions = current->conditions;
		frozen->n_conditions = frozen->conditions_capacity = current->n_conditions;
	}
}

static void merge_nodes(const struct freeze *freeze)
{
	for (size_t i = 0; i < freeze->current->n_nodes; i++) {
		const struct ab_node *now = freeze->current->nodes[i];
		struct ab_node *added = ab_record_add_node(freeze->frozen, now->name);

		if (!added)
			continue;
		added->since = since_of_new(
		    freeze, now->since ? now->since : release_of_node(freeze, now->name));
		added->parents = now->parents;
		added->n_parents = now->n_parents;
	}
}

static void merge_listed(const struct freeze *freeze)
{
	for (size_t i = 0; i < freeze->current->n_listed; i++) {
		const struct ab_listed *now = freeze->current->listed[i];
		struct ab_listed *then = ab_record_add_listed(freeze->frozen, now->name);

		if (then)
			then->since = since_of_new(
			    freeze, now->since
					? now->since
					: release_of_symbols(freeze, now->symbols, now->n_symbols));
		else
			then = ab_record_find_listed(freeze->frozen, now->name);
		merge_symbols(freeze, &then->symbols, &then->n_symbols, now->symbols,
			      now->n_symbols);
	}
}

void ab_record_freeze_onto(struct ab_record *frozen, const struct ab_record *current,
			   const struct ab_policy *policy, const char *release)
{
	struct freeze freeze = {frozen, current, policy, release, {0}, {0}};

	map_models(&freeze);
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		freeze.n_frozen[kind] = frozen->of[kind].count;
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < current->of[kind].count; i++) {
			const struct ab_entity *now = current->of[kind].items[i];
			struct ab_entity *then = find_frozen(&freeze, now);

			if (then)
				merge_entity(&freeze, then, now);
			else
				add_entity(&freeze, now);
		}
	merge_tables(&freeze);
	merge_nodes(&freeze);
	merge_listed(&freeze);
	ab_record_freeze_protocols(frozen, current, release);
	if (!frozen->library)
		frozen->library = current->library;
	if (!frozen->release || ab_release_compare(release, frozen->release) > 0)
		frozen->release = release;
	ab_record_sort(frozen);
}
