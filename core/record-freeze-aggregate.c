/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record-freeze-aggregate.c - structs and unions put onto a frozen record.
 *
 * A union may gain members, and a struct those that a waiver lets in: what has
 * been released once is promised, too.  The layout is then that of this release;
 * what it is on a data model that is not at hand is not known any more.
 */
#include "freeze.h"

#include <string.h>

/* ---- numbers by data model ---- */

void ab_freeze_numbers(const struct ab_freeze *freeze, struct ab_per_model *to,
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

void ab_move_numbers(const struct ab_freeze *freeze, struct ab_per_model *number)
{
	const struct ab_per_model from = *number;

	memset(number, 0, sizeof *number);
	ab_freeze_numbers(freeze, number, &from);
}

static void replace_numbers(const struct ab_freeze *freeze, struct ab_per_model *to,
			    const struct ab_per_model *from)
{
	*to = *from;
	ab_move_numbers(freeze, to);
}

/* Whether one that was known is another now. */
static bool numbers_differ(const struct ab_freeze *freeze, const struct ab_per_model *then,
			   const struct ab_per_model *now)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++) {
		const int model = freeze->models[i];

		if (model >= 0 && now->known >> i & 1 && then->known >> model & 1 &&
		    then->value[model] != now->value[i])
			return true;
	}
	return false;
}

/* Whether some are known on both sides, and alike. */
static bool numbers_agree(const struct ab_freeze *freeze, const struct ab_per_model *then,
			  const struct ab_per_model *now)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++) {
		const int model = freeze->models[i];

		if (model >= 0 && now->known >> i & 1 && then->known >> model & 1)
			return then->value[model] == now->value[i];
	}
	return false;
}

static bool is_known_here(const struct ab_freeze *freeze, const struct ab_per_model *then)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++)
		if (freeze->models[i] >= 0 && then->known >> freeze->models[i] & 1)
			return true;
	return false;
}

/* ---- bodies from current ---- */

static void move_body_of_node(struct ab_type *node, void *freeze)
{
	if (node->body)
		ab_move_body(freeze, node->body);
}

void ab_move_bodies_of(const struct ab_freeze *freeze, const struct ab_type *type)
{
	ab_type_each_body(type, move_body_of_node, (void *)freeze);
}

void ab_move_body(const struct ab_freeze *freeze, struct ab_aggregate *body)
{
	ab_move_numbers(freeze, &body->size_bytes);
	ab_move_numbers(freeze, &body->align_bytes);
	for (unsigned i = 0; i < body->n_fields; i++) {
		ab_move_numbers(freeze, &body->fields[i].bit_offset);
		ab_move_bodies_of(freeze, body->fields[i].type);
	}
}

/* ---- the same member on both sides ---- */

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

/* ---- new members ---- */

/* Of an unnamed struct or union, what is in it is new: the members that older headers lack. */
static void date_member(const struct ab_freeze *freeze, struct ab_field *field)
{
	if (!field->name && field->type->body)
		ab_date_members(freeze, field->type->body);
	else
		field->since = ab_since_of_new(freeze, field->since);
}

void ab_date_members(const struct ab_freeze *freeze, struct ab_aggregate *body)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		date_member(freeze, &body->fields[i]);
}

static void add_member(const struct ab_freeze *freeze, struct ab_aggregate *to, unsigned position,
		       struct ab_field field)
{
	struct ab_field *fields =
	    AB_NEW_ARRAY(freeze->frozen->arena, struct ab_field, to->n_fields + 1);

	if (position)
		memcpy(fields, to->fields, position * sizeof *fields);
	if (position < to->n_fields)
		memcpy(fields + position + 1, to->fields + position,
		       (to->n_fields - position) * sizeof *fields);
	date_member(freeze, &field);
	ab_move_numbers(freeze, &field.bit_offset);
	ab_move_bodies_of(freeze, field.type);
	fields[position] = field;
	to->fields = fields;
	to->n_fields++;
}

/*
 * Whether what is new in a struct came with this release.  It did not where the
 * layout was never frozen for this data model: that may have always had it.  Nor
 * does it where another has gone from that place: then it is a new name for that,
 * which a waiver let pass, and what was promised stays.
 */
static bool has_joined(const struct ab_freeze *freeze, const struct ab_aggregate *to,
		       const struct ab_aggregate *from, const struct ab_field *field)
{
	if (to->is_union)
		return true;
	/* bits without a name are room, and nobody's */
	if ((!field->name && !field->type->body) || !is_known_here(freeze, &to->size_bytes))
		return false;
	for (unsigned i = 0; i < to->n_fields; i++)
		if (numbers_agree(freeze, &to->fields[i].bit_offset, &field->bit_offset) &&
		    !find_field(from, &to->fields[i], i))
			return false;
	return true;
}

/* Behind the nearest one before it that is in both. */
static unsigned position_of_new(const struct ab_aggregate *to, const struct ab_aggregate *from,
				unsigned i)
{
	while (i-- > 0) {
		const struct ab_field *before = find_field(to, &from->fields[i], i);

		if (before)
			return (unsigned)(before - to->fields) + 1;
	}
	return 0;
}

