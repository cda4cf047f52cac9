/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * layout.c - structs and unions with the same members as ever that lie
 * otherwise: packed, aligned, with other room between them (P2, P3).
 */
#include "aggregate.h"

#include <string.h>

const char *ab_member_path(const struct ab_comparison *cmp, const struct ab_place_in *in,
			   const struct ab_leaf *leaf)
{
	return ab_printf(cmp->arena, "%s%s", in->path, ab_leaf_name(leaf));
}

static void add_held(const struct ab_comparison *cmp, const struct ab_type *type,
		     struct ab_held *held)
{
	held->items = AB_GROW(cmp->arena, held->items, held->count, &held->capacity);
	held->items[held->count++] = type;
}

void ab_gather_held(const struct ab_comparison *cmp, const struct ab_aggregate *body,
		    struct ab_held *held)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_type *type = body->fields[i].type;

		while (type->kind == AB_TYPE_ARRAY)
			type = type->of;
		if (type->body)
			ab_gather_held(cmp, type->body, held);
		else
			add_held(cmp, type, held);
	}
}

void ab_gather_inner(const struct ab_comparison *cmp, const struct ab_aggregate *body,
		     struct ab_held *held)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_type *type = body->fields[i].type;
		const struct ab_aggregate *const inner = ab_type_body(type);

		while (type->kind == AB_TYPE_ARRAY)
			type = type->of;
		if (inner)
			ab_gather_inner(cmp, inner, held);
		else
			add_held(cmp, type, held);
	}
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

static bool is_other(const struct ab_comparison *cmp, const struct ab_per_model *then,
		     const struct ab_per_model *now, uint64_t *was, uint64_t *is)
{
	return ab_is_known(then, cmp->then_model, was) && ab_is_known(now, cmp->now_model, is) &&
	       *was != *is;
}

/* "the size of 'foo' is now 56 bytes, promised as 40" */
static bool describe_number(const struct ab_comparison *cmp, const struct ab_place_in *in,
			    const struct ab_bodies *bodies, const char *what,
			    const struct ab_per_model *then, const struct ab_per_model *now,
			    struct ab_layout_change *change)
{
	uint64_t was, is;

	if (!is_other(cmp, then, now, &was, &is))
		return false;
	change->member = member_of(cmp, in);
	change->place = in->place;
	change->message =
	    ab_printf(cmp->arena, "the %s of %s is now %llu bytes, promised as %llu%s", what,
		      body_words(cmp, in, bodies->then), (unsigned long long)is,
		      (unsigned long long)was, bodies->are_same ? ", with the same members" : "");
	change->consequence =
	    bodies->then->is_packed != bodies->now->is_packed ? "it is packed in one of the two"
	    : bodies->now->n_made ? "a member whose name a macro makes, a bound, an attribute or "
				    "#pragma pack alters its layout"
				  : "a bound, an attribute or #pragma pack alters its layout";
	return true;
}

static void describe_offset(const struct ab_comparison *cmp, const struct ab_place_in *in,
			    const struct ab_bodies *bodies, const struct ab_leaf *then,
			    const struct ab_leaf *now, struct ab_layout_change *change)
{
	const bool is_bit_field = then->field->bit_width >= 0;

	change->rule = is_bit_field ? AB_STRUCT_BITFIELD_CHANGED : AB_STRUCT_ALIGNMENT_CHANGED;
	change->member = ab_member_path(cmp, in, then);
	change->place = now->field->place;
	change->message =
	    ab_printf(cmp->arena, "field '%s' of %s is now at bit %llu, promised at %llu%s",
		      ab_leaf_name(then), body_words(cmp, in, bodies->then),
		      (unsigned long long)now->offset_now, (unsigned long long)then->offset_then,
		      bodies->are_same ? ", with the same fields" : "");
	change->consequence = is_bit_field ? "bits without a name or an attribute move it"
					   : "an attribute or #pragma pack moves it";
}

/* ---- the comparison ---- */

/* The first member that lies elsewhere; returns false: none. */
static bool find_moved(struct ab_comparison *cmp, const struct ab_bodies *bodies,
		       struct ab_leaf *was, struct ab_leaf *is)
{
	struct ab_leaves old = {0}, new = {0};

	ab_flatten(cmp, bodies->then, bodies->now, &old, &new);
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

/* What is other, of size, alignment and offsets, the first of it; returns false: nothing. */
static bool find_change(struct ab_comparison *cmp, const struct ab_place_in *in,
			const struct ab_bodies *bodies, struct ab_layout_change *change)
{
	const struct ab_aggregate *then = bodies->then, *now = bodies->now;
	struct ab_leaf leaf_then, leaf_now;

	change->rule = then->is_union ? AB_UNION_SIZE_CHANGED : AB_STRUCT_SIZE_CHANGED;
	if (describe_number(cmp, in, bodies, "size", &then->size_bytes, &now->size_bytes, change))
		return true;
	change->rule = then->is_union ? AB_UNION_SIZE_CHANGED : AB_STRUCT_ALIGNMENT_CHANGED;
	if (describe_number(cmp, in, bodies, "alignment", &then->align_bytes, &now->align_bytes,
			    change))
		return true;
	if (!find_moved(cmp, bodies, &leaf_then, &leaf_now))
		return false;
	describe_offset(cmp, in, bodies, &leaf_then, &leaf_now, change);
	return true;
}

/* For those who waive what has been said of the body since a finding: what to state. */
static void state_layout(struct ab_comparison *cmp, const struct ab_place_in *in, size_t first)
{
	const char *layout = ab_layout_to_state(cmp, in->whole);

	for (size_t i = first; i < cmp->findings->count; i++)
		if (cmp->findings->items[i].entity == in->then->name)
			cmp->findings->items[i].layout = layout;
}

/* Why the layout is told beside what made it, or without it. */
static const char *why(const struct ab_comparison *cmp, const struct ab_place_in *in,
		       const struct ab_bodies *bodies, const struct ab_layout_change *change)
{
	const char *lacking = ab_lacking_layout(cmp, in->then, in->whole);

	if (lacking)
		return lacking;
	if (!bodies->are_same)
		return "what the policy lets pass of its members does not include their layout";
	if (bodies->cause.promised)
		return ab_printf(cmp->arena, "it holds '%s', which is other than promised",
				 bodies->cause.promised->name);
	return change->consequence;
}

void ab_compare_layout(struct ab_comparison *cmp, const struct ab_place_in *in,
		       const struct ab_bodies *bodies, const struct ab_held *held, size_t first)
{
	struct ab_layout_change change;
	struct ab_finding *finding;
	enum ab_severity weight;

	if (!find_change(cmp, in, bodies, &change))
		return;
	weight = ab_weight(cmp, in->then, change.rule);
	if (cmp->said >= weight || bodies->cause.said >= weight) {
		state_layout(cmp, in, first);
		return;
	}
	if (bodies->are_same && !bodies->cause.promised &&
	    ab_blame_layout(cmp, in->then, bodies->then, in->place, held->items, held->count))
		return;
	ab_is_waived(cmp, change.rule, in->then, change.member);
	if (ab_accepts_layout(cmp, in->then, in->whole)) {
		ab_mark_broken(cmp, in->then, AB_SILENT);
		return;
	}
	finding =
	    ab_insist(cmp, change.rule, in->then, change.member, change.place, change.message);
	finding->consequence = why(cmp, in, bodies, &change);
	finding->layout = ab_layout_to_state(cmp, in->whole);
}
