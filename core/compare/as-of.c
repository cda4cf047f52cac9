/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * as-of.c - a record as it was for headers of an earlier release.
 *
 * Of what was promised before several later releases, the earliest of these counts.  It
 * takes the place of all that has the name now: a struct that has become a typedef for
 * another one is a struct again.
 */
#include "abiding/compare.h"
#include "abiding/index.h"
#include "abiding/policy.h"

struct viewing {
	struct ab_arena *arena;
	const struct ab_record *record;
	struct ab_record *view;
	struct ab_index
	    earlier; /* names; of: the struct ab_before of entities to which they belong */
};

static void enter(struct viewing *viewing, unsigned space, const char *name,
		  const struct ab_before *before)
{
	bool is_new;
	struct ab_index_entry *const entry =
	    ab_index_enter(viewing->arena, &viewing->earlier, space, name, &is_new);

	if (is_new)
		entry->of = (void *)before;
}

/* Names that are there already are of what was promised earlier. */
static void enter_all(struct viewing *viewing, const struct ab_before *before)
{
	const struct ab_record *const entities = before->record;

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < entities->of[kind].count; i++) {
			const struct ab_entity *const entity = entities->of[kind].items[i];

			enter(viewing, ab_kind_is_type(entity->kind), entity->name, before);
			for (unsigned j = 0; j < entity->n_enumerators; j++)
				enter(viewing, ab_kind_is_type(AB_ENUMERATOR),
				      entity->enumerators[j].name, before);
		}
}

/* The next one for headers older than it, after that one (NULL: none yet); NULL: no more. */
static const struct ab_before *next_before(const struct ab_record *record, const char *release,
					   const struct ab_before *last)
{
	const struct ab_before *next = NULL;

	if (last)
		release = last->release;
	for (size_t i = 0; i < record->n_before; i++)
		if (ab_release_compare(record->before[i].release, release) > 0 &&
		    (!next || ab_release_compare(record->before[i].release, next->release) < 0))
			next = &record->before[i];
	return next;
}

/* Where the entity by that name is that counts; NULL: in the record itself. */
static const struct ab_before *before_of(const struct viewing *viewing,
					 const struct ab_entity *entity)
{
	const struct ab_index_entry *const found =
	    ab_index_find(&viewing->earlier, ab_kind_is_type(entity->kind), entity->name);

	return found ? found->of : NULL;
}

/* Those of one record, each in the place that it has in the order of all. */
static void add_entities(struct viewing *viewing, const struct ab_record *from)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < from->of[kind].count; i++) {
			const struct ab_entity *const entity = from->of[kind].items[i];
			const struct ab_before *const before = before_of(viewing, entity);
			const struct ab_entity *const then = ab_record_find(
			    before ? before->record : viewing->record, entity->kind, entity->name);
			struct ab_entity *const copy =
			    then ? ab_record_add_copy(viewing->view, then) : NULL;

			if (copy && before) {
				copy->before = before->release;
				copy->later =
				    ab_record_find(viewing->record, entity->kind, entity->name);
			}
		}
}

/* Those of the record, with those of earlier releases in their places. */
static void add_headers(const struct viewing *viewing, const struct ab_before *first,
			const char *release)
{
	struct ab_record *const view = viewing->view;

	view->headers = NULL;
	view->n_headers = view->headers_capacity = 0;
	for (const struct ab_before *one = first; one;
	     one = next_before(viewing->record, release, one))
		for (size_t i = 0; i < one->record->n_headers; i++) {
			const struct ab_header *const header = &one->record->headers[i];

			if (!ab_record_find_header(view, header->name))
				*ab_record_header(view, header->name) = *header;
		}
	for (size_t i = 0; i < viewing->record->n_headers; i++) {
		const struct ab_header *const header = &viewing->record->headers[i];

		if (!ab_record_find_header(view, header->name))
			*ab_record_header(view, header->name) = *header;
	}
}

static void add_nodes(const struct viewing *viewing)
{
	const struct ab_record *const record = viewing->record;

	viewing->view->nodes = NULL;
	viewing->view->n_nodes = viewing->view->nodes_capacity = 0;
	viewing->view->listed = NULL;
	viewing->view->n_listed = viewing->view->listed_capacity = 0;
	for (size_t i = 0; i < record->n_nodes; i++)
		*ab_record_add_node(viewing->view, record->nodes[i]->name) = *record->nodes[i];
	for (size_t i = 0; i < record->n_listed; i++)
		*ab_record_add_listed(viewing->view, record->listed[i]->name) = *record->listed[i];
}

const struct ab_record *ab_record_as_of(struct ab_arena *arena, const struct ab_record *record,
					const char *release)
{
	const struct ab_before *const first = release ? next_before(record, release, NULL) : NULL;
	struct viewing viewing = {.arena = arena, .record = record};
	struct ab_record_index *index;

	if (!first)
		return record;
	viewing.view = ab_record_new(arena);
	index = viewing.view->index;
	*viewing.view = *record;
	viewing.view->arena = arena;
	viewing.view->index = index;
	viewing.view->n_headers = 0;
	ab_record_index_tables(viewing.view);
	add_headers(&viewing, first, release);
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		viewing.view->of[kind] = (struct ab_entities){NULL, 0, 0};
	for (const struct ab_before *one = first; one; one = next_before(record, release, one))
		enter_all(&viewing, one);
	add_entities(&viewing, record);
	for (const struct ab_before *one = first; one; one = next_before(record, release, one))
		add_entities(&viewing, one->record);
	add_nodes(&viewing);
	return viewing.view;
}
