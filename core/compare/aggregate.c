/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aggregate.c - structs (P2) and unions (P3).
 *
 * Members are matched by name, as leaves (leaves.h).  A named member of unnamed
 * type is compared body by body.
 */
#include "aggregate.h"

#include <string.h>

#include "abiding/limits.h"

static bool compare_whole(struct ab_comparison *cmp, const struct ab_place_in *in,
			  const struct ab_aggregate *then, const struct ab_aggregate *now);

/* ---- text ---- */

static const char *noun(bool is_union)
{
	return is_union ? "member" : "field";
}

/* What happens to the layout with it, or NULL: nothing that can be told. */
static const char *layout_consequence(const struct ab_comparison *cmp, const struct ab_place_in *in)
{
	const char *moves =
	    in->moved ? ab_printf(cmp->arena, "'%s' and what follows it move", in->moved) : NULL;
	uint64_t then, now;

	if (!in->then->body || !in->now->body ||
	    !ab_is_known(&in->then->body->size_bytes, cmp->then_model, &then) ||
	    !ab_is_known(&in->now->body->size_bytes, cmp->now_model, &now))
		return NULL;
	if (then == now)
		return moves;
	return ab_printf(cmp->arena, "the size of '%s' goes from %llu to %llu bytes%s%s",
			 in->then->name, (unsigned long long)then, (unsigned long long)now,
			 moves ? "; " : "", moves ? moves : "");
}

/* The first field that lies elsewhere than before, of those that are in both; NULL: none. */
static const char *first_moved(const struct ab_comparison *cmp, const struct ab_leaves *then,
			       const struct ab_leaves *now)
{
	for (size_t j = 0; cmp->is_layout_comparable && j < now->count; j++) {
		const struct ab_leaf *leaf = &now->items[j];

		if (leaf->partner >= 0 && leaf->field->name &&
		    ab_leaf_is_moved(&then->items[leaf->partner], leaf))
			return leaf->field->name;
	}
	return NULL;
}

static struct ab_finding *say_member(struct ab_comparison *cmp, const struct ab_place_in *in,
				     enum ab_rule rule, const struct ab_leaf *then, ab_place now,
				     const char *message)
{
	struct ab_finding *finding =
	    ab_say(cmp, rule, in->then, ab_member_path(cmp, in, then), now, "%s", message);

	if (then->field->place)
		finding->then = then->field->place;
	finding->promised_as = ab_member_text(cmp, then->field);
	return finding;
}

/* ---- one member ---- */

static bool is_array_end(const struct ab_type *type)
{
	return type->kind == AB_TYPE_ARRAY && (type->count == AB_COUNT_NONE || type->count == 0);
}

static enum ab_rule rule_of_change(bool is_union, const struct ab_leaf *then,
				   const struct ab_leaf *now, bool is_last)
{
	if (is_union)
		return AB_UNION_MEMBER_CHANGED;
	if (then->field->bit_width != now->field->bit_width)
		return AB_STRUCT_BITFIELD_CHANGED;
	if (is_last && then->field->type->kind == AB_TYPE_ARRAY &&
	    now->field->type->kind == AB_TYPE_ARRAY &&
	    then->field->type->count != now->field->type->count &&
	    (is_array_end(then->field->type) || is_array_end(now->field->type)))
		return AB_STRUCT_FLEXIBLE_ARRAY_CHANGED;
	return AB_STRUCT_FIELD_TYPE_CHANGED;
}

/*
 * Bodies of unnamed types behind equal wrappers, to be compared member by member.
 * The type may have got a name since: nobody could have said the old one.
 */
static bool peel_bodies(const struct ab_comparison *cmp, const struct ab_type *a,
			const struct ab_type *b, const struct ab_aggregate **then,
			const struct ab_aggregate **now)
{
	const struct ab_entity *entity;

	while (a->kind == b->kind && a->quals == b->quals && a->count == b->count &&
	       (a->kind == AB_TYPE_ARRAY || a->kind == AB_TYPE_POINTER)) {
		a = a->of;
		b = b->of;
	}
	if (!a->body)
		return false;
	b = ab_type_resolve(cmp->current, b, cmp->arena, &entity);
	*then = a->body;
	*now = entity ? entity->body : b->body;
	return *now && a->body->is_union == (*now)->is_union && a->quals == b->quals;
}

