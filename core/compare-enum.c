/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare-enum.c - enums and enumerators (P5).
 *
 * Values are compared by number.  Values that shift together have one cause:
 * the sibling that was put in or taken out in front of them, or the first of
 * them itself.  Enumerators of an enum without a name are compared likewise, as
 * one list in the order in which they stand.
 */
#include "comparison.h"

#include <stdlib.h>
#include <string.h>

/* One promised enumerator and what it is now. */
struct pair {
	const struct ab_entity *owner; /* the promised entity it belongs to */
	const struct ab_enumerator *then;
	const struct ab_enumerator *now; /* NULL: not in the list it was in */
	bool is_done;
	bool is_said_gone; /* its removal is a finding of its own */
};

struct pairs {
	struct pair *items;
	unsigned count;
};

/* The enumerators that stand together now. */
struct list {
	const struct ab_enumerator *items;
	unsigned count;
};

static const struct ab_enumerator *find_in(const struct list *list, const char *name)
{
	for (unsigned i = 0; i < list->count; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return &list->items[i];
	return NULL;
}

static struct pair *pair_of(const struct pairs *pairs, const struct ab_enumerator *now)
{
	for (unsigned i = 0; i < pairs->count; i++)
		if (pairs->items[i].now == now)
			return &pairs->items[i];
	return NULL;
}

static struct ab_finding *say_enumerator(struct ab_comparison *cmp, enum ab_rule rule,
					 const struct pair *pair, ab_place now, const char *message)
{
	struct ab_finding *finding = ab_say(
	    cmp, rule, pair->owner, pair->owner->kind == AB_ENUMERATOR ? NULL : pair->then->name,
	    now, "%s", message);

	if (pair->then->place)
		finding->then = pair->then->place;
	finding->promised_as = ab_printf(cmp->arena, "%s = %s", pair->then->name,
					 ab_int_text(cmp->arena, pair->then->value));
	return finding;
}

/* ---- enumerators that are not where they were ---- */

bool ab_find_constant_now(const struct ab_comparison *cmp, const char *name, struct ab_int *value,
			  ab_place *place)
{
	const struct ab_entity *entity = ab_record_find(cmp->current, AB_ENUMERATOR, name);
	const struct ab_enumerator *enumerator;

	if (!entity)
		entity = ab_record_find(cmp->current, AB_MACRO, name);
	if (entity && entity->value.kind == AB_VALUE_INTEGER) {
		*value = entity->value.integer;
		*place = entity->place;
		return true;
	}
	enumerator = ab_record_find_enumerator(cmp->current, name, NULL);
	if (!enumerator)
		return false;
	*value = enumerator->value;
	*place = enumerator->place;
	return true;
}

/* A name that is new in the list and has the value of one that is gone. */
static const struct ab_enumerator *renamed_to(const struct ab_comparison *cmp,
					      const struct pairs *pairs, const struct list *now,
					      const struct ab_enumerator *gone)
{
	for (unsigned i = 0; i < now->count; i++) {
		const struct ab_enumerator *new = &now->items[i];

		if (!pair_of(pairs, new) && ab_int_compare(new->value, gone->value) == 0 &&
		    !ab_record_find_enumerator(cmp->promised, new->name, NULL) &&
		    !ab_record_find(cmp->promised, AB_ENUMERATOR, new->name))
			return new;
	}
	return NULL;
}

static void say_missing(struct ab_comparison *cmp, const struct pairs *pairs,
			const struct list *now, struct pair *pair, ab_place list_place)
{
	const struct ab_enumerator *new = renamed_to(cmp, pairs, now, pair->then);
	struct ab_finding *finding;

	if (!new) {
		finding = say_enumerator(
		    cmp, AB_ENUMERATOR_REMOVED, pair, list_place,
		    ab_printf(cmp->arena, "enumerator '%s' is gone", pair->then->name));
		pair->is_said_gone = !ab_is_unsaid(cmp, finding);
		return;
	}
	finding = say_enumerator(cmp, AB_ENUMERATOR_RENAMED, pair, new->place,
				 ab_printf(cmp->arena, "enumerator '%s' is now called '%s'",
					   pair->then->name, new->name));
	finding->fixit = AB_FIXIT_REPLACE_WORD;
	finding->fixit_text = pair->then->name;
}

static const char *since_of(const struct pair *pair)
{
	return pair->then->since ? pair->then->since : pair->owner->since;
}

static const char *changed_text(const struct ab_comparison *cmp, const struct pair *pair,
				struct ab_int now)
{
	return ab_printf(cmp->arena, "enumerator '%s' is now %s, promised as %s", pair->then->name,
			 ab_int_text(cmp->arena, now), ab_int_text(cmp->arena, pair->then->value));
}

/* Gone from its list: moved, turned into a macro, renamed or removed. */
static void compare_missing(struct ab_comparison *cmp, const struct pairs *pairs,
			    const struct list *now, struct pair *pair, ab_place list_place)
{
	struct ab_int value;
	ab_place place;

	pair->is_done = true;
	if (ab_find_constant_now(cmp, pair->then->name, &value, &place)) {
		if (ab_int_compare(value, pair->then->value) != 0 &&
		    !ab_policy_may_change(cmp->policy, pair->then->name))
			say_enumerator(cmp, AB_ENUMERATOR_VALUE_CHANGED, pair, place,
				       changed_text(cmp, pair, value));
		return;
	}
	if (ab_is_missing(cmp, pair->then->name, pair->owner->header, since_of(pair)))
		say_missing(cmp, pairs, now, pair, list_place);
}

/* ---- shifted values ---- */

static bool shift_of(const struct pair *pair, int64_t *shift)
{
	return ab_int_difference(pair->now->value, pair->then->value, shift);
}

static bool is_changed(const struct ab_comparison *cmp, const struct pair *pair)
{
	return pair->now && ab_int_compare(pair->now->value, pair->then->value) != 0 &&
	       !ab_policy_may_change(cmp->policy, pair->then->name);
}

/* How many follow the i-th with the same shift. */
static unsigned count_followers(const struct ab_comparison *cmp, const struct pairs *pairs,
				const struct list *now, unsigned i, int64_t shift)
{
	unsigned followers = 0;

	while (++i < now->count) {
		const struct pair *pair = pair_of(pairs, &now->items[i]);
		int64_t other;

		if (!pair || !is_changed(cmp, pair) || !shift_of(pair, &other) || other != shift)
			break;
		followers++;
	}
	return followers;
}

/* The i-th and its followers have been said with one finding. */
static void set_done(struct ab_comparison *cmp, const struct pairs *pairs, const struct list *now,
		     unsigned i, unsigned followers, const struct ab_finding *finding)
{
	for (unsigned j = i; j <= i + followers; j++) {
		struct pair *pair = pair_of(pairs, &now->items[j]);

		pair->is_done = true;
		if (finding)
			ab_remember_change(cmp, pair->then->value, pair->now->value, finding);
	}
}

/* Whether it shifts by as many as are said to be gone in front of it: then they are the cause. */
static bool is_behind_gone(const struct pairs *pairs, const struct pair *pair, int64_t shift)
{
	int64_t n_gone = 0;

	for (unsigned i = 0; i < pairs->count; i++)
		n_gone += pairs->items[i].is_said_gone && pairs->items[i].owner == pair->owner &&
			  ab_int_compare(pairs->items[i].then->value, pair->then->value) < 0;
	return n_gone && shift == -n_gone;
}

/* The last of the list that is neither the sentinel nor that one, if it is the greatest; NULL. */
static const struct ab_enumerator *end_of(const struct list *now, const char *sentinel,
					  const struct ab_enumerator *but)
{
	const struct ab_enumerator *last = NULL;

	for (unsigned i = 0; i < now->count; i++) {
		const struct ab_enumerator *one = &now->items[i];

		if (one == but || (sentinel && strcmp(one->name, sentinel) == 0))
			continue;
		if (last && ab_int_compare(one->value, last->value) < 0)
			return NULL;
		last = one;
	}
	return last;
}

/* Says where one that was put in should stand, and moves it there where that is certain. */
static void advise(struct ab_comparison *cmp, const struct pair *pair, const struct list *now,
		   const struct ab_enumerator *inserted, struct ab_finding *finding)
{
	const struct ab_entity *owner = pair->owner;
	const struct ab_enumerator *end = end_of(now, owner->sentinel, inserted);
	const char *where = "at the end";
	int64_t shift;

	if (owner->sentinel)
		where = ab_printf(cmp->arena, "before '%s'", owner->sentinel);
	finding->consequence = ab_printf(cmp->arena, "append it %s instead%s%s", where,
					 finding->consequence ? "; " : "",
					 finding->consequence ? finding->consequence : "");
	if (!end || owner->kind != AB_ENUM || !inserted->initialiser || *inserted->initialiser ||
	    !shift_of(pair, &shift) || shift != 1)
		return;
	finding->fixit = AB_FIXIT_MOVE_ENUMERATOR;
	finding->fixit_text = inserted->name;
	finding->fixit_anchor = end->name;
	finding->fixit_place = end->place;
}

static const char *followers_text(const struct ab_comparison *cmp, unsigned followers)
{
	if (!followers)
		return NULL;
	return ab_printf(cmp->arena, "%u enumerator%s after it move%s with it", followers,
			 followers == 1 ? "" : "s", followers == 1 ? "s" : "");
}

static const struct ab_finding *say_shifted(struct ab_comparison *cmp, const struct pair *pair,
					    const struct list *now,
					    const struct ab_enumerator *inserted,
					    unsigned followers)
{
	const char *changed = changed_text(cmp, pair, pair->now->value);
	struct ab_finding *finding;

	if (inserted)
		changed = ab_printf(cmp->arena,
				    "'%s', inserted here, moves '%s' to %s, "
				    "promised as %s",
				    inserted->name, pair->then->name,
				    ab_int_text(cmp->arena, pair->now->value),
				    ab_int_text(cmp->arena, pair->then->value));
	finding = say_enumerator(cmp, AB_ENUMERATOR_VALUE_CHANGED, pair,
				 inserted ? inserted->place : pair->now->place, changed);
	finding->consequence = followers_text(cmp, followers);
	if (inserted)
		advise(cmp, pair, now, inserted, finding);
	return finding;
}

static void compare_values(struct ab_comparison *cmp, const struct pairs *pairs,
			   const struct list *now)
{
	for (unsigned i = 0; i < now->count; i++) {
		const struct pair *pair = pair_of(pairs, &now->items[i]);
		const struct ab_enumerator *before = i ? &now->items[i - 1] : NULL;
		const struct ab_finding *finding = NULL;
		unsigned followers = 0;
		int64_t shift = 0;

		if (!pair || pair->is_done || !is_changed(cmp, pair))
			continue;
		if (shift_of(pair, &shift))
			followers = count_followers(cmp, pairs, now, i, shift);
		if (shift <= 0 || (before && pair_of(pairs, before)))
			before = NULL;
		if (!is_behind_gone(pairs, pair, shift))
			finding = say_shifted(cmp, pair, now, before, followers);
		set_done(cmp, pairs, now, i, followers, finding);
	}
}

/* ---- sentinels ---- */

static const struct ab_enumerator *enumerator_named(const struct ab_entity *entity,
						    const char *name)
{
	const struct list list = {entity->enumerators, entity->n_enumerators};

	return name ? find_in(&list, name) : NULL;
}

/* A sentinel that names the last member ("LAST = C") has its value; others stand behind it. */
static bool names_last_member(const struct ab_entity *entity, const struct ab_enumerator *sentinel)
{
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		if (&entity->enumerators[i] != sentinel &&
		    ab_int_compare(entity->enumerators[i].value, sentinel->value) == 0)
			return true;
	return false;
}

/* The first enumerator that is new and stands at or behind the sentinel. */
static const struct ab_enumerator *new_behind(const struct ab_entity *then,
					      const struct ab_entity *now,
					      const struct ab_enumerator *promised,
					      const struct ab_enumerator *sentinel)
{
	const int nearest = names_last_member(then, promised) ? 1 : 0;

	for (unsigned i = 0; i < now->n_enumerators; i++) {
		const struct ab_enumerator *other = &now->enumerators[i];

		if (other != sentinel && !enumerator_named(then, other->name) &&
		    ab_int_compare(other->value, sentinel->value) >= nearest)
			return other;
	}
	return NULL;
}

static struct ab_finding *say_sentinel(struct ab_comparison *cmp, enum ab_rule rule,
				       const struct ab_entity *then,
				       const struct ab_enumerator *promised, ab_place now,
				       const char *message)
{
	const struct pair pair = {then, promised, NULL, false, false};

	return say_enumerator(cmp, rule, &pair, now, message);
}

static void compare_sentinel(struct ab_comparison *cmp, const struct ab_entity *then,
			     const struct ab_entity *now)
{
	const struct ab_enumerator *promised = enumerator_named(then, then->sentinel);
	const struct ab_enumerator *found = enumerator_named(now, then->sentinel), *behind;
	struct ab_int least;

	if (!promised)
		return;
	least = ab_sentinel_at(then, promised, cmp->release);
	if (!found) {
		if (cmp->is_guard_defined &&
		    ab_is_missing(cmp, promised->name, then->header,
				  promised->since ? promised->since : then->since))
			say_sentinel(cmp, AB_SENTINEL_REMOVED, then, promised, now->place,
				     ab_printf(cmp->arena, "the sentinel '%s' of '%s' is gone",
					       promised->name, then->name));
		return;
	}
	behind = new_behind(then, now, promised, found);
	if (behind)
		say_sentinel(cmp, AB_SENTINEL_NOT_LAST, then, promised, behind->place,
			     ab_printf(cmp->arena,
				       "'%s' = %s stands at or behind '%s' = %s, which "
				       "says where '%s' ends",
				       behind->name, ab_int_text(cmp->arena, behind->value),
				       found->name, ab_int_text(cmp->arena, found->value),
				       then->name));
	else if (ab_int_compare(found->value, least) < 0 && !ab_is_broken(cmp, then))
		say_sentinel(cmp, AB_SENTINEL_SHRUNK, then, promised, found->place,
			     ab_printf(cmp->arena,
				       "the sentinel '%s' is now %s, promised as at "
				       "least %s",
				       found->name, ab_int_text(cmp->arena, found->value),
				       ab_int_text(cmp->arena, least)));
}

/* ---- the type of an enum ---- */

static void compare_enum_type(struct ab_comparison *cmp, const struct ab_entity *then,
			      const struct ab_entity *now)
{
	const char *a, *b;

	if (!cmp->is_layout_comparable || ab_is_broken(cmp, then))
		return;
	a = then->enum_type[cmp->then_model];
	b = now->enum_type[cmp->now_model];
	if (!a || !b || strcmp(a, b) == 0 ||
	    ab_blame_options(cmp, then, now->place, AB_ALTERED_ENUMS))
		return;
	ab_say(cmp, AB_ENUM_TYPE_CHANGED, then, NULL, now->place,
	       "enum '%s' is now compatible with '%s', promised as '%s'", then->name, b, a)
	    ->consequence = "its size, or how its values compare, is another in programs that "
			    "were compiled before";
}

/* ---- the whole ---- */

static void pair_up(struct ab_comparison *cmp, const struct ab_entity *then, const struct list *now,
		    struct pairs *pairs)
{
	pairs->items = AB_NEW_ARRAY(cmp->arena, struct pair, then->n_enumerators);
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const struct ab_enumerator *old = &then->enumerators[i];

		if (then->sentinel && strcmp(old->name, then->sentinel) == 0)
			continue;
		pairs->items[pairs->count++] =
		    (struct pair){then, old, find_in(now, old->name), false, false};
	}
}

