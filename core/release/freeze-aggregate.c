/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-aggregate.c - structs and unions put onto a frozen record.
 *
 * A union may gain members, and a struct those that a waiver lets in: what has
 * been released once is promised, too.  The layout is then that of this release;
 * what it is on a data model that is not at hand is not known any more.
 */
#include "freeze.h"

#include <string.h>

/* ---- numbers by data model ---- */

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

/* ---- the same member on both sides ---- */

static struct ab_field *find_named(const struct ab_aggregate *body, const char *name)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		if (body->fields[i].name && strcmp(body->fields[i].name, name) == 0)
			return &body->fields[i];
	return NULL;
}

/* Whether a body has a member of that name, in its unnamed members, too. */
static bool holds_name(const struct ab_aggregate *body, const char *name)
{
	if (find_named(body, name))
		return true;
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *const field = &body->fields[i];

		if (!field->name && field->type->body && holds_name(field->type->body, name))
			return true;
	}
	return false;
}

/* Whether a body holds the member or, where that has no name, one of those in it. */
static bool holds_some(const struct ab_aggregate *body, const struct ab_field *field)
{
	const struct ab_aggregate *const inner = field->name ? NULL : field->type->body;

	if (field->name)
		return holds_name(body, field->name);
	for (unsigned i = 0; inner && i < inner->n_fields; i++)
		if (holds_some(body, &inner->fields[i]))
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
		if (!body->fields[i].name && body->fields[i].type->body && like->type->body &&
		    holds_some(body->fields[i].type->body, like))
			return &body->fields[i];
	if (!like->type->body && position < body->n_fields && !body->fields[position].name)
		return &body->fields[position];
	return NULL;
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

/* Where names are told apart: the bodies that are no unnamed members. */
struct wholes {
	const struct ab_aggregate *then, *now;
};

/*
 * Whether what is not in a body is new, and came with this release.  It is not
 * new where it only stands in other braces, of the whole; and it did not come
 * with this release into a struct whose layout was never frozen for this data
 * model: that may have always had it.  Nor is it new in a struct where another has
 * gone from its place: then it is a new name for that, which a waiver let pass,
 * and what was promised stays.
 */
static bool has_joined(const struct ab_freeze *freeze, const struct wholes *whole,
		       const struct ab_aggregate *to, const struct ab_field *field)
{
	if (holds_some(whole->then, field))
		return false;
	if (to->is_union)
		return true;
	/* bits without a name are room, and nobody's */
	if ((!field->name && !field->type->body) || !is_known_here(freeze, &to->size_bytes))
		return false;
	for (unsigned i = 0; i < to->n_fields; i++)
		if (numbers_agree(freeze, &to->fields[i].bit_offset, &field->bit_offset) &&
		    !holds_some(whole->now, &to->fields[i]))
			return false;
	return true;
}

/* Whether the two are, or hold, one and the same member. */
static bool is_partly(const struct ab_field *a, const struct ab_field *b)
{
	const struct ab_aggregate *const inner = a->name ? NULL : a->type->body;

	if (!inner)
		return a->name && b->name
			   ? strcmp(a->name, b->name) == 0
			   : !b->name && b->type->body && holds_some(b->type->body, a);
	for (unsigned i = 0; i < inner->n_fields; i++)
		if (is_partly(&inner->fields[i], b))
			return true;
	return false;
}

/* Behind the last one that is in both and stands before it, in whatever braces. */
static unsigned position_of_new(const struct ab_aggregate *to, const struct ab_aggregate *from,
				unsigned i)
{
	while (i-- > 0)
		for (unsigned j = to->n_fields; j > 0; j--)
			if (is_partly(&from->fields[i], &to->fields[j - 1]))
				return j;
	return 0;
}

/* Returns whether a new member has altered the layout. */
static bool merge_bodies(const struct ab_freeze *freeze, const struct wholes *whole,
			 struct ab_aggregate *to, const struct ab_aggregate *from)
{
	bool has_new = false, is_relaid = false;

	for (unsigned i = 0; i < from->n_fields; i++) {
		struct ab_field *field = find_field(to, &from->fields[i], i);
		struct ab_aggregate *inner, *inner_from;

		if (!field) {
			if (!has_joined(freeze, whole, to, &from->fields[i]))
				continue;
			add_member(freeze, to,
				   to->is_union ? to->n_fields : position_of_new(to, from, i),
				   from->fields[i]);
			has_new = true;
			continue;
		}
		ab_freeze_numbers(freeze, &field->bit_offset, &from->fields[i].bit_offset);
		if (ab_freeze_type(freeze, &field->type, from->fields[i].type))
			continue;
		inner = ab_type_body(field->type);
		inner_from = ab_type_body(from->fields[i].type);
		if (inner && inner_from) {
			const struct wholes own = {inner, inner_from};

			is_relaid |=
			    merge_bodies(freeze, field->name ? &own : whole, inner, inner_from);
		}
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

/* whole: where from's names are told apart.  What stands in other braces now lies one knows not where. */
static void replace_layout(const struct ab_freeze *freeze, struct ab_aggregate *to,
			   const struct ab_aggregate *from, const struct ab_aggregate *whole)
{
	replace_numbers(freeze, &to->size_bytes, &from->size_bytes);
	replace_numbers(freeze, &to->align_bytes, &from->align_bytes);
	for (unsigned i = 0; i < to->n_fields; i++) {
		struct ab_field *const field = &to->fields[i];
		const struct ab_field *const now = find_field(from, field, i);
		struct ab_aggregate *inner, *inner_from;

		if (!now) {
			if (holds_some(whole, field))
				field->bit_offset.known = 0;
			continue;
		}
		inner = ab_type_body(field->type);
		inner_from = ab_type_body(now->type);
		/* what joined is current's own body, and moved already */
		if (inner == inner_from && inner)
			continue;
		replace_numbers(freeze, &field->bit_offset, &now->bit_offset);
		if (inner && inner_from)
			replace_layout(freeze, inner, inner_from, field->name ? inner_from : whole);
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

/* Its own, or that of its unnamed type. */
static struct ab_aggregate *body_of(const struct ab_entity *entity)
{
	return entity->body ? entity->body : entity->type ? ab_type_body(entity->type) : NULL;
}

static bool is_held(const struct ab_type *type)
{
	while (type->kind == AB_TYPE_ARRAY)
		type = type->of;
	return type->body != NULL;
}

void ab_freeze_layout(struct ab_freeze *freeze, struct ab_entity *then, const struct ab_entity *now)
{
	struct ab_laid *const laid = remember(freeze, then, now);
	const struct wholes whole = {body_of(then), body_of(now)};

	ab_freeze_numbers(freeze, &then->object_size, &now->object_size);
	if (!whole.then || !whole.now || !merge_bodies(freeze, &whole, body_of(then), whole.now))
		return;
	laid->is_relaid = true;
	replace_layout(freeze, body_of(then), whole.now, whole.now);
	if (then->type && is_held(then->type))
		replace_numbers(freeze, &then->object_size, &now->object_size);
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
	struct ab_aggregate *const body = body_of(then), *const body_now = body_of(laid->now);
	const bool is_object = then->type && holds_relaid(freeze, then->type);

	if (laid->is_relaid || !(is_object || (body && body_holds_relaid(freeze, body))))
		return false;
	if (is_object)
		replace_numbers(freeze, &then->object_size, &laid->now->object_size);
	if (body && body_now)
		replace_layout(freeze, body, body_now, body_now);
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