static bool ends_with(const char *text, const char *end)
{
	const size_t length = strlen(text), n = strlen(end);

	return length > n && strcmp(text + length - n, end) == 0;
}

/* A plain bit-field that is unsigned in one of the two. */
static bool is_only_other_sign(const struct ab_leaf *then, const struct ab_leaf *now)
{
	const struct ab_type *a = then->field->type, *b = now->field->type;

	return then->field->bit_width >= 0 && then->field->bit_width == now->field->bit_width &&
	       a->kind == AB_TYPE_BASIC && b->kind == AB_TYPE_BASIC &&
	       (ends_with(a->name, b->name) || ends_with(b->name, a->name));
}

static bool compare_member(struct ab_comparison *cmp, const struct ab_place_in *in, bool is_union,
			   const struct ab_leaf *then, const struct ab_leaf *now, bool is_last)
{
	const struct ab_aggregate *body_then, *body_now;
	struct ab_finding *finding;
	enum ab_rule rule;

	if (then->field->bit_width == now->field->bit_width &&
	    peel_bodies(cmp, then->field->type, now->field->type, &body_then, &body_now)) {
		const struct ab_place_in inside = {
		    in->then,
		    in->now,
		    ab_printf(cmp->arena, "%s.", ab_member_path(cmp, in, then)),
		    NULL,
		    now->field->place,
		    in->whole};

		return compare_whole(cmp, &inside, body_then, body_now);
	}
	rule = rule_of_change(is_union, then, now, is_last);
	if (then->field->bit_width == now->field->bit_width) {
		if (ab_types_differ(cmp, then->field->type, now->field->type) == AB_SAME)
			return false;
		if (ab_is_bound_of_model(cmp, then->field->type, now->field->type)) {
			/* a waiver that is for it on the first model is of use here, too */
			ab_note_let_in(cmp, rule, in->then, ab_member_path(cmp, in, then));
			return false;
		}
	}
	if (ab_is_changed_by_constant(cmp, in, then, now))
		return true;
	if (is_only_other_sign(then, now) &&
	    ab_blame_options(cmp, in->then, now->field->place, AB_ALTERED_BIT_SIGNS)) {
		cmp->said = AB_ERROR;
		return true;
	}
	if (ab_is_repeated(cmp, in, rule, then, now))
		return true;
	finding = say_member(cmp, in, rule, then, now->field->place,
			     ab_printf(cmp->arena, "%s '%s' of '%s' is now '%s', promised as '%s'",
				       noun(is_union), ab_member_path(cmp, in, then),
				       in->then->name, ab_member_text(cmp, now->field),
				       ab_member_text(cmp, then->field)));
	finding->consequence = layout_consequence(cmp, in);
	if (!finding->consequence)
		finding->consequence =
		    ab_where_types_part(cmp, then->field->type, now->field->type);
	ab_note_repeatable(cmp, finding, now);
	return true;
}

/* ---- members gone, new, renamed ---- */

/* The new member that stands where the old one stood, with its type: a new name for it. */
static struct ab_leaf *renamed_to(const struct ab_comparison *cmp, const struct ab_leaves *then,
				  size_t i, const struct ab_leaves *now)
{
	const struct ab_leaf *old = &then->items[i];

	for (size_t j = 0; j < now->count; j++) {
		struct ab_leaf *new = &now->items[j];
		const bool is_there = cmp->is_layout_comparable && old->is_placed
					  ? old->offset_then == new->offset_now
					  : i == j;

		if (new->partner < 0 && is_there &&new->field->name &&
		    old->field->name &&new->field->bit_width ==
			old->field->bit_width &&ab_types_differ(cmp, old->field->type,
								new->field->type) == AB_SAME)
			return new;
	}
	return NULL;
}