/* Returns whether a new member has altered the layout. */
static bool merge_bodies(const struct ab_freeze *freeze, struct ab_aggregate *to,
			 const struct ab_aggregate *from)
{
	bool has_new = false, is_relaid = false;

	for (unsigned i = 0; i < from->n_fields; i++) {
		struct ab_field *field = find_field(to, &from->fields[i], i);
		struct ab_aggregate *inner, *inner_from;

		if (!field) {
			if (!has_joined(freeze, to, from, &from->fields[i]))
				continue;
			add_member(freeze, to,
				   to->is_union ? to->n_fields : position_of_new(to, from, i),
				   from->fields[i]);
			has_new = true;
			continue;
		}
		ab_freeze_numbers(freeze, &field->bit_offset, &from->fields[i].bit_offset);
		inner = body_behind(field->type);
		inner_from = body_behind(from->fields[i].type);
		if (inner && inner_from)
			is_relaid |= merge_bodies(freeze, inner, inner_from);
	}
	/* a union that has not grown here has not grown elsewhere, as far as one can know */
	if (has_new &&
	    (!to->is_union || numbers_differ(freeze, &to->size_bytes, &from->size_bytes) ||
	     numbers_differ(freeze, &to->align_bytes, &from->align_bytes)))
		is_relaid = true;
	ab_freeze_numbers(freeze, &to->size_bytes, &from->size_bytes);
	ab_freeze_numbers(freeze, &to->align_bytes, &from->align_bytes);
	return is_relaid;
}

/* ---- layouts that are others now ---- */

static void replace_layout(const struct ab_freeze *freeze, struct ab_aggregate *to,
			   const struct ab_aggregate *from)
{
	replace_numbers(freeze, &to->size_bytes, &from->size_bytes);
	replace_numbers(freeze, &to->align_bytes, &from->align_bytes);
	for (unsigned i = 0; i < to->n_fields; i++) {
		struct ab_field *const field = &to->fields[i];
		const struct ab_field *const now = find_field(from, field, i);
		struct ab_aggregate *inner, *inner_from;

		if (!now)
			continue;
		inner = body_behind(field->type);
		inner_from = body_behind(now->type);
		/* what joined is current's own body, and moved already */
		if (inner == inner_from && inner)
			continue;
		replace_numbers(freeze, &field->bit_offset, &now->bit_offset);
		if (inner && inner_from)
			replace_layout(freeze, inner, inner_from);
	}
}

static struct ab_laid *remember(struct ab_freeze *freeze, struct ab_entity *then,
				const struct ab_entity *now)
{
	freeze->laid =
	    AB_GROW(freeze->frozen->arena, freeze->laid, freeze->n_laid, &freeze->laid_capacity);
	freeze->laid[freeze->n_laid] = (struct ab_laid){then, now, false};
	return &freeze->laid[freeze->n_laid++];
}

void ab_freeze_aggregate(struct ab_freeze *freeze, struct ab_entity *then,
			 const struct ab_entity *now)
{
	struct ab_laid *const laid = remember(freeze, then, now);

	if (merge_bodies(freeze, then->body, now->body)) {
		laid->is_relaid = true;
		replace_layout(freeze, then->body, now->body);
	}
}

void ab_freeze_object(struct ab_freeze *freeze, struct ab_entity *then, const struct ab_entity *now)
{
	remember(freeze, then, now);
	ab_freeze_numbers(freeze, &then->object_size, &now->object_size);
}

static bool is_relaid(const struct ab_freeze *freeze, const struct ab_entity *then)
{
	for (size_t i = 0; i < freeze->n_laid; i++)
		if (freeze->laid[i].then == then)
			return freeze->laid[i].is_relaid;
	return false;
}

static bool body_holds_relaid(const struct ab_freeze *freeze, const struct ab_aggregate *body);

static bool holds_relaid(const struct ab_freeze *freeze, const struct ab_type *type)
{
	const struct ab_entity *entity;

	type = ab_type_resolve(freeze->frozen, type, freeze->frozen->arena, &entity);
	while (type->kind == AB_TYPE_ARRAY)
		type = ab_type_resolve(freeze->frozen, type->of, freeze->frozen->arena, &entity);
	return (type->body && body_holds_relaid(freeze, type->body)) ||
	       (entity && is_relaid(freeze, entity));
}

static bool body_holds_relaid(const struct ab_freeze *freeze, const struct ab_aggregate *body)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		if (holds_relaid(freeze, body->fields[i].type))
			return true;
	return false;
}

/* Returns whether it was one. */
static bool freeze_holder(struct ab_freeze *freeze, struct ab_laid *laid)
{
	struct ab_entity *const then = laid->then;

	if (laid->is_relaid)
		return false;
	if (then->kind == AB_VARIABLE) {
		if (!holds_relaid(freeze, then->type))
			return false;
		replace_numbers(freeze, &then->object_size, &laid->now->object_size);
	} else {
		if (!body_holds_relaid(freeze, then->body))
			return false;
		replace_layout(freeze, then->body, laid->now->body);
	}
	laid->is_relaid = true;
	return true;
}

void ab_freeze_holders(struct ab_freeze *freeze)
{
	bool found = false;

	for (size_t i = 0; i < freeze->n_laid; i++)
		found |= freeze->laid[i].is_relaid;
	while (found) {
		found = false;
		for (size_t i = 0; i < freeze->n_laid; i++)
			found |= freeze_holder(freeze, &freeze->laid[i]);
	}
}
