/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sentinel.c - the enumerator that says where its enum ends, which may only grow (P5). */
#include "comparison.h"

#include <string.h>

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

		/* by value first: few stand behind it, and a name is looked for among all */
		if (other != sentinel && ab_int_compare(other->value, sentinel->value) >= nearest &&
		    !ab_entity_enumerator(then, other->name))
			return other;
	}
	return NULL;
}

static void say_sentinel(struct ab_comparison *cmp, enum ab_rule rule, const struct ab_entity *then,
			 const struct ab_enumerator *promised, ab_place now, const char *message)
{
	struct ab_finding *finding = ab_say(cmp, rule, then, promised->name, now, "%s", message);

	if (promised->place)
		finding->then = promised->place;
	finding->promised_as = ab_printf(cmp->arena, "%s = %s", promised->name,
					 ab_int_text(cmp->arena, promised->value));
}

static void say_missing(struct ab_comparison *cmp, const struct ab_entity *then,
			const struct ab_enumerator *promised, ab_place now)
{
	if (cmp->is_guard_defined && ab_is_missing(cmp, promised->name, then->header,
						   promised->since ? promised->since : then->since))
		say_sentinel(cmp, AB_SENTINEL_REMOVED, then, promised, now,
			     ab_printf(cmp->arena, "the sentinel '%s' of '%s' is gone",
				       promised->name, then->name));
}

void ab_compare_sentinel_alone(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_enumerator *promised =
	    ab_entity_enumerator(then, ab_sentinel_name(cmp->policy, then));
	struct ab_int value;
	ab_place place;

	if (promised && !ab_find_constant_now(cmp, promised->name, &value, &place))
		say_missing(cmp, then, promised, 0);
}

/* It was there for all, and is there only for who defines the guard. */
static void say_guarded(struct ab_comparison *cmp, const struct ab_entity *then,
			const struct ab_entity *now, const struct ab_enumerator *promised,
			const struct ab_enumerator *found)
{
	if (!found && !ab_is_missing(cmp, promised->name, then->header,
				     promised->since ? promised->since : then->since))
		return;
	say_sentinel(cmp, AB_SENTINEL_REMOVED, then, promised, found ? found->place : now->place,
		     ab_printf(cmp->arena,
			       "the sentinel '%s' of '%s' is gone where '%s' is not defined",
			       promised->name, then->name, cmp->policy->sentinel_guard));
}

void ab_compare_sentinel(struct ab_comparison *cmp, const struct ab_entity *then,
			 const struct ab_entity *now)
{
	const char *name = ab_sentinel_name(cmp->policy, then);
	const struct ab_enumerator *promised = ab_entity_enumerator(then, name);
	const struct ab_enumerator *found = ab_entity_enumerator(now, name), *behind;
	struct ab_int least;

	if (!promised)
		return;
	least = ab_sentinel_at(then, promised, cmp->release);
	if (then->has_open_sentinel && cmp->policy->sentinel_guard &&
	    (found ? !now->has_open_sentinel : !cmp->is_guard_defined)) {
		say_guarded(cmp, then, now, promised, found);
		return;
	}
	if (!found) {
		say_missing(cmp, then, promised, now->place);
		return;
	}
	behind = new_behind(then, now, promised, found);
	if (behind)
		say_sentinel(
		    cmp, AB_SENTINEL_NOT_LAST, then, promised, behind->place,
		    ab_printf(cmp->arena, "'%s' = %s is not below the sentinel '%s' = %s of '%s'",
			      behind->name, ab_int_text(cmp->arena, behind->value), found->name,
			      ab_int_text(cmp->arena, found->value), then->name));
	if (ab_int_compare(found->value, least) < 0 &&
	    !ab_is_covered(cmp, then, AB_SENTINEL_SHRUNK))
		say_sentinel(cmp, AB_SENTINEL_SHRUNK, then, promised, found->place,
			     ab_printf(cmp->arena,
				       "the sentinel '%s' is now %s, promised as at "
				       "least %s",
				       found->name, ab_int_text(cmp->arena, found->value),
				       ab_int_text(cmp->arena, least)));
}
