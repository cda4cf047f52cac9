/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ban.c - members and enumerators that are there, and that no program may use any more (P2,
 * P3, P5): for programs they are gone.
 */
#include "aggregate.h"

#include <string.h>

#define BANNED "can no longer be used: it is 'unavailable' now"

bool ab_compare_member_ban(struct ab_comparison *cmp, const struct ab_place_in *in,
			   const struct ab_leaf *then, const struct ab_leaf *now)
{
	const bool is_union = then->group->is_union;
	const char *const path = ab_member_path(cmp, in, then);
	struct ab_finding *finding;

	if (then->field->is_unavailable || !now->field->is_unavailable)
		return false;
	finding = ab_say(cmp, is_union ? AB_UNION_MEMBER_REMOVED : AB_STRUCT_FIELD_REMOVED,
			 in->then, path, now->field->place, "%s '%s' of '%s' " BANNED,
			 is_union ? "member" : "field", path, in->then->name);
	if (then->field->place)
		finding->then = then->field->place;
	finding->promised_as = ab_member_text(cmp, then->field);
	return true;
}

/* Whether a use of the enumerator is an error now, and where it is declared (0: nowhere). */
static bool is_banned_now(const struct ab_comparison *cmp, const char *name, ab_place *place)
{
	const struct ab_enumerator *const one = ab_record_find_enumerator(cmp->current, name, NULL);
	const struct ab_entity *const alone = ab_record_find(cmp->current, AB_ENUMERATOR, name);

	*place = one ? one->place : alone ? alone->place : 0;
	return one ? one->is_unavailable : alone && alone->n_attributes;
}

static void compare_ban(struct ab_comparison *cmp, const struct ab_entity *owner,
			const char *member, const char *name, ab_place then)
{
	struct ab_finding *finding;
	ab_place now;

	if (!is_banned_now(cmp, name, &now))
		return;
	finding =
	    ab_say(cmp, AB_ENUMERATOR_REMOVED, owner, member, now, "enumerator '%s' " BANNED, name);
	if (then)
		finding->then = then;
}

void ab_compare_enumerator_bans(struct ab_comparison *cmp, const struct ab_entity *then)
{
	if (then->kind == AB_ENUMERATOR && !then->n_attributes)
		compare_ban(cmp, then, NULL, then->name, 0);
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const struct ab_enumerator *const one = &then->enumerators[i];

		if (!one->is_unavailable)
			compare_ban(cmp, then, one->name, one->name, one->place);
	}
}
