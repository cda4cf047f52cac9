/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaves.c - see leaves.h. */
#include "leaves.h"
#include "abiding/index.h"

#include <string.h>

bool ab_is_known(const struct ab_per_model *number, int model, uint64_t *value)
{
	if (model < 0 || !(number->known >> model & 1))
		return false;
	*value = number->value[model];
	return true;
}

/* One side of the comparison, and what stands on the other. */
struct side {
	const struct ab_record *record;
	int model;
	const struct ab_aggregate *other;
};

static bool has_unnamed(const struct ab_comparison *cmp, const struct ab_aggregate *body,
			const struct ab_type *type)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		if (!body->fields[i].name && !body->fields[i].type->body &&
		    ab_types_differ(cmp, body->fields[i].type, type) == AB_SAME)
			return true;
	return false;
}

/*
 * The braces behind an unnamed member, or NULL.  One of a type that has a name
 * (-fms-extensions) stays one where the other side has it too: what is in it is
 * that type's own matter.  Its qualifiers are those of all in it.
 */
static const struct ab_aggregate *body_behind(const struct ab_comparison *cmp,
					      const struct side *side, const struct ab_field *field,
					      unsigned *quals)
{
	const struct ab_entity *entity;

	*quals = field->type->quals;
	if (field->name || field->type->body)
		return field->name ? NULL : field->type->body;
	if (has_unnamed(cmp, side->other, field->type))
		return NULL;
	*quals = ab_type_resolve(side->record, field->type, cmp->arena, &entity)->quals;
	return entity ? entity->body : NULL;
}

/* A member as it is seen through the unnamed one that it stands in. */
static const struct ab_field *qualified(const struct ab_comparison *cmp,
					const struct ab_field *field, unsigned quals)
{
	const struct ab_type *element = field->type;
	struct ab_field *made;

	while (element->kind == AB_TYPE_ARRAY)
		element = element->of;
	if (!(quals & ~element->quals))
		return field;
	made = AB_NEW(cmp->arena, struct ab_field);
	*made = *field;
	made->type = ab_type_qualified(cmp->arena, field->type, element->quals | quals);
	return made;
}

/* Where braces begin in the whole: in bits, if that is known. */
struct base {
	uint64_t offset;
	bool is_known;
};

/* Each member of a union is an alternative. */
static struct ab_row *row_in(const struct ab_comparison *cmp, const struct ab_aggregate *body,
			     struct ab_row *row)
{
	struct ab_row *alternative;

	if (!body->is_union)
		return row;
	alternative = AB_NEW(cmp->arena, struct ab_row);
	alternative->outer = row;
	alternative->of = body;
	return alternative;
}

const struct ab_leaf *ab_row_before(struct ab_row *row)
{
	struct ab_row *const outer = row->outer;

	if (row->last || !outer)
		return row->last;
	if (outer->now != row->of) {
		outer->before = ab_row_before(outer);
		outer->now = row->of;
	}
	return outer->before;
}

void ab_row_note(struct ab_row *row, const struct ab_leaf *leaf)
{
	row->now = NULL;
	for (; row; row = row->outer)
		if (!row->last || row->last->partner < leaf->partner)
			row->last = leaf;
}

static void flatten(const struct ab_comparison *cmp, const struct side *side,
		    const struct ab_aggregate *body, const struct base *base, unsigned quals,
		    struct ab_row *row, struct ab_leaves *leaves)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *field = qualified(cmp, &body->fields[i], quals);
		unsigned inner_quals;
		const struct ab_aggregate *inner = body_behind(cmp, side, field, &inner_quals);
		uint64_t offset = 0;
		struct base here = *base;
		struct ab_leaf *leaf;

		here.is_known &=
		    ab_is_known(&field->bit_offset, side->model, &offset) || body->is_union;
		here.offset += offset;
		if (inner) {
			if (cmp->current->lacks_unnamed_quals)
				inner_quals = 0;
			flatten(cmp, side, inner, &here, inner_quals, row_in(cmp, body, row),
				leaves);
			continue;
		}
		leaves->items =
		    AB_GROW(cmp->arena, leaves->items, leaves->count, &leaves->capacity);
		leaf = &leaves->items[leaves->count++];
		leaf->field = field;
		leaf->group = body;
		leaf->row = row_in(cmp, body, row);
		leaf->offset_then = leaf->offset_now = here.offset;
		leaf->is_placed = here.is_known;
		leaf->partner = leaf->gives_to = leaf->taken_from = -1;
	}
}

static size_t stem_length(const char *name)
{
	size_t length = strlen(name);

	while (length && name[length - 1] >= '0' && name[length - 1] <= '9')
		length--;
	return length;
}

bool ab_is_made_now(const struct ab_aggregate *now, const char *name)
{
	const size_t length = name ? stem_length(name) : 0;

	for (unsigned i = 0; name && i < now->n_made; i++)
		if (stem_length(now->made[i]) == length && strncmp(now->made[i], name, length) == 0)
			return true;
	for (unsigned i = 0; name && i < now->n_fields; i++)
		if (!now->fields[i].name && now->fields[i].type->body &&
		    ab_is_made_now(now->fields[i].type->body, name))
			return true;
	return false;
}