static void say_renamed(struct ab_comparison *cmp, const struct ab_place_in *in,
			struct ab_leaves *then, size_t i, struct ab_leaf *new)
{
	struct ab_leaf *old = &then->items[i];
	struct ab_finding *finding =
	    say_member(cmp, in, AB_STRUCT_FIELD_RENAMED, old, new->field->place,
		       ab_printf(cmp->arena, "field '%s' of '%s' is now called '%s'",
				 ab_member_path(cmp, in, old), in->then->name, ab_leaf_name(new)));

	finding->fixit = AB_FIXIT_REPLACE_WORD;
	finding->fixit_text = old->field->name;
	new->partner = (int)i;
}

/* successor: a new member of the same type in its place, NULL: none. */
static void say_removed(struct ab_comparison *cmp, const struct ab_place_in *in,
			const struct ab_leaf *old, const struct ab_leaf *successor)
{
	const bool is_union = old->group->is_union;

	say_member(cmp, in, is_union ? AB_UNION_MEMBER_REMOVED : AB_STRUCT_FIELD_REMOVED, old,
		   successor ? successor->field->place : in->now->place,
		   ab_printf(cmp->arena, "%s '%s' of '%s' is gone", noun(is_union),
			     ab_member_path(cmp, in, old), in->then->name))
	    ->consequence = layout_consequence(cmp, in);
}

/* Whether the headers at hand are of a release that did not have it yet. */
static bool is_newer(const struct ab_comparison *cmp, const struct ab_field *then)
{
	return ab_is_of_later(cmp, then->since);
}

static bool has_newer(const struct ab_comparison *cmp, const struct ab_aggregate *then)
{
	for (unsigned i = 0; i < then->n_fields; i++) {
		const struct ab_type *type = then->fields[i].type;

		while (type->kind == AB_TYPE_ARRAY)
			type = type->of;
		if (is_newer(cmp, &then->fields[i]) || (type->body && has_newer(cmp, type->body)))
			return true;
	}
	return false;
}

/* Whether the whole definition is one that a later release made public. */
static bool is_all_newer(const struct ab_comparison *cmp, const struct ab_aggregate *then)
{
	for (unsigned i = 0; i < then->n_fields; i++) {
		const struct ab_field *const field = &then->fields[i];

		if (!field->name && field->type->body ? !is_all_newer(cmp, field->type->body)
						      : !is_newer(cmp, field))
			return false;
	}
	return then->n_fields > 0;
}

static bool match_missing(struct ab_comparison *cmp, const struct ab_place_in *in,
			  struct ab_leaves *then, struct ab_leaves *now,
			  const struct ab_aggregate *body_now)
{
	bool found = false;

	for (size_t i = 0; i < then->count; i++) {
		const struct ab_field *const old = then->items[i].field;
		struct ab_leaf *new;

		if (then->items[i].partner >= 0 || is_newer(cmp, old) ||
		    ab_is_made_now(body_now, old->name))
			continue;
		found = true;
		new = renamed_to(cmp, then, i, now);
		if (new && !then->items[i].group->is_union)
			say_renamed(cmp, in, then, i, new);
		else
			say_removed(cmp, in, &then->items[i], new);
	}
	return found;
}

static void say_union_grown(struct ab_comparison *cmp, const struct ab_place_in *in,
			    const struct ab_aggregate *then, const struct ab_aggregate *now,
			    const struct ab_leaf *new)
{
	uint64_t a = 0, b = 0;
	struct ab_finding *finding;

	ab_is_known(&then->size_bytes, cmp->then_model, &a);
	ab_is_known(&now->size_bytes, cmp->now_model, &b);
	finding = ab_say(cmp, AB_UNION_SIZE_CHANGED, in->then, ab_member_path(cmp, in, new),
			 new->field->place,
			 "the new member '%s' of '%s' takes its union from %llu to %llu bytes%s",
			 ab_member_path(cmp, in, new), in->then->name, (unsigned long long)a,
			 (unsigned long long)b, a == b ? ", with a different alignment" : "");
	finding->consequence = layout_consequence(cmp, in);
}

