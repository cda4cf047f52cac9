/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entity.c - what an entity has, and whether a name is one of a record (record.h). */
#include "abiding/record.h"

#include <string.h>

struct ab_aggregate *ab_entity_body(const struct ab_entity *entity)
{
	return entity->body ? entity->body : entity->type ? ab_type_body(entity->type) : NULL;
}

const struct ab_enumerator *ab_entity_enumerator(const struct ab_entity *entity, const char *name)
{
	for (unsigned i = 0; entity && name && i < entity->n_enumerators; i++)
		if (strcmp(entity->enumerators[i].name, name) == 0)
			return &entity->enumerators[i];
	return NULL;
}

bool ab_record_has_name(const struct ab_record *record, const char *name)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		if (ab_record_find(record, (enum ab_kind)kind, name))
			return true;
	return false;
}