const char *ab_leaf_name(const struct ab_leaf *leaf)
{
	return leaf->field->name ? leaf->field->name : "";
}

static bool is_same_member(const struct ab_comparison *cmp, const struct ab_leaf *a,
			   const struct ab_leaf *b)
{
	if (strcmp(ab_leaf_name(a), ab_leaf_name(b)) != 0)
		return false;
	/* unnamed members of a tagged type (-fms-extensions) are told apart by it */
	return a->field->name || ab_types_differ(cmp, a->field->type, b->field->type) == AB_SAME;
}

/* Of what is called so and has no partner yet: the first from the same place on, else the first. */
static void match_one(const struct ab_comparison *cmp, struct ab_leaves *then, size_t i,
		      struct ab_leaves *now, const struct ab_index_entry *first, const size_t *next)
{
	const size_t place = now->count ? i % now->count : 0;
	struct ab_leaf *leaf = &then->items[i];
	size_t found = 0;

	/* nearly always there */
	if (first && now->items[place].partner < 0 && is_same_member(cmp, leaf, &now->items[place]))
		found = place + 1;
	for (size_t at = first && !found ? first->at : 0; at; at = next[at - 1]) {
		const bool is_before = at - 1 < place;

		if (now->items[at - 1].partner >= 0 || (is_before && found) ||
		    !is_same_member(cmp, leaf, &now->items[at - 1]))
			continue;
		found = at;
		if (!is_before)
			break;
	}
	if (!found)
		return;
	leaf->partner = (int)(found - 1);
	now->items[found - 1].partner = (int)i;
}

static void match(const struct ab_comparison *cmp, struct ab_leaves *then, struct ab_leaves *now)
{
	size_t *next = AB_NEW_ARRAY(cmp->arena, size_t, now->count);
	struct ab_index names = {NULL, 0, 0};

	/* "at" and next: 1 more than a place, 0 where there is no more */
	for (size_t i = now->count; i-- > 0;) {
		struct ab_index_entry *entry =
		    ab_index_enter(cmp->arena, &names, 0, ab_leaf_name(&now->items[i]), NULL);

		next[i] = entry->at;
		entry->at = i + 1;
	}
	for (size_t i = 0; i < then->count; i++) {
		const char *name = ab_leaf_name(&then->items[i]);

		match_one(cmp, then, i, now, ab_index_find(&names, 0, name), next);
	}
}

void ab_flatten(const struct ab_comparison *cmp, const struct ab_aggregate *then,
		const struct ab_aggregate *now, struct ab_leaves *leaves_then,
		struct ab_leaves *leaves_now)
{
	const struct side was = {cmp->promised, cmp->then_model, now};
	const struct side is = {cmp->current, cmp->now_model, then};
	const struct base start = {0, true};

	flatten(cmp, &was, then, &start, 0, AB_NEW(cmp->arena, struct ab_row), leaves_then);
	flatten(cmp, &is, now, &start, 0, AB_NEW(cmp->arena, struct ab_row), leaves_now);
	match(cmp, leaves_then, leaves_now);
}

bool ab_leaf_is_moved(const struct ab_leaf *then, const struct ab_leaf *now)
{
	return then->is_placed && now->is_placed && then->offset_then != now->offset_now;
}

/* Whether an array is a shorter one now, with the same elements. */
static bool is_shorter(const struct ab_comparison *cmp, const struct ab_type *then,
		       const struct ab_type *now)
{
	return then->kind == AB_TYPE_ARRAY && now->kind == AB_TYPE_ARRAY && now->count > 0 &&
	       then->count > now->count && ab_types_differ(cmp, then->of, now->of) == AB_SAME;
}

static bool has_moved_but(const struct ab_leaves *then, const struct ab_leaves *now, size_t but)
{
	for (size_t j = 0; j < now->count; j++)
		if (j != but && now->items[j].partner >= 0 &&
		    ab_leaf_is_moved(&then->items[now->items[j].partner], &now->items[j]))
			return true;
	return false;
}

void ab_note_room_given(const struct ab_comparison *cmp, struct ab_leaves *then,
			struct ab_leaves *now)
{
	for (size_t j = 0; j < now->count; j++) {
		struct ab_leaf *first = &now->items[j], *old;
		size_t k = j;

		while (k < now->count && now->items[k].partner < 0)
			k++;
		if (k == j || k == now->count || first->group->is_union)
			continue;
		old = &then->items[now->items[k].partner];
		if (old->is_placed && first->is_placed && old->offset_then == first->offset_now &&
		    is_shorter(cmp, old->field->type, now->items[k].field->type) &&
		    !has_moved_but(then, now, k)) {
			old->gives_to = (int)j;
			first->taken_from = now->items[k].partner;
		}
		j = k;
	}
}
