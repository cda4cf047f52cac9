/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-aggregate.c - structs and unions put onto a frozen record.
 *
 * A union may gain members: what has been released once is promised, too.  Layouts are
 * added for data models that have none.  What has another layout is not as promised, and
 * was taken over whole before (ab_freeze_passed).
 */
#include "freeze.h"

#include <string.h>

/* ---- the same member on both sides ---- */

/*
 * The members of a body by name: its own, and those of its unnamed members, which are
 * members of it, too.
 */
enum { SPACE_OWN, SPACE_INNER };

struct members {
	const struct ab_aggregate *body;
	struct ab_index names; /* at: the place in the body of what is, or holds, it */
};

static void know_inner(const struct ab_freeze *freeze, struct members *members,
		       const struct ab_aggregate *inner, unsigned place)
{
	for (unsigned i = 0; i < inner->n_fields; i++) {
		const struct ab_field *field = &inner->fields[i];
		bool is_new;
		struct ab_index_entry *entry;

		if (!field->name && field->type->body)
			know_inner(freeze, members, field->type->body, place);
		if (!field->name)
			continue;
		entry = ab_index_enter(freeze->frozen->arena, &members->names, SPACE_INNER,
				       field->name, &is_new);
		if (is_new)
			entry->at = place;
	}
}

static struct members members_of(const struct ab_freeze *freeze, const struct ab_aggregate *body)
{
	struct members members = {body, {NULL, 0, 0}};

	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *field = &body->fields[i];
		bool is_new;
		struct ab_index_entry *entry;

		if (!field->name && field->type->body)
			know_inner(freeze, &members, field->type->body, i);
		if (!field->name)
			continue;
		entry = ab_index_enter(freeze->frozen->arena, &members.names, SPACE_OWN,
				       field->name, &is_new);
		if (is_new)
			entry->at = i;
	}
	return members;
}

static const struct ab_index_entry *find_inner(const struct members *members, const char *name)
{
	return ab_index_find(&members->names, SPACE_INNER, name);
}

static const struct ab_index_entry *find_own(const struct members *members, const char *name)
{
	return ab_index_find(&members->names, SPACE_OWN, name);
}

/* Whether a body holds the member or, where that has no name, one of those in it. */
static bool holds_some(const struct members *members, const struct ab_field *field)
{
	const struct ab_aggregate *const inner = field->name ? NULL : field->type->body;

	if (field->name)
		return find_own(members, field->name) || find_inner(members, field->name);
	for (unsigned i = 0; inner && i < inner->n_fields; i++)
		if (holds_some(members, &inner->fields[i]))
			return true;
	return false;
}

/* The first unnamed member that holds one of those in a body, or the number of members. */
static unsigned first_with(const struct members *members, const struct ab_aggregate *like)
{
	unsigned first = members->body->n_fields;

	for (unsigned i = 0; i < like->n_fields; i++) {
		const struct ab_field *field = &like->fields[i];
		const struct ab_index_entry *found =
		    field->name ? find_inner(members, field->name) : NULL;
		unsigned place = found ? (unsigned)found->at : first;

		if (!field->name && field->type->body)
			place = first_with(members, field->type->body);
		if (place < first)
			first = place;
	}
	return first;
}

