/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variants.c - see variants.h. */
#include "variants.h"

#include <stdlib.h>
#include <string.h>

/* ---- releases ---- */

struct names {
	struct ab_arena *arena;
	const char **items;
	size_t count, capacity;
};

static void add_name(struct names *names, const char *since)
{
	if (!since || (names->count && !strcmp(names->items[names->count - 1], since)))
		return;
	names->items = AB_GROW(names->arena, names->items, names->count, &names->capacity);
	names->items[names->count++] = since;
}

static void add_names_of_body(struct names *names, const struct ab_aggregate *body);

static void add_names_of_node(struct ab_type *node, void *names)
{
	if (node->body)
		add_names_of_body(names, node->body);
}

static void add_names_of_body(struct names *names, const struct ab_aggregate *body)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		add_name(names, body->fields[i].since);
		ab_type_each_body(body->fields[i].type, add_names_of_node, names);
	}
}

static void add_names_of(struct names *names, const struct ab_entity *entity)
{
	add_name(names, entity->since);
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		add_name(names, entity->enumerators[i].since);
	if (entity->body)
		add_names_of_body(names, entity->body);
}

static int by_release(const void *a, const void *b)
{
	return ab_release_compare(*(const char *const *)a, *(const char *const *)b);
}

/* The first value of the version macro that is of a release; false: there is none. */
static bool number_of(struct ab_arena *arena, const struct ab_policy *policy, const char *name,
		      uint64_t *number)
{
	const char *at = name;

	*number = 0;
	for (int i = 0; i < 3 && at; i++) {
		*number += strtoull(at, NULL, 10) * policy->version_scale[i];
		at = strchr(at, '.');
		at = at ? at + 1 : NULL;
	}
	return ab_release_compare(name, ab_policy_release(policy, arena, *number)) == 0 &&
	       (!*number ||
		ab_release_compare(name, ab_policy_release(policy, arena, *number - 1)) > 0);
}

struct ab_image_releases ab_image_releases_of(struct ab_arena *arena,
					      const struct ab_record *record,
					      const struct ab_policy *policy)
{
	struct ab_image_releases releases = {0};
	struct names names = {.arena = arena};

	if (!policy->version_macro)
		return releases;
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++)
			add_names_of(&names, record->of[kind].items[i]);
	if (names.count)
		qsort(names.items, names.count, sizeof *names.items, by_release);
	releases.numbers = AB_NEW_ARRAY(arena, uint64_t, names.count);
	releases.names = names.items;
	for (size_t i = 0; i < names.count; i++) {
		const char *const name = names.items[i];
		uint64_t number;

		if (releases.count && !ab_release_compare(releases.names[releases.count - 1], name))
			continue;
		if (!number_of(arena, policy, name, &number))
			return (struct ab_image_releases){0};
		releases.names[releases.count] = name;
		releases.numbers[releases.count++] = number;
	}
	return releases;
}

uint64_t ab_image_before_of(struct ab_arena *arena, const struct ab_record *record,
			    const struct ab_policy *policy)
{
	uint64_t last = 0, number;

	for (size_t i = 0; policy->version_macro && i < record->n_before; i++) {
		if (!number_of(arena, policy, record->before[i].release, &number))
			return UINT64_MAX;
		last = last < number ? number : last;
	}
	return last;
}

size_t ab_image_column(const struct ab_image_releases *releases, const char *since)
{
	size_t low = 0, high = releases->count;

	if (!since || !releases->count)
		return 0;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (ab_release_compare(releases->names[middle], since) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low + 1;
}

/* ---- variants ---- */

struct varying {
	const struct ab_image_varying *of;
	struct ab_image_variants variants;
	const char **releases; /* by variant: as in which, NULL: as the headers have it */
	size_t capacity, releases_capacity;
};

static void add_variant(struct varying *varying, size_t row, uint32_t before, uint32_t header,
			const char *release)
{
	struct ab_arena *const arena = varying->of->arena;
	struct ab_image_variants *const variants = &varying->variants;
	size_t n_releases = variants->count;

	variants->items = AB_GROW(arena, variants->items, variants->count, &varying->capacity);
	varying->releases =
	    AB_GROW(arena, varying->releases, n_releases, &varying->releases_capacity);
	varying->releases[variants->count] = release;
	variants->items[variants->count++] =
	    (struct ab_image_variant){.row = (uint32_t)row, .before = before, .header = header};
}

struct columns {
	const struct ab_image_releases *releases;
	bool *has; /* by column: a member came then */
};

static void mark_columns_of_body(struct columns *columns, const struct ab_aggregate *body);

static void mark_columns_of_node(struct ab_type *node, void *columns)
{
	if (node->body)
		mark_columns_of_body(columns, node->body);
}

static void mark_columns_of_body(struct columns *columns, const struct ab_aggregate *body)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		columns->has[ab_image_column(columns->releases, body->fields[i].since)] = true;
		ab_type_each_body(body->fields[i].type, mark_columns_of_node, columns);
	}
}