/* An array that gave room to a new member is a consequence of that, unless that one is let in. */
static void say_room_given(struct ab_comparison *cmp, const struct ab_place_in *in,
			   const struct ab_leaf *giver, const struct ab_leaf *now,
			   struct ab_finding *added)
{
	if (!ab_weighs_as(cmp, added, AB_STRUCT_FIELD_TYPE_CHANGED, in->then))
		compare_member(cmp, in, false, giver, now, false);
	else
		added->consequence = ab_printf(
		    cmp->arena, "it takes room of '%s', which is now '%s', promised as '%s'",
		    ab_leaf_name(giver), ab_member_text(cmp, now->field),
		    ab_member_text(cmp, giver->field));
}

static bool compare_added(struct ab_comparison *cmp, const struct ab_place_in *in,
			  const struct ab_leaves *then, const struct ab_leaves *now,
			  const struct ab_aggregate *body_then, const struct ab_aggregate *body_now)
{
	const struct ab_aggregate *said = NULL, *joined, *group;
	bool found = false;

	for (size_t j = 0; j < now->count; j++) {
		const struct ab_leaf *new = &now->items[j];
		const struct ab_leaf *giver =
		    new->taken_from >= 0 ? &then->items[new->taken_from] : NULL;
		struct ab_finding *finding;

		if (new->partner >= 0)
			continue;
		group = ab_union_of_new(now, new, body_now);
		joined = ab_union_joined(then, now, group, body_then, body_now);
		if (joined) {
			if (said != group && ab_has_grown(cmp, joined, group)) {
				say_union_grown(cmp, in, joined, group, new);
				said = group;
				found = true;
			} else {
				found |= ab_compare_backported_member(cmp, in, new);
			}
			continue;
		}
		found = true;
		if (!giver && ab_is_repeated(cmp, in, AB_STRUCT_FIELD_ADDED, NULL, new))
			continue;
		finding =
		    ab_say(cmp, AB_STRUCT_FIELD_ADDED, in->then, ab_member_path(cmp, in, new),
			   new->field->place, "field '%s' of '%s' is new in a released struct",
			   ab_member_path(cmp, in, new), in->then->name);
		finding->consequence = layout_consequence(cmp, in);
		if (giver)
			say_room_given(cmp, in, giver, &now->items[giver->partner], finding);
		else
			ab_note_repeatable(cmp, finding, new);
	}
	return found;
}

/* The first field that stands behind one that it stood before; the next, where that is let pass. */
static bool compare_order(struct ab_comparison *cmp, const struct ab_place_in *in,
			  const struct ab_leaves *then, const struct ab_leaves *now)
{
	bool found = false;

	for (size_t j = 0; j < now->count; j++) {
		const struct ab_leaf *leaf = &now->items[j];
		const struct ab_leaf *before;
		struct ab_finding *finding;

		if (leaf->partner < 0)
			continue;
		before = ab_row_before(leaf->row);
		if (!before || leaf->partner >= before->partner) {
			ab_row_note(leaf->row, leaf);
			continue;
		}
		finding = say_member(cmp, in, AB_STRUCT_FIELD_REORDERED,
				     &then->items[leaf->partner], leaf->field->place,
				     ab_printf(cmp->arena, "field '%s' of '%s' is now after '%s'",
					       ab_member_path(cmp, in, leaf), in->then->name,
					       ab_leaf_name(before)));
		finding->consequence = layout_consequence(cmp, in);
		found = true;
		if (!ab_is_unsaid(cmp, finding))
			break;
	}
	return found;
}

static void note_let_in(struct ab_comparison *cmp, const struct ab_place_in *in,
			const struct ab_leaf *then)
{
	ab_note_let_in(cmp, AB_STRUCT_FIELD_ADDED, in->then, ab_member_path(cmp, in, then));
	/* a union may have been there before, or have come with it */
	if (then->group->is_union)
		ab_note_let_in(cmp, AB_UNION_SIZE_CHANGED, in->then, ab_member_path(cmp, in, then));
}

