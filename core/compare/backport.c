/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backport.c - what headers of an earlier release have of a later one (as-of.c).
 *
 * What is kept as it was for them lacks what the later release added, and they need not have
 * it.  If they do, programs that use it meet the later library, too: it is held to that.
 */
#include "aggregate.h"

#include <string.h>

static const struct ab_field *find_path(const struct ab_aggregate *body, const char *path);

/* The member by that name, among those of unnamed members as well; rest: what follows it. */
static const struct ab_field *find_member(const struct ab_field *field, const char *path,
					  size_t length, const char *rest)
{
	const struct ab_aggregate *const inner = ab_type_body(field->type);

	if (!field->name)
		return inner ? find_path(inner, path) : NULL;
	if (strncmp(field->name, path, length) != 0 || field->name[length])
		return NULL;
	if (!*rest)
		return field;
	return inner ? find_path(inner, rest + 1) : NULL;
}

/* "value.x"; NULL: there is none. */
static const struct ab_field *find_path(const struct ab_aggregate *body, const char *path)
{
	const size_t length = strcspn(path, ".");

	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *const found =
		    find_member(&body->fields[i], path, length, path + length);

		if (found)
			return found;
	}
	return NULL;
}

bool ab_compare_backported_member(struct ab_comparison *cmp, const struct ab_place_in *in,
				  const struct ab_leaf *now)
{
	const struct ab_entity *const later = in->then->later;
	const struct ab_aggregate *const body = later ? ab_entity_body(later) : NULL;
	const char *const path = ab_member_path(cmp, in, now);
	const struct ab_field *const promised = body ? find_path(body, path) : NULL;
	struct ab_finding *finding;

	if (!promised || (promised->bit_width == now->field->bit_width &&
			  ab_types_differ(cmp, promised->type, now->field->type) == AB_SAME))
		return false;
	finding = ab_say(cmp, AB_UNION_MEMBER_CHANGED, in->then, path, now->field->place,
			 "member '%s' of '%s' is now '%s', promised as '%s'", path, in->then->name,
			 ab_member_text(cmp, now->field), ab_member_text(cmp, promised));
	finding->since = promised->since ? promised->since : later->since;
	finding->promised_as = ab_member_text(cmp, promised);
	if (promised->place)
		finding->then = promised->place;
	return true;
}

/* The sentinel is what each release makes of it. */
static bool is_sentinel(const struct ab_entity *entity, const char *name)
{
	return entity->sentinel && strcmp(entity->sentinel, name) == 0;
}

static void compare_enumerator(struct ab_comparison *cmp, const struct ab_entity *then,
			       const struct ab_enumerator *promised,
			       const struct ab_enumerator *now)
{
	struct ab_finding *finding;

	if (ab_int_compare(promised->value, now->value) == 0 ||
	    ab_policy_may_change(cmp->policy, now->name))
		return;
	finding =
	    ab_say(cmp, AB_ENUMERATOR_VALUE_CHANGED, then, now->name, now->place,
		   "enumerator '%s' is now %s, promised as %s", now->name,
		   ab_int_text(cmp->arena, now->value), ab_int_text(cmp->arena, promised->value));
	finding->since = promised->since ? promised->since : then->later->since;
	if (promised->place)
		finding->then = promised->place;
}

void ab_compare_backported_enumerators(struct ab_comparison *cmp, const struct ab_entity *then,
				       const struct ab_entity *now)
{
	for (unsigned i = 0; then->later && i < then->later->n_enumerators; i++) {
		const struct ab_enumerator *const promised = &then->later->enumerators[i];
		const struct ab_enumerator *one;

		if (is_sentinel(then->later, promised->name) ||
		    ab_entity_enumerator(then, promised->name))
			continue;
		one = ab_entity_enumerator(now, promised->name);
		if (one)
			compare_enumerator(cmp, then, promised, one);
	}
}