static void compare_list(struct ab_comparison *cmp, const struct pairs *pairs,
			 const struct list *now, ab_place list_place)
{
	for (unsigned i = 0; i < pairs->count; i++)
		if (!pairs->items[i].now)
			compare_missing(cmp, pairs, now, &pairs->items[i], list_place);
	compare_values(cmp, pairs, now);
}

/* An enum that has lost its name, or is not there: its enumerators may still be. */
static void compare_enumerators_alone(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct list none = {NULL, 0};
	struct pairs pairs = {NULL, 0};

	if (ab_is_broken(cmp, then))
		return;
	pair_up(cmp, then, &none, &pairs);
	compare_list(cmp, &pairs, &none, 0);
}

/* Whether the whole definition is one that a later release made public. */
static bool is_all_newer(const struct ab_comparison *cmp, const struct ab_entity *then)
{
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const char *const since = then->enumerators[i].since;

		if (!since || !cmp->release || ab_release_compare(since, cmp->release) <= 0)
			return false;
	}
	return true;
}

void ab_compare_enum(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_find_tagged(cmp, then);
	struct pairs pairs = {NULL, 0};
	struct list list;

	if (!now) {
		compare_enumerators_alone(cmp, then);
		return;
	}
	if (then->is_incomplete) {
		/* "enum foo : short;" has its type already */
		compare_enum_type(cmp, then, now);
		return;
	}
	if (now->is_incomplete) {
		if (!is_all_newer(cmp, then) &&
		    ab_is_missing(cmp, then->name, then->header, then->since))
			ab_say(cmp, AB_TYPE_BECAME_OPAQUE, then, NULL, now->place,
			       "enum '%s' has lost its public definition", then->name);
		return;
	}
	list = (struct list){now->enumerators, now->n_enumerators};
	pair_up(cmp, then, &list, &pairs);
	compare_list(cmp, &pairs, &list, now->place);
	compare_sentinel(cmp, then, now);
	ab_compare_attributes(cmp, then, now);
	compare_enum_type(cmp, then, now);
}

