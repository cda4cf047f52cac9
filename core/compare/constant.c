/* SPDX-License-Identifier: GPL-3.0-or-later */
/* constant.c - constants by name, whatever they are now. */
#include "comparison.h"

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