/* An unnamed member is known by what it holds, an unnamed bit-field by where it stands. */
static struct ab_field *find_field(const struct members *members, const struct ab_field *like,
				   unsigned position)
{
	const struct ab_aggregate *const body = members->body;
	const struct ab_index_entry *found = like->name ? find_own(members, like->name) : NULL;
	unsigned place;

	if (like->name)
		return found ? &body->fields[found->at] : NULL;
	place = like->type->body ? first_with(members, like->type->body) : position;
	if (place >= body->n_fields || (!like->type->body && body->fields[place].name))
		return NULL;
	return &body->fields[place];
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

/* Members that join a union. */
struct joining {
	const struct ab_field **items;
	size_t count, capacity;
};

static struct ab_field joined_field(const struct ab_freeze *freeze, const struct ab_field *from)
{
	struct ab_field field = *from;

	date_member(freeze, &field);
	ab_move_numbers(freeze, &field.bit_offset);
	ab_move_bodies_of(freeze, field.type);
	return field;
}

/* Behind the others: the order is none of the promise. */
static void join(const struct ab_freeze *freeze, struct ab_aggregate *to,
		 const struct joining *joining)
{
	struct ab_field *fields;

	if (!joining->count)
		return;
	fields =
	    AB_NEW_ARRAY(freeze->frozen->arena, struct ab_field, to->n_fields + joining->count);
	if (to->n_fields)
		memcpy(fields, to->fields, to->n_fields * sizeof *fields);
	for (size_t i = 0; i < joining->count; i++)
		fields[to->n_fields + i] = joined_field(freeze, joining->items[i]);
	to->fields = fields;
	to->n_fields += (unsigned)joining->count;
}

static void merge_bodies(const struct ab_freeze *freeze, const struct members *whole,
			 struct ab_aggregate *to, const struct ab_aggregate *from);

static void merge_whole(const struct ab_freeze *freeze, struct ab_aggregate *to,
			const struct ab_aggregate *from)
{
	const struct members whole = members_of(freeze, to);

	merge_bodies(freeze, &whole, to, from);
}

static void merge_field(const struct ab_freeze *freeze, const struct members *whole,
			struct ab_field *field, const struct ab_field *from)
{
	struct ab_aggregate *inner, *inner_from;

	field->is_unavailable = from->is_unavailable;
	ab_freeze_numbers(freeze, &field->bit_offset, &from->bit_offset);
	if (ab_freeze_type(freeze, &field->type, from->type))
		return;
	inner = ab_type_body(field->type);
	inner_from = ab_type_body(from->type);
	if (!inner || !inner_from)
		return;
	if (field->name)
		merge_whole(freeze, inner, inner_from);
	else
		merge_bodies(freeze, whole, inner, inner_from);
}

/*
 * whole: where names are told apart, the body that is no unnamed member.  What only stands
 * in other braces of that is not new.  What is new in a struct has not come with this
 * release: it is not as promised there, or of a data model that was never frozen.
 */
static void merge_bodies(const struct ab_freeze *freeze, const struct members *whole,
			 struct ab_aggregate *to, const struct ab_aggregate *from)
{
	const struct members members = members_of(freeze, to);
	struct joining joining = {NULL, 0, 0};

	for (unsigned i = 0; i < from->n_fields; i++) {
		const struct ab_field *const now = &from->fields[i];
		struct ab_field *const field = find_field(&members, now, i);

		if (field) {
			merge_field(freeze, whole, field, now);
		} else if (to->is_union && !holds_some(whole, now)) {
			joining.items = AB_GROW(freeze->frozen->arena, joining.items, joining.count,
						&joining.capacity);
			joining.items[joining.count++] = now;
		}
	}
	join(freeze, to, &joining);
	ab_freeze_numbers(freeze, &to->size_bytes, &from->size_bytes);
	ab_freeze_numbers(freeze, &to->align_bytes, &from->align_bytes);
}

/* What the library has now counts, whether it was let pass or is known for the first time. */
static void take_library_size(const struct ab_freeze *freeze, struct ab_entity *then,
			      const struct ab_entity *now)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++)
		if (freeze->models[i] >= 0 && now->library_size.known >> i & 1)
			then->library_size.known &= ~(UINT32_C(1) << freeze->models[i]);
	ab_freeze_numbers(freeze, &then->library_size, &now->library_size);
}

void ab_freeze_layout(const struct ab_freeze *freeze, struct ab_entity *then,
		      const struct ab_entity *now)
{
	struct ab_aggregate *const body = ab_entity_body(then), *const body_now =
								    ab_entity_body(now);

	ab_freeze_numbers(freeze, &then->object_size, &now->object_size);
	take_library_size(freeze, then, now);
	if (body && body_now)
		merge_whole(freeze, body, body_now);
}
