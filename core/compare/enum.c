/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enum.c - enums (P5), and the enumerators of those without a name.
 *
 * The latter are compared as those of an enum are, as one list in the order in which they
 * stand.
 */
#include "enum-list.h"

#include <stdlib.h>
#include <string.h>

/* ---- the type of an enum ---- */

static void compare_enum_type(struct ab_comparison *cmp, const struct ab_entity *then,
			      const struct ab_entity *now)
{
	const char *a, *b;

	if (!cmp->is_layout_comparable || ab_is_covered(cmp, then, AB_ENUM_TYPE_CHANGED))
		return;
	a = then->enum_type[cmp->then_model];
	b = now->enum_type[cmp->now_model];
	if (!a || !b || strcmp(a, b) == 0 ||
	    ab_blame_options(cmp, then, now->place, AB_ALTERED_ENUMS))
		return;
	ab_say(cmp, AB_ENUM_TYPE_CHANGED, then, NULL, now->place,
	       "the underlying type of enum '%s' is now '%s', promised as '%s'", then->name, b, a)
	    ->consequence = "existing programs assume the old size or signedness";
}

/* ---- an enum ---- */

static void compare_named(struct ab_comparison *cmp, const struct ab_entity *then,
			  struct ab_enum_list *now, ab_place list_place)
{
	const char *sentinel = ab_sentinel_name(cmp->policy, then);
	struct ab_enum_pair *pairs =
	    AB_NEW_ARRAY(cmp->arena, struct ab_enum_pair, then->n_enumerators);
	unsigned count = 0;

	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const struct ab_enumerator *old = &then->enumerators[i];

		if (sentinel && strcmp(old->name, sentinel) == 0)
			continue;
		pairs[count++] = (struct ab_enum_pair){
		    .owner = then, .then = old, .now = ab_enum_list_find(now, old->name)};
	}
	ab_compare_enumerators(cmp, pairs, count, now, list_place);
}

/* Whether none of its enumerators is there any more: gone with it, they are one cause. */
static bool is_gone_whole(const struct ab_comparison *cmp, const struct ab_entity *then)
{
	struct ab_int value;
	ab_place place;

	for (unsigned i = 0; i < then->n_enumerators; i++)
		if (ab_find_constant_now(cmp, then->enumerators[i].name, &value, &place))
			return false;
	return true;
}

/* An enum that has lost its name, or is not there: its enumerators may still be. */
static void compare_enumerators_alone(struct ab_comparison *cmp, const struct ab_entity *then)
{
	struct ab_enum_list none = {NULL, 0, {NULL, 0, 0}, {NULL, 0, 0}, NULL};

	if (ab_is_covered(cmp, then, AB_ENUMERATOR_REMOVED) ||
	    (ab_is_broken(cmp, then, NULL) && is_gone_whole(cmp, then)))
		return;
	compare_named(cmp, then, &none, 0);
	ab_compare_sentinel_alone(cmp, then);
}

/* Whether the whole definition is one that a later release made public. */
static bool is_all_newer(const struct ab_comparison *cmp, const struct ab_entity *then)
{
	for (unsigned i = 0; i < then->n_enumerators; i++)
		if (!ab_is_of_later(cmp, then->enumerators[i].since))
			return false;
	return true;
}

void ab_compare_enum(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_find_tagged(cmp, then);
	struct ab_enum_list list;

	ab_compare_enumerator_bans(cmp, then);
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
	list = ab_enum_list_of(cmp, now->enumerators, now->n_enumerators);
	compare_named(cmp, then, &list, now->place);
	ab_compare_backported_enumerators(cmp, then, now);
	ab_compare_sentinel(cmp, then, now);
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
					   .initialiser = entity->text,
					   .place = entity->place};

	return enumerator;
}

static struct ab_enum_list loose_now(const struct ab_comparison *cmp)
{
	const struct ab_entities *of = &cmp->current->of[AB_ENUMERATOR];
	struct ab_enumerator *items = AB_NEW_ARRAY(cmp->arena, struct ab_enumerator, of->count);

	for (size_t i = 0; i < of->count; i++)
		items[i] = as_enumerator(of->items[i]);
	qsort(items, of->count, sizeof *items, by_place);
	return ab_enum_list_of(cmp, items, (unsigned)of->count);
}

/*
 * The end of an enum without a name may grow.  How far it had come by the release at
 * hand cannot be told where the record knows a later one, nor is it there without its guard.
 */
static void note_sentinel(const struct ab_comparison *cmp, struct ab_enum_pair *pair)
{
	const char *release = cmp->promised->release;
	const struct ab_entity *now = ab_record_find(cmp->current, AB_ENUMERATOR, pair->then->name);

	if (!pair->owner->is_sentinel && !(now && now->is_sentinel))
		return;
	pair->is_done = !now && !cmp->is_guard_defined;
	pair->may_grow =
	    now && (ab_int_compare(now->value.integer, pair->then->value) > 0 ||
		    (cmp->release && release && ab_release_compare(cmp->release, release) < 0));
}

void ab_compare_loose_enumerators(struct ab_comparison *cmp)
{
	const struct ab_entities *of = &cmp->promised->of[AB_ENUMERATOR];
	struct ab_enum_list now = loose_now(cmp);
	struct ab_enumerator *then = AB_NEW_ARRAY(cmp->arena, struct ab_enumerator, of->count);
	struct ab_enum_pair *pairs = AB_NEW_ARRAY(cmp->arena, struct ab_enum_pair, of->count);

	for (size_t i = 0; i < of->count; i++) {
		then[i] = as_enumerator(of->items[i]);
		pairs[i] = (struct ab_enum_pair){.owner = of->items[i],
						 .then = &then[i],
						 .now = ab_enum_list_find(&now, then[i].name)};
		note_sentinel(cmp, &pairs[i]);
		ab_compare_enumerator_bans(cmp, of->items[i]);
	}
	ab_compare_enumerators(cmp, pairs, (unsigned)of->count, &now, 0);
}