/* Whether it has the size that it had. */
static bool has_size(const struct ab_comparison *cmp, const struct ab_aggregate *then,
		     const struct ab_aggregate *now)
{
	uint64_t was, is;

	return ab_is_known(&then->size_bytes, cmp->then_model, &was) &&
	       ab_is_known(&now->size_bytes, cmp->now_model, &is) && was == is;
}

static void note_broken(const struct ab_comparison *cmp, const struct ab_entity *entity,
			struct ab_cause *cause)
{
	enum ab_severity said;

	if (!ab_is_broken(cmp, entity, &said))
		return;
	if (!cause->promised || cause->said < said)
		cause->promised = entity;
	if (cause->said < said)
		cause->said = said;
}

/* Compares what is held first. */
static struct ab_cause broken_among(struct ab_comparison *cmp, const struct ab_held *held)
{
	struct ab_cause cause = {NULL, AB_SILENT};

	for (size_t i = 0; i < held->count; i++) {
		const struct ab_type *type = held->items[i];
		const struct ab_entity *entity;

		/* each typedef on the way may be the one that changed */
		for (unsigned steps = 0; steps < AB_TYPEDEFS_MAX; steps++) {
			entity = type->kind == AB_TYPE_TYPEDEF
				     ? ab_record_find(cmp->promised, AB_TYPEDEF, type->name)
				     : NULL;
			if (!entity)
				break;
			note_broken(cmp, entity, &cause);
			type = entity->type;
			while (type->kind == AB_TYPE_ARRAY)
				type = type->of;
		}
		ab_type_resolve(cmp->promised, type, cmp->arena, &entity);
		if (!entity)
			continue;
		if (entity->kind != AB_ENUM)
			ab_compare_aggregate(cmp, entity);
		note_broken(cmp, entity, &cause);
	}
	return cause;
}

static bool compare_bodies(struct ab_comparison *cmp, const struct ab_place_in *where,
			   const struct ab_aggregate *then, const struct ab_aggregate *now)
{
	struct ab_leaves leaves_then = {0}, leaves_now = {0};
	struct ab_place_in placed = *where, *const in = &placed;
	bool found = false;

	ab_flatten(cmp, then, now, &leaves_then, &leaves_now);
	in->moved = then->is_union ? NULL : first_moved(cmp, &leaves_then, &leaves_now);
	found |= match_missing(cmp, in, &leaves_then, &leaves_now, now);
	if (has_size(cmp, then, now))
		ab_note_room_given(cmp, &leaves_then, &leaves_now);
	for (size_t i = 0; i < leaves_then.count; i++) {
		const struct ab_leaf *old = &leaves_then.items[i];

		if (old->field->since)
			note_let_in(cmp, in, old);
		if (old->partner >= 0 && old->gives_to < 0)
			found |= compare_member(cmp, in, old->group->is_union, old,
						&leaves_now.items[old->partner],
						i + 1 == leaves_then.count);
		if (old->partner >= 0)
			found |=
			    ab_compare_member_ban(cmp, in, old, &leaves_now.items[old->partner]);
	}
	found |= compare_added(cmp, in, &leaves_then, &leaves_now, then, now);
	return compare_order(cmp, in, &leaves_then, &leaves_now) || found;
}

/* What a later release let in is not there yet, nor has it moved what it moved. */
static bool is_before_newer(const struct ab_comparison *cmp, const struct ab_bodies *bodies)
{
	return has_newer(cmp, bodies->then) &&
	       !(bodies->then->is_union && !ab_has_grown(cmp, bodies->then, bodies->now));
}

/*
 * The members, and how they lie: where that is other it goes without saying with what has
 * been said as loudly, of them or of what they hold.  Returns whether there is something.
 */