/* ---- loose enumerators ---- */

static int by_place(const void *a, const void *b)
{
	const struct ab_enumerator *left = a, *right = b;

	if (left->place != right->place)
		return left->place < right->place ? -1 : 1;
	return strcmp(left->name, right->name);
}

static struct ab_enumerator as_enumerator(const struct ab_entity *entity)
{
	struct ab_enumerator enumerator = {.name = entity->name,
					   .value = entity->value.integer,
					   .since = entity->since,
					   .place = entity->place};

	return enumerator;
}

static struct list loose_now(const struct ab_comparison *cmp)
{
	const struct ab_entities *of = &cmp->current->of[AB_ENUMERATOR];
	struct ab_enumerator *items = AB_NEW_ARRAY(cmp->arena, struct ab_enumerator, of->count);

	for (size_t i = 0; i < of->count; i++)
		items[i] = as_enumerator(of->items[i]);
	qsort(items, of->count, sizeof *items, by_place);
	return (struct list){items, (unsigned)of->count};
}

void ab_compare_loose_enumerators(struct ab_comparison *cmp)
{
	const struct ab_entities *of = &cmp->promised->of[AB_ENUMERATOR];
	const struct list now = loose_now(cmp);
	struct ab_enumerator *then = AB_NEW_ARRAY(cmp->arena, struct ab_enumerator, of->count);
	struct pairs pairs = {AB_NEW_ARRAY(cmp->arena, struct pair, of->count), 0};

	for (size_t i = 0; i < of->count; i++) {
		then[i] = as_enumerator(of->items[i]);
		pairs.items[pairs.count++] = (struct pair){
		    of->items[i], &then[i], find_in(&now, then[i].name), false, false};
	}
	compare_list(cmp, &pairs, &now, 0);
}
