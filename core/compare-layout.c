/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare-layout.c - structs and unions with the same members as ever that lie
 * otherwise: packed, aligned, with other room between them (P2, P3).
 */
#include "aggregate.h"

#include <string.h>

const char *ab_member_path(const struct ab_comparison *cmp, const struct ab_place_in *in,
			   const struct ab_leaf *leaf)
{
	return ab_printf(cmp->arena, "%s%s", in->path, ab_leaf_name(leaf));
}

void ab_gather_held(const struct ab_comparison *cmp, const struct ab_aggregate *body,
		    struct ab_held *held)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_type *type = body->fields[i].type;

		while (type->kind == AB_TYPE_ARRAY)
			type = type->of;
		if (type->body) {
			ab_gather_held(cmp, type->body, held);
		} else {
			held->items =
			    AB_GROW(cmp->arena, held->items, held->count, &held->capacity);
			held->items[held->count++] = type;
		}
	}
}

bool ab_is_made_of_broken(struct ab_comparison *cmp, const struct ab_held *held)
{
	bool found = false;

	for (size_t i = 0; i < held->count; i++) {
		const struct ab_type *type = held->items[i];
		const struct ab_entity *entity;

		/* each typedef on the way may be the one that changed */
		for (unsigned steps = 0; steps < 64; steps++) {
			entity = type->kind == AB_TYPE_TYPEDEF
				     ? ab_record_find(cmp->promised, AB_TYPEDEF, type->name)
				     : NULL;
			if (!entity)
				break;
			found |= ab_is_broken(cmp, entity);
			type = entity->type;
			while (type->kind == AB_TYPE_ARRAY)
				type = type->of;
		}
		ab_type_resolve(cmp->promised, type, cmp->arena, &entity);
		if (!entity)
			continue;
		if (entity->kind != AB_ENUM)
			ab_compare_aggregate(cmp, entity);
		found |= ab_is_broken(cmp, entity);
	}
	return found;
}

/* ---- what is said ---- */

/* The member that has the body, "value" of "value.": NULL: the entity itself. */
static const char *member_of(const struct ab_comparison *cmp, const struct ab_place_in *in)
{
	const size_t length = strlen(in->path);

	return length ? ab_printf(cmp->arena, "%.*s", (int)length - 1, in->path) : NULL;
}

/* "'struct foo'", "the unnamed struct 'value' of 'struct foo'", "the unnamed struct of 'foo_p'" */
static const char *body_words(const struct ab_comparison *cmp, const struct ab_place_in *in,
			      const struct ab_aggregate *body)
{
	const char *member = member_of(cmp, in), *kind = body->is_union ? "union" : "struct";

	if (member)
		return ab_printf(cmp->arena, "the unnamed %s '%s' of '%s'", kind, member,
				 in->then->name);
	if (!in->then->body)
		return ab_printf(cmp->arena, "the unnamed %s of '%s'", kind, in->then->name);
	return ab_printf(cmp->arena, "'%s'", in->then->name);
}

/* A size or an alignment, in bytes, that is another. */
static void say_number(struct ab_comparison *cmp, const struct ab_place_in *in, enum ab_rule rule,
		       const char *what, const struct ab_aggregate *then,
		       const struct ab_aggregate *now, uint64_t was, uint64_t is)
{
	ab_say(cmp, rule, in->then, member_of(cmp, in), in->place,
	       "the %s of %s is now %llu bytes, promised as %llu, with the same members", what,
	       body_words(cmp, in, then), (unsigned long long)is, (unsigned long long)was)
	    ->consequence = then->is_packed != now->is_packed
				? "it is packed in one of the two"
				: "a bound, an attribute or #pragma pack alters its layout";
}

static void say_offset(struct ab_comparison *cmp, const struct ab_place_in *in,
		       const struct ab_aggregate *body, const struct ab_leaf *then,
		       const struct ab_leaf *now)
{
	const bool is_bit_field = then->field->bit_width >= 0;

	ab_say(cmp, is_bit_field ? AB_STRUCT_BITFIELD_CHANGED : AB_STRUCT_ALIGNMENT_CHANGED,
	       in->then, ab_member_path(cmp, in, then), now->field->place,
	       "field '%s' of %s is now at bit %llu, promised at %llu, with the same fields",
	       ab_leaf_name(then), body_words(cmp, in, body), (unsigned long long)now->offset_now,
	       (unsigned long long)then->offset_then)
	    ->consequence = is_bit_field ? "bits without a name or an attribute move it"
					 : "an attribute or #pragma pack moves it";
}

/* ---- the comparison ---- */

/* The first member that lies elsewhere; returns false: none. */
static bool find_moved(struct ab_comparison *cmp, const struct ab_aggregate *then,
		       const struct ab_aggregate *now, struct ab_leaf *was, struct ab_leaf *is)
{
	struct ab_leaves old = {0}, new = {0};

	ab_flatten(cmp, then, now, &old, &new);
	for (size_t i = 0; i < old.count; i++) {
		if (old.items[i].partner < 0)
			continue;
		*was = old.items[i];
		*is = new.items[was->partner];
		if (ab_leaf_is_moved(was, is))
			return true;
	}
	return false;
}

static bool is_other(const struct ab_comparison *cmp, const struct ab_per_model *then,
		     const struct ab_per_model *now, uint64_t *was, uint64_t *is)
{
	return ab_is_known(then, cmp->then_model, was) && ab_is_known(now, cmp->now_model, is) &&
	       *was != *is;
}

bool ab_compare_layout(struct ab_comparison *cmp, const struct ab_place_in *in,
		       const struct ab_aggregate *then, const struct ab_aggregate *now,
		       const struct ab_held *held)
{
	enum ab_rule rule = AB_STRUCT_SIZE_CHANGED;
	struct ab_leaf leaf_then, leaf_now;
	const char *what = "size";
	uint64_t was, is;

	if (!is_other(cmp, &then->size_bytes, &now->size_bytes, &was, &is)) {
		rule = AB_STRUCT_ALIGNMENT_CHANGED;
		what = is_other(cmp, &then->align_bytes, &now->align_bytes, &was, &is) ? "alignment"
										       : NULL;
	}
	if (!what && !find_moved(cmp, then, now, &leaf_then, &leaf_now))
		return false;
	if (ab_blame_layout(cmp, in->then, then, in->place, held->items, held->count))
		return true;
	if (!what)
		say_offset(cmp, in, then, &leaf_then, &leaf_now);
	else
		say_number(cmp, in, then->is_union ? AB_UNION_SIZE_CHANGED : rule, what, then, now,
			   was, is);
	return true;
}
