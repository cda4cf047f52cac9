/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.c - the rows of an image: what is looked up, and its digests (maker.h). */
#include "maker.h"

#include <string.h>

static struct ab_image_row *add_row(struct ab_image_maker *m, const struct ab_entity *entity,
				    const char *name, enum ab_image_space space)
{
	struct ab_image_row *row = &m->rows[m->n_rows];
	const size_t length = strlen(name);

	row->name = (uint32_t)m->names.length;
	row->key = ab_image_key(space, ab_name_hash(name, length), length);
	row->identity = (uint32_t)m->n_rows;
	row->kind = (uint8_t)entity->kind;
	row->counter = AB_IMAGE_NO_COUNTER;
	ab_buf_add_n(&m->names, name, length + 1);
	m->entities[m->n_rows++] = entity;
	return row;
}

/* A row that stands for a part of another one's entity. */
static struct ab_image_row *add_part_of(struct ab_image_maker *m, uint32_t identity,
					const char *name, enum ab_image_space space)
{
	struct ab_image_row *row = add_row(m, m->entities[identity], name, space);

	row->identity = identity;
	m->entities[m->n_rows - 1] = NULL;
	return row;
}

static enum ab_image_space space_of(const struct ab_entity *entity)
{
	if (entity->kind == AB_MACRO || entity->kind == AB_FUNCTION_MACRO)
		return AB_IMAGE_MACROS;
	return entity->is_tag_only ? AB_IMAGE_TAGS : AB_IMAGE_ORDINARY;
}

static void add_enumerator(struct ab_image_maker *m, const struct ab_entity *entity,
			   const struct ab_enumerator *then, const struct ab_enumerator *now,
			   uint32_t identity)
{
	struct ab_image_row *const part = add_part_of(m, identity, now->name, AB_IMAGE_ENUMERATORS);

	part->kind = AB_ENUMERATOR;
	part->is_new = !then;
	part->is_sentinel = (entity->sentinel && !strcmp(entity->sentinel, now->name)) ||
			    (then && ab_int_compare(then->value, now->value) != 0);
	m->numbers[m->n_rows - 1] = then ? then : now;
}

/* promised: as the entity was, or NULL */
static void add_enumerators(struct ab_image_maker *m, const struct ab_entity *entity,
			    const struct ab_entity *promised, uint32_t identity)
{
	struct ab_index by_name = {0};

	for (unsigned i = 0; promised && i < promised->n_enumerators; i++)
		ab_index_enter(m->arena, &by_name, 0, promised->enumerators[i].name, NULL)->of =
		    &promised->enumerators[i];
	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		const struct ab_enumerator *const now = &entity->enumerators[i];
		const struct ab_index_entry *const then = ab_index_find(&by_name, 0, now->name);

		add_enumerator(m, entity, then ? then->of : NULL, now, identity);
	}
}

/* With another release at hand, a waiver may have ended. */
static bool ends_waivers(const struct ab_image_maker *m, const char *macro)
{
	return m->policy->n_waivers && m->policy->version_macro &&
	       !strcmp(m->policy->version_macro, macro);
}

/* An enumerator of an enum without a name, for macros that name it. */
static void add_loose(struct ab_image_maker *m, const struct ab_entity *entity,
		      const struct ab_entity *promised, uint32_t identity)
{
	struct ab_enumerator *const number = AB_NEW(m->arena, struct ab_enumerator);
	struct ab_image_row *const part =
	    add_part_of(m, identity, entity->name, AB_IMAGE_ENUMERATORS);

	number->name = entity->name;
	number->value = promised ? promised->value.integer : entity->value.integer;
	part->kind = AB_ENUMERATOR;
	part->is_new = !promised;
	m->numbers[m->n_rows - 1] = number;
}

static void count_row(struct ab_image_maker *m, struct ab_image_row *row, const char *header,
		      const char *since)
{
	const int group = header ? ab_image_group_of(m, header) : -1;
	size_t counter;

	if (group < 0)
		return;
	counter = (size_t)group * (m->releases.count + 1) + ab_image_column(&m->releases, since);
	row->counter = (uint16_t)counter;
	m->counts[counter]++;
}