static bool compare_whole(struct ab_comparison *cmp, const struct ab_place_in *in,
			  const struct ab_aggregate *then, const struct ab_aggregate *now)
{
	const enum ab_severity outer = cmp->said;
	struct ab_bodies bodies = {then, now, false, {NULL, AB_SILENT}};
	struct ab_held held = {0};
	size_t first;

	ab_gather_held(cmp, then, &held);
	bodies.cause = broken_among(cmp, &held);
	cmp->said = AB_SILENT;
	first = cmp->findings->count;
	bodies.are_same = !compare_bodies(cmp, in, then, now);
	if (bodies.are_same && bodies.cause.promised)
		ab_mark_broken(cmp, in->then, bodies.cause.said);
	if (!is_before_newer(cmp, &bodies))
		ab_compare_layout(cmp, in, &bodies, &held, first);
	else if (bodies.are_same)
		ab_mark_broken(cmp, in->then, AB_ERROR);
	if (!*in->path)
		ab_note_layouts(cmp, in->then, now);
	if (cmp->said < outer)
		cmp->said = outer;
	return !bodies.are_same;
}

bool ab_compare_unnamed(struct ab_comparison *cmp, const struct ab_entity *then,
			const struct ab_entity *now)
{
	const struct ab_aggregate *body_then, *body_now;
	struct ab_place_in in = {then, now, "", NULL, now->place, NULL};

	if (!peel_bodies(cmp, then->type, now->type, &body_then, &body_now))
		return false;
	in.whole = body_now;
	compare_whole(cmp, &in, body_then, body_now);
	return true;
}

/* ---- each once ---- */

static bool is_visited(struct ab_comparison *cmp, const struct ab_entity *then)
{
	bool is_new;

	ab_index_enter_pair(cmp->arena, &cmp->visited, then, NULL, &is_new);
	return !is_new;
}

static void compare_tagged(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const enum ab_severity said = cmp->said;
	const struct ab_entity *now = ab_find_tagged(cmp, then);

	if (now && then->body && now->body) {
		const struct ab_place_in in = {then, now, "", NULL, now->place, now->body};

		ab_compare_attributes(cmp, then, now);
		compare_whole(cmp, &in, then->body, now->body);
	} else if (now && then->body && !is_all_newer(cmp, then->body) &&
		   ab_is_missing(cmp, then->name, then->header, then->since)) {
		ab_say(cmp, AB_TYPE_BECAME_OPAQUE, then, NULL, now->place,
		       "'%s' has lost its public definition", then->name);
	}
	cmp->said = said;
}

/* A struct or union that waits for those that it holds. */
struct waiting {
	const struct ab_entity *then;
	struct ab_held held;
	size_t n_seen; /* of these */
	struct waiting *behind;
};

static struct waiting *wait_for(const struct ab_comparison *cmp, const struct ab_entity *then,
				struct waiting *behind)
{
	struct waiting *const waiting = AB_NEW(cmp->arena, struct waiting);

	waiting->then = then;
	waiting->behind = behind;
	if (then->body)
		ab_gather_inner(cmp, then->body, &waiting->held);
	return waiting;
}

/* The next that it holds and that is still to be compared; NULL: none. */
static const struct ab_entity *next_held(struct ab_comparison *cmp, struct waiting *waiting)
{
	while (waiting->n_seen < waiting->held.count) {
		const struct ab_entity *entity;

		ab_type_resolve(cmp->promised, waiting->held.items[waiting->n_seen++], cmp->arena,
				&entity);
		if (entity && entity->kind != AB_ENUM && !is_visited(cmp, entity))
			return entity;
	}
	return NULL;
}

/*
 * What it holds comes first, and of that what it holds: by a list, as a chain of structs may be
 * longer than the stack is deep.
 */
void ab_compare_aggregate(struct ab_comparison *cmp, const struct ab_entity *then)
{
	struct waiting *waiting = is_visited(cmp, then) ? NULL : wait_for(cmp, then, NULL);

	while (waiting) {
		const struct ab_entity *const held = next_held(cmp, waiting);

		if (held) {
			waiting = wait_for(cmp, held, waiting);
			continue;
		}
		compare_tagged(cmp, waiting->then);
		waiting = waiting->behind;
	}
}
