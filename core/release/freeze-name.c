/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-name.c - what has another name, or is another sort of thing, in
 * the release that is frozen than it was in the record.
 *
 * A type keeps the name that it was frozen by: what else names it is a typedef
 * of the record.  A name is in the record as what it is now: a macro that has
 * become an enumerator is that, and as old as the macro was.
 */
#include "freeze.h"

#include <string.h>

/* ---- types ---- */

struct ab_entity *ab_freeze_named(const struct ab_freeze *freeze, const char *name)
{
	struct ab_entity *const then = ab_record_find_type(freeze->frozen, name);

	return then && then->kind != AB_TYPEDEF ? then : NULL;
}

void ab_freeze_alias(const struct ab_freeze *freeze, const struct ab_entity *then,
		     const struct ab_entity *now)
{
	struct ab_arena *const arena = freeze->frozen->arena;
	const enum ab_type_kind kind = then->kind == AB_STRUCT	? AB_TYPE_STRUCT
				       : then->kind == AB_UNION ? AB_TYPE_UNION
								: AB_TYPE_ENUM;
	struct ab_entity *alias;

	if (now->is_tag_only || ab_record_find_type(freeze->frozen, now->name))
		return;
	alias = ab_record_add(freeze->frozen, AB_TYPEDEF, now->name);
	alias->since = freeze->release;
	alias->header = now->header;
	alias->type = then->is_tag_only ? ab_type_named(arena, kind, then->tag, 0)
					: ab_type_named(arena, AB_TYPE_TYPEDEF, then->name, 0);
}

/* ---- constants, and what may be called in place of a macro ---- */

static const char *older_of(const char *a, const char *b)
{
	return !a || (b && ab_release_compare(b, a) < 0) ? b : a;
}

/* Whether that record, of one compile, would have what the frozen one has in that header. */
static bool is_at_hand(const struct ab_freeze *freeze, const char *header)
{
	return header && ab_record_find_header(freeze->current, header);
}

/* A frozen entity of that kind and name that is nothing of the kind now; NULL: none. */
static const struct ab_entity *find_gone(const struct ab_freeze *freeze, enum ab_kind kind,
					 const char *name)
{
	const struct ab_entity *const then = ab_record_find(freeze->frozen, kind, name);

	return then && is_at_hand(freeze, then->header) &&
		       !ab_record_find(freeze->current, kind, name)
		   ? then
		   : NULL;
}

/* Takes a frozen enumerator out of every enum but that one; returns its release, or NULL. */
static const char *take_enumerator(const struct ab_freeze *freeze, const struct ab_entity *into,
				   const char *name)
{
	struct ab_entity *owner = NULL, *owner_now = NULL;
	const struct ab_enumerator *const then =
	    ab_record_find_enumerator(freeze->frozen, name, &owner);
	const char *since;

	if (!then || owner == into || !is_at_hand(freeze, owner->header))
		return NULL;
	ab_record_find_enumerator(freeze->current, name, &owner_now);
	if (!into && owner_now)
		return NULL;
	since = then->since ? then->since : owner->since;
	if (owner->sentinel && strcmp(owner->sentinel, name) == 0)
		owner->sentinel = NULL;
	ab_record_remove_enumerator(freeze->frozen, owner, then);
	return since;
}

const char *ab_freeze_succeed(const struct ab_freeze *freeze, enum ab_kind kind,
			      const struct ab_entity *owner, const char *name)
{
	static const enum ab_kind kinds[] = {AB_MACRO, AB_FUNCTION_MACRO, AB_ENUMERATOR};
	const bool is_constant = kind == AB_MACRO || kind == AB_ENUMERATOR || kind == AB_ENUM;
	const char *since = NULL;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct ab_entity *const then =
		    kinds[i] == kind || (kinds[i] == AB_ENUMERATOR && !is_constant)
			? NULL
			: find_gone(freeze, kinds[i], name);

		if (!then)
			continue;
		since = older_of(since, then->since);
		ab_record_remove(freeze->frozen, then);
	}
	if (is_constant)
		since = older_of(since, take_enumerator(freeze, owner, name));
	return since;
}