static void add_entity(struct ab_image_maker *m, const struct ab_entity *entity)
{
	const char *name = entity->is_tag_only ? entity->tag : entity->name, *logical;
	struct ab_image_row *row = add_row(m, entity, name, space_of(entity));
	const struct ab_surface *surface =
	    entity->header ? ab_policy_surface(m->policy, entity->header, &logical) : NULL;
	const struct ab_entity *promised = ab_image_same(m->record, entity);

	row->is_new = !promised;
	row->is_tag_only = entity->is_tag_only;
	row->may_change = promised && entity->kind == AB_MACRO &&
			  ab_policy_may_change(m->policy, entity->name) &&
			  !ends_waivers(m, entity->name);
	row->is_held = surface && surface->promise != AB_PROMISE_NONE;
	if (surface && promised)
		count_row(m, row,
			  promised->typedef_header ? promised->typedef_header : promised->header,
			  promised->since);
	if (entity->tag && !entity->is_tag_only) {
		struct ab_image_row *const part =
		    add_part_of(m, row->identity, entity->tag, AB_IMAGE_TAGS);

		/* its typedef stands in another header than its definition */
		if (surface && promised && promised->typedef_header)
			count_row(m, part, promised->header, promised->since);
	}
	if (entity->kind == AB_ENUMERATOR)
		add_loose(m, entity, promised, row->identity);
	add_enumerators(m, entity, promised, row->identity);
}

/* One that is no longer read may have become something else, or be gone from the folder. */
static void add_header(struct ab_image_maker *m, const struct ab_header *header)
{
	static const struct ab_entity stand_in = {.kind = AB_KINDS};
	struct ab_image_row *const row = add_row(m, &stand_in, header->name, AB_IMAGE_HEADERS);

	m->entities[m->n_rows - 1] = NULL;
	count_row(m, row, header->name, header->since);
}

void ab_image_add_rows(struct ab_image_maker *m)
{
	size_t most = m->record->n_headers;

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < m->state->of[kind].count; i++)
			most += 2 + m->state->of[kind].items[i]->n_enumerators;
	m->rows = AB_NEW_ARRAY(m->arena, struct ab_image_row, most);
	m->entities = AB_NEW_ARRAY(m->arena, const struct ab_entity *, most);
	m->numbers = AB_NEW_ARRAY(m->arena, const struct ab_enumerator *, most);
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < m->state->of[kind].count; i++)
			add_entity(m, m->state->of[kind].items[i]);
	for (size_t i = 0; i < m->record->n_headers; i++)
		add_header(m, &m->record->headers[i]);
}

uint32_t *ab_image_make_slots(struct ab_image_maker *m, size_t *n_slots)
{
	size_t n = 16, mask;
	uint32_t *slots;

	while (n < 2 * m->n_rows)
		n *= 2;
	mask = n - 1;
	slots = AB_NEW_ARRAY(m->arena, uint32_t, n);
	for (size_t i = 0; i < m->n_rows; i++) {
		size_t at = ab_image_slot(m->rows[i].key) & mask;

		while (slots[at])
			at = (at + 1) & mask;
		slots[at] = (uint32_t)i + 1;
	}
	*n_slots = n;
	return slots;
}

static struct ab_image_digest digest_of(const struct ab_image_maker *m, size_t row, size_t model)
{
	const struct ab_entity *promised;

	if (m->numbers[row])
		return (struct ab_image_digest){m->numbers[row]->value.magnitude,
						m->numbers[row]->value.is_negative};
	promised = m->entities[row] ? ab_image_same(m->record, m->entities[row]) : NULL;
	if (!promised)
		return (struct ab_image_digest){AB_DIGEST_NONE, AB_DIGEST_NONE};
	return (struct ab_image_digest){ab_digest_of(m->record, promised, (int)model, true, NULL),
					ab_digest_of(m->record, promised, (int)model, false, NULL)};
}

struct ab_image_digest *ab_image_make_digests(struct ab_image_maker *m)
{
	const size_t n_models = m->record->n_models;
	struct ab_image_digest *digests =
	    AB_NEW_ARRAY(m->arena, struct ab_image_digest, m->n_rows * n_models);

	for (size_t model = 0; model < n_models; model++)
		for (size_t i = 0; i < m->n_rows; i++)
			digests[model * m->n_rows + i] = digest_of(m, i, model);
	return digests;
}