/* As it was before each release in which a member came. */
static void add_older(struct varying *varying, size_t row, const struct ab_entity *promised,
		      const struct columns *columns)
{
	const struct ab_image_releases *const releases = columns->releases;

	memset(columns->has, 0, (releases->count + 1) * sizeof *columns->has);
	for (unsigned i = 0; i < promised->n_enumerators; i++)
		columns->has[ab_image_column(releases, promised->enumerators[i].since)] = true;
	if (promised->body)
		mark_columns_of_body((struct columns *)columns, promised->body);
	for (size_t i = ab_image_column(releases, promised->since); i < releases->count; i++)
		if (columns->has[i + 1])
			add_variant(varying, row, (uint32_t)i, 0, i ? releases->names[i - 1] : "0");
}

static uint64_t digest_seen(const struct ab_image_varying *of, const struct ab_entity *seen,
			    size_t model, bool has_sentinel)
{
	const int index = ab_record_find_model(of->seen, of->record->models[model]);

	return index < 0 ? AB_DIGEST_NONE : ab_digest_of(of->seen, seen, index, has_sentinel, NULL);
}

/* Whether it is another one by now than was promised, and can be told. */
static bool is_other(const struct ab_image_varying *of, const struct ab_entity *seen,
		     const struct ab_entity *promised)
{
	for (size_t i = 0; i < of->record->n_models; i++) {
		const uint64_t digest = digest_seen(of, seen, i, true);

		if (digest != AB_DIGEST_NONE &&
		    (!promised || digest != ab_digest_of(of->record, promised, (int)i, true, NULL)))
			return true;
	}
	return false;
}

static void add_newer(struct varying *varying, size_t row, const struct ab_entity *entity,
		      const struct ab_entity *promised)
{
	const struct ab_image_varying *const of = varying->of;
	const struct ab_entity *const seen = of->seen ? ab_image_same(of->seen, entity) : NULL;
	uint32_t header;

	if (!seen || !seen->header || !is_other(of, seen, promised))
		return;
	header = of->source_of(of->context, seen->header);
	if (header)
		add_variant(varying, row, AB_IMAGE_NEVER, header, NULL);
}

static struct ab_image_digest variant_digest(const struct varying *varying, size_t variant,
					     size_t model)
{
	const struct ab_image_varying *const of = varying->of;
	const struct ab_entity *entity = of->entities[varying->variants.items[variant].row];
	const char *const release = varying->releases[variant];

	if (!release) {
		entity = ab_image_same(of->seen, entity);
		return (struct ab_image_digest){digest_seen(of, entity, model, true),
						digest_seen(of, entity, model, false)};
	}
	entity = ab_image_same(of->record, entity);
	return (struct ab_image_digest){
	    ab_digest_of(of->record, entity, (int)model, true, release),
	    ab_digest_of(of->record, entity, (int)model, false, release)};
}

const struct ab_entity *ab_image_same(const struct ab_record *record,
				      const struct ab_entity *entity)
{
	return ab_record_find(record, entity->kind, entity->name);
}

struct ab_image_variants ab_image_variants_of(const struct ab_image_varying *of)
{
	struct varying varying = {.of = of};
	const struct columns columns = {of->releases,
					AB_NEW_ARRAY(of->arena, bool, of->releases->count + 1)};
	size_t n_models = of->record->n_models;

	for (size_t row = 0; row < of->n_rows; row++) {
		const struct ab_entity *const entity = of->entities[row];
		const struct ab_entity *const promised =
		    entity ? ab_image_same(of->record, entity) : NULL;

		if (promised)
			add_older(&varying, row, promised, &columns);
		if (entity)
			add_newer(&varying, row, entity, promised);
	}
	varying.variants.digests =
	    AB_NEW_ARRAY(of->arena, struct ab_image_digest, n_models * varying.variants.count);
	for (size_t model = 0; model < n_models; model++)
		for (size_t i = 0; i < varying.variants.count; i++)
			varying.variants.digests[model * varying.variants.count + i] =
			    variant_digest(&varying, i, model);
	return varying.variants;
}
