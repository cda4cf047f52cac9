/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-constant.c - values of macros, variables and loose enumerators put onto
 * a frozen record: those that may change, those that were not known, and new uses of
 * the same ones.
 */
#include "abiding/eval.h"
#include "freeze.h"

#include <string.h>

/* Values for data models that the frozen macro has none for. */
static void merge_values(const struct ab_freeze *freeze, struct ab_value *to,
			 const struct ab_entity *from)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++) {
		const struct ab_value *const value = ab_macro_value(from, (int)i);

		if (freeze->models[i] >= 0 && !to[freeze->models[i]].kind && value)
			to[freeze->models[i]] = *value;
	}
}

void ab_move_values(const struct ab_freeze *freeze, struct ab_entity *entity)
{
	const struct ab_entity from = *entity;

	entity->values = AB_NEW_ARRAY(freeze->frozen->arena, struct ab_value, AB_MODELS_MAX);
	merge_values(freeze, entity->values, &from);
}

static bool is_at_hand(const struct ab_freeze *freeze, unsigned model)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++)
		if (freeze->models[i] == (int)model)
			return true;
	return false;
}

/*
 * Whether a value for any data model is the one that is known for some of them; on those that
 * are not at hand, its type may be another one than promised there.
 */
static bool is_value_of_all(const struct ab_freeze *freeze, const struct ab_entity *then,
			    const struct ab_value *value)
{
	for (unsigned i = 0; i < AB_MODELS_MAX; i++) {
		const struct ab_value *const one = &then->values[i];

		if (one->kind && (one->kind != value->kind ||
				  (one->is_type_model_dependent && !is_at_hand(freeze, i)) ||
				  (one->kind == AB_VALUE_INTEGER
				       ? ab_int_compare(one->integer, value->integer) != 0
				       : strcmp(one->text, value->text) != 0)))
			return false;
	}
	return true;
}

/* Whether the same constant can be used in #if, or joined with other strings, and could not before. */
static bool has_more_uses(const struct ab_entity *then, const struct ab_entity *now)
{
	if (then->value.kind != now->value.kind)
		return false;
	if (then->value.kind == AB_VALUE_STRING)
		return then->value.bare && !now->value.bare;
	return then->value.kind == AB_VALUE_INTEGER && now->value.type &&
	       ab_type_fits_if(now->value.type) && !now->is_not_in_if &&
	       (then->is_not_in_if || !ab_type_fits_if(then->value.type));
}

/* A value of any data model has types by data model then: on others, the one that it had. */
static void split_types(const struct ab_freeze *freeze, struct ab_entity *then)
{
	then->value.is_type_model_dependent = true;
	then->values = AB_NEW_ARRAY(freeze->frozen->arena, struct ab_value, AB_MODELS_MAX);
	for (unsigned i = 0; i < freeze->frozen->n_models; i++)
		then->values[i] = then->value;
}

/* On other data models the values stay; that #if takes them is of the text. */
static void take_uses(const struct ab_freeze *freeze, struct ab_entity *then,
		      const struct ab_entity *now)
{
	then->is_not_in_if = false;
	then->value.bare = now->value.bare;
	if (!then->values && now->values)
		split_types(freeze, then);
	else if (!then->values)
		then->value.type = now->value.type;
	for (unsigned i = 0; then->values && i < freeze->current->n_models; i++) {
		const struct ab_value *const value = ab_macro_value(now, (int)i);

		if (freeze->models[i] >= 0 && value)
			then->values[freeze->models[i]].type = value->type;
	}
}

/*
 * A value that may change is the last one frozen, on whatever data model that was;
 * what had none has the one that it gets.
 */
static bool is_constant_to_take(const struct ab_freeze *freeze, const struct ab_entity *then,
				const struct ab_entity *now)
{
	if (ab_policy_may_change(freeze->policy, then->name) ||
	    (then->value.kind == AB_VALUE_INTEGER && now->value.kind == AB_VALUE_INTEGER &&
	     ab_goes_along(&freeze->growths, then->name, then->value.integer, now->value.integer,
			   now->text)))
		return true;
	return now->value.kind &&
	       (!then->value.kind ||
		(then->values && !now->values && is_value_of_all(freeze, then, &now->value)));
}

/* A record of the first format does not say how its constants can be used: they can as they can now. */
static void take_first_uses(struct ab_entity *then, const struct ab_entity *now)
{
	if (then->value.kind != now->value.kind)
		return;
	then->is_not_in_if = now->is_not_in_if;
	then->value.bare = now->value.bare;
	for (unsigned i = 0; then->values && i < AB_MODELS_MAX; i++)
		then->values[i].bare = now->value.bare;
}

void ab_freeze_constant(const struct ab_freeze *freeze, struct ab_entity *then,
			const struct ab_entity *now)
{
	if (is_constant_to_take(freeze, then, now)) {
		then->value = now->value;
		then->values = now->values;
		then->text = now->text;
		then->is_not_in_if = now->is_not_in_if;
		if (then->values)
			ab_move_values(freeze, then);
	} else if (then->values && now->value.kind) {
		merge_values(freeze, then->values, now);
	}
	if (!freeze->frozen->knows_uses)
		take_first_uses(then, now);
	else if (has_more_uses(then, now))
		take_uses(freeze, then, now);
}

void ab_freeze_loose(const struct ab_freeze *freeze, struct ab_entity *then,
		     const struct ab_entity *now)
{
	then->is_sentinel |= now->is_sentinel;
	if (then->is_sentinel ? ab_int_compare(now->value.integer, then->value.integer) > 0
			      : is_constant_to_take(freeze, then, now))
		then->value.integer = now->value.integer;
}
