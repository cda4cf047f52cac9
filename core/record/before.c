/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * before.c - what was promised otherwise before a release.
 *
 * A release may say more than the ones before it did: the length of an array, a name of a
 * type, another sort of thing by the same name.  Headers that are older do not say it yet.
 * Or a whole header is given up, which earlier releases have.  The record keeps what they
 * were promised by, in the sections that it has itself:
 *
 *   before:
 *     2.0.0:                                        # headers of an earlier release
 *       variables:
 *         foo_names: {since: 1.0.0, header: foo.h, type: 'const char *const []'}
 */
#include "before.h"

#include <string.h>

struct ab_record *ab_record_before(struct ab_record *record, const char *release)
{
	struct ab_before *added;

	record->before =
	    AB_GROW(record->arena, record->before, record->n_before, &record->before_capacity);
	added = &record->before[record->n_before++];
	added->release = release;
	added->record = ab_record_new(record->arena);
	added->record->knows_uses = record->knows_uses;
	added->record->n_models = record->n_models;
	for (unsigned i = 0; i < record->n_models; i++)
		added->record->models[i] = record->models[i];
	return added->record;
}

static const char *text_of(struct ab_arena *arena, const struct ab_record *record,
			   const struct ab_entity *entity)
{
	struct ab_record *const alone = ab_record_new(arena);
	struct ab_yaml *const map = ab_yaml_new(arena, AB_YAML_MAPPING, false);
	struct ab_error error;
	const char *text;
	size_t length;

	ab_record_add_copy(alone, entity);
	ab_put_sections(arena, record, alone, map);
	return ab_yaml_print(arena, map, &text, &length, &error) ? text : "";
}

bool ab_entities_are_same(struct ab_arena *arena, const struct ab_record *record,
			  const struct ab_entity *a, const struct ab_entity *b)
{
	return strcmp(text_of(arena, record, a), text_of(arena, record, b)) == 0;
}
