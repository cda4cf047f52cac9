/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-type.c - what a frozen type leaves open, and a later release says.
 *
 * Users count on it from then on: the length of an array, the name of a struct
 * that had none, a callback that may return.  All else that the comparison lets
 * pass is another spelling of the same; the record keeps the one it has.
 */
#include "freeze.h"

#include <string.h>

static bool says_more(const struct ab_type *then, const struct ab_type *now);

static bool is_tagged(const struct ab_type *type)
{
	return type->kind == AB_TYPE_STRUCT || type->kind == AB_TYPE_UNION ||
	       type->kind == AB_TYPE_ENUM;
}

/* A callback that had to be one that does not return. */
static bool drops_noreturn(const struct ab_type *then, const struct ab_type *now)
{
	return then->kind == AB_TYPE_POINTER && now->kind == AB_TYPE_POINTER &&
	       then->of->kind == AB_TYPE_FUNCTION && now->of->kind == AB_TYPE_FUNCTION &&
	       then->of->convention && strcmp(then->of->convention, "noreturn") == 0 &&
	       !now->of->convention;
}

static bool params_say_more(const struct ab_type *then, const struct ab_type *now)
{
	for (unsigned i = 0; i < then->n_params && i < now->n_params; i++)
		if (drops_noreturn(then->params[i].type, now->params[i].type) ||
		    says_more(then->params[i].type, now->params[i].type))
			return true;
	return false;
}

static bool says_more(const struct ab_type *then, const struct ab_type *now)
{
	if (is_tagged(then))
		return !then->name && now->name;
	if (then->kind != now->kind)
		return false;
	/* a callback that may take anything */
	if (now->has_no_prototype && !then->has_no_prototype)
		return true;
	return params_say_more(then, now) || (then->of && now->of && says_more(then->of, now->of));
}

bool ab_freeze_type(const struct ab_freeze *freeze, const struct ab_type **then,
		    const struct ab_type *now)
{
	if (!says_more(*then, now))
		return false;
	*then = now;
	ab_move_bodies_of(freeze, now);
	return true;
}

void ab_freeze_function_type(const struct ab_freeze *freeze, struct ab_entity *then,
			     const struct ab_entity *now)
{
	const struct ab_type *const was = then->type, *const is = now->type;

	/* of the function itself, "()" says nothing */
	if ((was->has_no_prototype && !is->has_no_prototype) || params_say_more(was, is) ||
	    says_more(was->of, is->of)) {
		then->type = is;
		ab_move_bodies_of(freeze, is);
	}
}

/* "extern char name[]" has its length now. */
static bool is_completed(const struct ab_freeze *freeze, const struct ab_type *then,
			 const struct ab_type *now)
{
	struct ab_arena *const arena = freeze->frozen->arena;

	then = ab_type_resolve(freeze->frozen, then, arena, NULL);
	now = ab_type_resolve(freeze->current, now, arena, NULL);
	return then->kind == AB_TYPE_ARRAY && now->kind == AB_TYPE_ARRAY &&
	       then->count == AB_COUNT_NONE && now->count >= 0;
}

void ab_freeze_object_type(const struct ab_freeze *freeze, struct ab_entity *then,
			   const struct ab_entity *now)
{
	if (is_completed(freeze, then->type, now->type)) {
		then->type = now->type;
		ab_move_bodies_of(freeze, now->type);
	} else {
		ab_freeze_type(freeze, &then->type, now->type);
	}
}
