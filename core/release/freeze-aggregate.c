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

/* 1 more than the last place of what is, or holds, the member or one of those in it; 0: none. */
static unsigned behind(const struct members *members, const struct ab_field *field)
{
	const struct ab_aggregate *const inner = field->name ? NULL : field->type->body;
	const struct ab_index_entry *found = field->name ? find_own(members, field->name) : NULL;
	unsigned last = 0;

	if (field->name && !found)
		found = find_inner(members, field->name);
	if (field->name)
		return found ? (unsigned)found->at + 1 : 0;
	for (unsigned i = 0; inner && i < inner->n_fields; i++) {
		const unsigned place = behind(members, &inner->fields[i]);

		if (last < place)
			last = place;
	}
	return last;
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

/* Members that join a body: each behind so many of those that it has. */
struct joining {
	struct joined {
		const struct ab_field *field;
		unsigned behind;
	} * items;
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

/* They are in the order in which they stand. */
static void join(const struct ab_freeze *freeze, struct ab_aggregate *to,
		 const struct joining *joining)
{
	struct ab_field *fields;
	unsigned n = 0, old = 0;

	if (!joining->count)
		return;
	fields =
	    AB_NEW_ARRAY(freeze->frozen->arena, struct ab_field, to->n_fields + joining->count);
	for (size_t i = 0; i < joining->count; i++) {
		while (old < joining->items[i].behind)
			fields[n++] = to->fields[old++];
		fields[n++] = joined_field(freeze, joining->items[i].field);
	}
	while (old < to->n_fields)
		fields[n++] = to->fields[old++];
	to->fields = fields;
	to->n_fields = n;
}

/* Where names are told apart: the bodies that are no unnamed members. */
struct wholes {
	struct members then, now;
};

/* Those of a body that are gone from the whole, by where they lay. */
struct gone {
	const struct ab_aggregate *body;
	struct ab_index offsets; /* at: the first, 1 more than its place */
	size_t *next;		 /* likewise; 0: there is no more */
};

/* A number as a key. */
static const void *as_pointer(uint64_t number)
{
	return (const void *)(uintptr_t)number;
}

static struct gone gone_from(const struct ab_freeze *freeze, const struct members *now,
			     const struct ab_aggregate *to)
{
	struct gone gone = {to, {NULL, 0, 0}, NULL};
	const unsigned n_models = freeze->current->n_models;

	gone.next = AB_NEW_ARRAY(freeze->frozen->arena, size_t, (size_t)to->n_fields * n_models);
	for (unsigned i = to->n_fields; i-- > 0;)
		for (unsigned model = 0; model < n_models; model++) {
			const struct ab_per_model *offset = &to->fields[i].bit_offset;
			const int frozen = freeze->models[model];
			struct ab_index_entry *entry;

			if (frozen < 0 || !(offset->known >> frozen & 1) ||
			    holds_some(now, &to->fields[i]))
				continue;
			entry = ab_index_enter_pair(freeze->frozen->arena, &gone.offsets,
						    &freeze->models[model],
						    as_pointer(offset->value[frozen]), NULL);
			gone.next[i * n_models + model] = entry->at;
			entry->at = i + 1;
		}
	return gone;
}

/* Whether one that is gone lay where the member lies. */
static bool is_in_place_of_gone(const struct ab_freeze *freeze, const struct gone *gone,
				const struct ab_field *field)
{
	const unsigned n_models = freeze->current->n_models;

	for (unsigned model = 0; model < n_models; model++) {
		const struct ab_index_entry *entry =
		    field->bit_offset.known >> model & 1
			? ab_index_find_pair(&gone->offsets, &freeze->models[model],
					     as_pointer(field->bit_offset.value[model]))
			: NULL;

		for (size_t at = entry ? entry->at : 0; at;
		     at = gone->next[(at - 1) * n_models + model])
			if (numbers_agree(freeze, &gone->body->fields[at - 1].bit_offset,
					  &field->bit_offset))
				return true;
	}
	return false;
}

/*
 * Whether what is not in a body is new, and came with this release.  It is not
 * new where it only stands in other braces, of the whole; and it did not come
 * with this release into a struct whose layout was never frozen for this data
 * model: that may have always had it.  Nor is it new in a struct where another has
 * gone from its place: then it is a new name for that, which a waiver let pass,
 * and what was promised stays.
 */
static bool has_joined(const struct ab_freeze *freeze, const struct wholes *whole,
		       const struct gone *gone, const struct ab_field *field)
{
	if (holds_some(&whole->then, field))
		return false;
	if (gone->body->is_union)
		return true;
	/* bits without a name are room, and nobody's */
	if ((!field->name && !field->type->body) || !is_known_here(freeze, &gone->body->size_bytes))
		return false;
	return !is_in_place_of_gone(freeze, gone, field);
}

static bool merge_bodies(const struct ab_freeze *freeze, const struct wholes *whole,
			 struct ab_aggregate *to, const struct ab_aggregate *from);

static bool merge_wholes(const struct ab_freeze *freeze, struct ab_aggregate *to,
			 const struct ab_aggregate *from)
{
	const struct wholes wholes = {members_of(freeze, to), members_of(freeze, from)};

	return merge_bodies(freeze, &wholes, to, from);
}

static bool merge_field(const struct ab_freeze *freeze, const struct wholes *whole,
			struct ab_field *field, const struct ab_field *from)
{
	struct ab_aggregate *inner, *inner_from;

	ab_freeze_numbers(freeze, &field->bit_offset, &from->bit_offset);
	if (ab_freeze_type(freeze, &field->type, from->type))
		return false;
	inner = ab_type_body(field->type);
	inner_from = ab_type_body(from->type);
	if (!inner || !inner_from)
		return false;
	return field->name ? merge_wholes(freeze, inner, inner_from)
			   : merge_bodies(freeze, whole, inner, inner_from);
}

/* Returns whether a new member has altered the layout. */
static bool merge_bodies(const struct ab_freeze *freeze, const struct wholes *whole,
			 struct ab_aggregate *to, const struct ab_aggregate *from)
{
	const struct members members = members_of(freeze, to);
	const struct gone gone = gone_from(freeze, &whole->now, to);
	struct joining joining = {NULL, 0, 0};
	bool is_relaid = false;
	unsigned last = 0; /* behind the last one that is in both, in whatever braces */

	for (unsigned i = 0; i < from->n_fields; i++) {
		const struct ab_field *const now = &from->fields[i];
		/* those that join here are not there yet */
		struct ab_field *field =
		    find_field(&members, now, to->is_union ? i : i - (unsigned)joining.count);
		const unsigned place = behind(&members, now);

		if (field) {
			is_relaid |= merge_field(freeze, whole, field, now);
		} else if (has_joined(freeze, whole, &gone, now)) {
			joining.items = AB_GROW(freeze->frozen->arena, joining.items, joining.count,
						&joining.capacity);
			joining.items[joining.count++] =
			    (struct joined){now, to->is_union ? to->n_fields : last};
		}
		if (place)
			last = place;
	}
	join(freeze, to, &joining);
	/* a union that has not grown here has not grown elsewhere, as far as one can know */
	if (joining.count &&
	    (!to->is_union || numbers_differ(freeze, &to->size_bytes, &from->size_bytes) ||
	     numbers_differ(freeze, &to->align_bytes, &from->align_bytes)))
		is_relaid = true;
	ab_freeze_numbers(freeze, &to->size_bytes, &from->size_bytes);
	ab_freeze_numbers(freeze, &to->align_bytes, &from->align_bytes);
	return is_relaid;
}

/* ---- layouts that are others now ---- */

static void replace_whole(const struct ab_freeze *freeze, struct ab_aggregate *to,
			  const struct ab_aggregate *from);

/* whole: where from's names are told apart.  What stands in other braces now lies one knows not where. */
static void replace_layout(const struct ab_freeze *freeze, struct ab_aggregate *to,
			   const struct ab_aggregate *from, const struct members *whole)
{
	const struct members members = members_of(freeze, from);

	replace_numbers(freeze, &to->size_bytes, &from->size_bytes);
	replace_numbers(freeze, &to->align_bytes, &from->align_bytes);
	for (unsigned i = 0; i < to->n_fields; i++) {
		struct ab_field *const field = &to->fields[i];
		const struct ab_field *const now = find_field(&members, field, i);
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
		if (inner && inner_from && field->name)
			replace_whole(freeze, inner, inner_from);
		else if (inner && inner_from)
			replace_layout(freeze, inner, inner_from, whole);
	}
}

static void replace_whole(const struct ab_freeze *freeze, struct ab_aggregate *to,
			  const struct ab_aggregate *from)
{
	const struct members whole = members_of(freeze, from);

	replace_layout(freeze, to, from, &whole);
}

static struct ab_laid *remember(struct ab_freeze *freeze, struct ab_entity *then,
				const struct ab_entity *now)
{
	freeze->laid =
	    AB_GROW(freeze->frozen->arena, freeze->laid, freeze->n_laid, &freeze->laid_capacity);
	freeze->laid[freeze->n_laid] = (struct ab_laid){then, now, false};
	ab_index_enter_pair(freeze->frozen->arena, &freeze->laid_places, then, NULL, NULL)->at =
	    freeze->n_laid;
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
	struct ab_aggregate *const body = body_of(then), *const body_now = body_of(now);

	ab_freeze_numbers(freeze, &then->object_size, &now->object_size);
	if (!body || !body_now || !merge_wholes(freeze, body, body_now))
		return;
	laid->is_relaid = true;
	replace_whole(freeze, body, body_now);
	if (then->type && is_held(then->type))
		replace_numbers(freeze, &then->object_size, &now->object_size);
}

static bool is_relaid(const struct ab_freeze *freeze, const struct ab_entity *then)
{
	const struct ab_index_entry *found = ab_index_find_pair(&freeze->laid_places, then, NULL);

	return found && freeze->laid[found->at].is_relaid;
}

/* ---- what holds them ---- */

/* Which of the laid hold a type by value. */
struct holders {
	struct ab_index types; /* entities; at: the first holder, 1 more than its place */
	struct holder {
		size_t laid;
		size_t next; /* 1 more than its place; 0: there is no more */
	} * items;
	size_t count, capacity;
};

static void note_holder(const struct ab_freeze *freeze, struct holders *holders,
			const struct ab_entity *type, size_t laid)
{
	struct ab_arena *const arena = freeze->frozen->arena;
	struct ab_index_entry *entry =
	    ab_index_enter_pair(arena, &holders->types, type, NULL, NULL);

	holders->items = AB_GROW(arena, holders->items, holders->count, &holders->capacity);
	holders->items[holders->count++] = (struct holder){laid, entry->at};
	entry->at = holders->count;
}

static void note_body(const struct ab_freeze *freeze, struct holders *holders,
		      const struct ab_aggregate *body, size_t laid);

static void note_held(const struct ab_freeze *freeze, struct holders *holders,
		      const struct ab_type *type, size_t laid)
{
	const struct ab_entity *entity;

	type = ab_type_resolve(freeze->frozen, type, freeze->frozen->arena, &entity);
	while (type->kind == AB_TYPE_ARRAY)
		type = ab_type_resolve(freeze->frozen, type->of, freeze->frozen->arena, &entity);
	if (entity)
		note_holder(freeze, holders, entity, laid);
	if (type->body)
		note_body(freeze, holders, type->body, laid);
}

static void note_body(const struct ab_freeze *freeze, struct holders *holders,
		      const struct ab_aggregate *body, size_t laid)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		note_held(freeze, holders, body->fields[i].type, laid);
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

static void freeze_holder(const struct ab_freeze *freeze, struct ab_laid *laid)
{
	struct ab_entity *const then = laid->then;
	struct ab_aggregate *const body = body_of(then), *const body_now = body_of(laid->now);

	if (then->type && holds_relaid(freeze, then->type))
		replace_numbers(freeze, &then->object_size, &laid->now->object_size);
	if (body && body_now)
		replace_whole(freeze, body, body_now);
	laid->is_relaid = true;
}

void ab_freeze_holders(struct ab_freeze *freeze)
{
	size_t *queue = AB_NEW_ARRAY(freeze->frozen->arena, size_t, freeze->n_laid);
	struct holders holders = {{NULL, 0, 0}, NULL, 0, 0};
	size_t n = 0;

	for (size_t i = 0; i < freeze->n_laid; i++)
		if (freeze->laid[i].is_relaid)
			queue[n++] = i;
	for (size_t i = 0; n && i < freeze->n_laid; i++) {
		if (body_of(freeze->laid[i].then))
			note_body(freeze, &holders, body_of(freeze->laid[i].then), i);
		if (freeze->laid[i].then->type)
			note_held(freeze, &holders, freeze->laid[i].then->type, i);
	}
	for (size_t done = 0; done < n; done++) {
		const struct ab_index_entry *found =
		    ab_index_find_pair(&holders.types, freeze->laid[queue[done]].then, NULL);

		for (size_t at = found ? found->at : 0; at; at = holders.items[at - 1].next) {
			const size_t laid = holders.items[at - 1].laid;

			if (freeze->laid[laid].is_relaid)
				continue;
			freeze_holder(freeze, &freeze->laid[laid]);
			queue[n++] = laid;
		}
	}
}
