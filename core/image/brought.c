/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brought.c - which entries bring what, as an image has it (maker.h). */
#include "maker.h"

#include <string.h>

static bool has_entry(const struct ab_bringers *bringers, const char *entry)
{
	for (unsigned i = 0; i < bringers->n; i++)
		if (strcmp(bringers->entries[i], entry) == 0)
			return true;
	return false;
}

static bool are_same(const struct ab_bringers *a, const struct ab_bringers *b)
{
	for (unsigned i = 0; i < a->n; i++)
		if (!has_entry(b, a->entries[i]))
			return false;
	return a->n == b->n && a->needs_all == b->needs_all;
}

static bool is_held(const struct ab_image_maker *m, const char *header)
{
	const char *logical;
	const struct ab_surface *surface = ab_policy_surface(m->policy, header, &logical);

	return surface && surface->promise != AB_PROMISE_NONE;
}

static int find_group(const struct ab_image_maker *m, const char *header)
{
	const struct ab_bringers bringers =
	    ab_bringers_left(m->brought, header, m->record->release, NULL);

	for (size_t i = 0; i < m->n_groups; i++)
		if (m->groups[i].is_held == is_held(m, header) &&
		    are_same(&m->bringers[i], &bringers))
			return (int)i;
	return -1;
}

int ab_image_group_of(const struct ab_image_maker *m, const char *header)
{
	const struct ab_header *known = ab_record_find_header(m->record, header);

	return known ? m->groups_of_headers[known - m->record->headers] : find_group(m, header);
}

static void add_group(struct ab_image_maker *m, const char *header)
{
	const struct ab_bringers bringers =
	    ab_bringers_left(m->brought, header, m->record->release, NULL);

	if (!bringers.n || find_group(m, header) >= 0)
		return;
	m->bringers[m->n_groups] = bringers;
	m->groups[m->n_groups].needed = bringers.needs_all ? bringers.n : 1;
	m->groups[m->n_groups++].is_held = is_held(m, header);
}

static void add_entry(struct ab_image_maker *m, const char *name)
{
	struct ab_image_entry *const entry = &m->entries[m->n_entries];

	for (size_t i = 0; i < m->n_entries; i++)
		if (strcmp(m->strings.text + m->entries[i].name, name) == 0)
			return;
	entry->name = ab_image_add_string(m, name);
	entry->length = (uint32_t)strlen(name);
	entry->brings = (uint32_t)m->n_brings;
	for (size_t i = 0; i < m->n_groups; i++)
		if (has_entry(&m->bringers[i], name))
			m->brings[m->n_brings++] = (uint32_t)i;
	entry->n_brings = (uint32_t)m->n_brings - entry->brings;
	m->n_entries++;
}

void ab_image_add_brought(struct ab_image_maker *m)
{
	const struct ab_record *record = m->record;
	size_t n_headers = record->n_headers, n_entries = 0;

	m->brought = ab_brought_new(m->arena, record, m->policy);
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		n_headers += record->of[kind].count;
	m->bringers = AB_NEW_ARRAY(m->arena, struct ab_bringers, n_headers);
	m->groups = AB_NEW_ARRAY(m->arena, struct ab_image_group, n_headers);
	for (size_t i = 0; i < record->n_headers; i++)
		add_group(m, record->headers[i].name);
	/* a header that a hand has put in without listing it */
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++)
			if (record->of[kind].items[i]->header &&
			    !ab_record_find_header(record, record->of[kind].items[i]->header))
				add_group(m, record->of[kind].items[i]->header);
	m->groups_of_headers = AB_NEW_ARRAY(m->arena, int, record->n_headers);
	for (size_t i = 0; i < record->n_headers; i++)
		m->groups_of_headers[i] = find_group(m, record->headers[i].name);
	for (size_t i = 0; i < m->n_groups; i++)
		n_entries += m->bringers[i].n;
	m->entries = AB_NEW_ARRAY(m->arena, struct ab_image_entry, n_entries);
	m->brings = AB_NEW_ARRAY(m->arena, uint32_t, n_entries);
	for (size_t i = 0; i < m->n_groups; i++)
		for (unsigned j = 0; j < m->bringers[i].n; j++)
			add_entry(m, m->bringers[i].entries[j]);
}
