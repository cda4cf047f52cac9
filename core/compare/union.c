/* SPDX-License-Identifier: GPL-3.0-or-later */
/* union.c - unions that new members join: their size is all that counts (P3). */
#include "comparison.h"
#include "aggregate.h"

/* The union that has that body as an unnamed member, in it or in what it holds; NULL: none. */
static const struct ab_aggregate *union_around(const struct ab_aggregate *outer,
					       const struct ab_aggregate *body)
{
	const struct ab_aggregate *found = NULL;

	for (unsigned i = 0; i < outer->n_fields && !found; i++) {
		const struct ab_field *field = &outer->fields[i];

		if (field->name || !field->type->body)
			continue;
		if (field->type->body == body)
			return outer->is_union ? outer : NULL;
		found = union_around(field->type->body, body);
	}
	return found;
}

static bool is_group_new(const struct ab_leaves *now, const struct ab_aggregate *group)
{
	for (size_t j = 0; j < now->count; j++)
		if (now->items[j].group == group && now->items[j].partner >= 0)
			return false;
	return true;
}

/* The union that a leaf is a new member of, by itself or as one of an unnamed struct that is new. */
const struct ab_aggregate *ab_union_of_new(const struct ab_leaves *now, const struct ab_leaf *new,
					   const struct ab_aggregate *body_now)
{
	if (new->group->is_union || !is_group_new(now, new->group))
		return new->group->is_union ? new->group : NULL;
	return union_around(body_now, new->group);
}

/* Where a new leaf joins a union that was there before, that: its size is all that counts. */
const struct ab_aggregate *ab_union_joined(const struct ab_leaves *then,
					   const struct ab_leaves *now,
					   const struct ab_aggregate *group,
					   const struct ab_aggregate *body_then,
					   const struct ab_aggregate *body_now)
{
	if (!group)
		return NULL;
	if (group == body_now)
		return body_then;
	for (size_t j = 0; j < now->count; j++) {
		const struct ab_leaf *other = &now->items[j];

		if (other->group == group && other->partner >= 0 &&
		    then->items[other->partner].group->is_union)
			return then->items[other->partner].group;
	}
	return NULL;
}

bool ab_has_grown(const struct ab_comparison *cmp, const struct ab_aggregate *then,
		  const struct ab_aggregate *now)
{
	uint64_t a, b;

	if (ab_is_known(&then->size_bytes, cmp->then_model, &a) &&
	    ab_is_known(&now->size_bytes, cmp->now_model, &b) && a != b)
		return true;
	return ab_is_known(&then->align_bytes, cmp->then_model, &a) &&
	       ab_is_known(&now->align_bytes, cmp->now_model, &b) && a != b;
}
