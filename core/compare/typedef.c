/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typedef.c - typedefs (P4). */
#include "comparison.h"

#include <string.h>

static bool is_callback(const struct ab_comparison *cmp, const struct ab_record *record,
			const struct ab_type *type)
{
	type = ab_type_resolve(record, type, cmp->arena, NULL);
	if (type->kind == AB_TYPE_POINTER)
		type = ab_type_resolve(record, type->of, cmp->arena, NULL);
	return type->kind == AB_TYPE_FUNCTION;
}

/* What the current entity of that name stands for. */
static const struct ab_type *target_of(const struct ab_comparison *cmp, const struct ab_entity *now)
{
	if (now->kind == AB_TYPEDEF)
		return now->type;
	return ab_type_named(cmp->arena, AB_TYPE_TYPEDEF, now->name, 0);
}

static bool has_same_attributes(const struct ab_comparison *cmp, const struct ab_entity *then,
				const struct ab_entity *now)
{
	if (now->kind != AB_TYPEDEF)
		return then->n_attributes == 0;
	return !ab_attribute_that_counts(cmp, then, now, true) &&
	       !ab_attribute_that_counts(cmp, then, now, false);
}

static void remember_callback(struct ab_comparison *cmp, const struct ab_type *then,
			      const struct ab_type *now, const struct ab_finding *finding)
{
	if (finding->severity != AB_ERROR)
		return;
	cmp->callbacks =
	    AB_GROW(cmp->arena, cmp->callbacks, cmp->n_callbacks, &cmp->callbacks_capacity);
	cmp->callbacks[cmp->n_callbacks++] = (struct changed_callback){
	    .then = then, .now = now, .finding = (size_t)(finding - cmp->findings->items)};
}

/* It is declared no more, and nothing but a header from elsewhere has the name. */
static void say_typedef_gone(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const char *was, *is;

	if (!ab_is_missing(cmp, then->name, then->header, then->since) ||
	    ab_is_taken_over(cmp, then, &was, &is))
		return;
	if (is && was)
		ab_say(cmp, AB_TYPEDEF_TARGET_CHANGED, then, NULL, 0,
		       "typedef '%s' is now that of a different header, '%s', promised as '%s'",
		       then->name, is, ab_typedef_text(cmp, then))
		    ->promised_as = ab_typedef_text(cmp, then);
	else
		ab_say(cmp, AB_TYPEDEF_REMOVED, then, NULL, 0, "typedef '%s' is gone", then->name)
		    ->promised_as = ab_type_text(cmp->arena, then->type);
}

/* Whether a macro keeps the name, for the same type. */
static bool is_kept_by_macro(const struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_type *target = ab_type_by_macro(cmp->current, then->name, cmp->arena);

	return target && !then->n_attributes && ab_types_differ(cmp, then->type, target) == AB_SAME;
}

void ab_compare_typedef(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_record_find_type(cmp->current, then->name);
	const struct ab_type *target;
	struct ab_finding *finding;
	bool is_signature, are_alike;

	if (!now) {
		if (!is_kept_by_macro(cmp, then))
			say_typedef_gone(cmp, then);
		return;
	}
	target = target_of(cmp, now);
	are_alike = (now->kind == AB_TYPEDEF && ab_compare_unnamed(cmp, then, now)) ||
		    ab_types_differ(cmp, then->type, target) == AB_SAME ||
		    ab_is_bound_of_model(cmp, then->type, target);
	if (are_alike && has_same_attributes(cmp, then, now))
		return;
	is_signature =
	    is_callback(cmp, cmp->promised, then->type) && is_callback(cmp, cmp->current, target);
	finding =
	    ab_say(cmp, is_signature ? AB_CALLBACK_SIGNATURE_CHANGED : AB_TYPEDEF_TARGET_CHANGED,
		   then, NULL, now->place, "%s '%s' is now '%s', promised as '%s'",
		   is_signature ? "callback" : "typedef", then->name, ab_typedef_text(cmp, now),
		   ab_typedef_text(cmp, then));
	finding->promised_as = ab_typedef_text(cmp, then);
	if (is_signature && then->type->kind == AB_TYPE_FUNCTION && !ab_is_unsaid(cmp, finding))
		remember_callback(cmp, then->type, target, finding);
	if (is_signature)
		finding->consequence = "the library would call functions that programs have "
				       "compiled for the promised signature";
	else
		finding->consequence = ab_where_types_part(cmp, then->type, target);
}
