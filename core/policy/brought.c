/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * brought.c - which entries bring a header along (brought.h): asked of a record, and
 * written into one.
 */
#include "abiding/brought.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/resolve.h"

struct ab_brought {
	struct ab_arena *arena;
	const struct ab_record *record;
	const struct ab_policy *policy;
	const struct ab_surface **surfaces; /* of the record's headers */
	size_t *bringing;		    /* places of entries and of those that bring the rest */
	size_t n_bringing;
};

struct names {
	struct ab_arena *arena;
	const char **items;
	size_t count, capacity;
};

static bool has_name(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i], name) == 0)
			return true;
	return false;
}

static void add_name(struct names *names, const char *name)
{
	if (has_name(names, name))
		return;
	names->items = AB_GROW(names->arena, names->items, names->count, &names->capacity);
	names->items[names->count++] = name;
}

static void drop_name(struct names *names, size_t i)
{
	names->count--;
	memmove(&names->items[i], &names->items[i + 1], (names->count - i) * sizeof *names->items);
}

static int name_order(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

/* ---- asked ---- */

struct ab_brought *ab_brought_new(struct ab_arena *arena, const struct ab_record *record,
				  const struct ab_policy *policy)
{
	struct ab_brought *brought = AB_NEW(arena, struct ab_brought);
	const char *logical;

	brought->arena = arena;
	brought->record = record;
	brought->policy = policy;
	brought->surfaces = AB_NEW_ARRAY(arena, const struct ab_surface *, record->n_headers);
	for (size_t i = 0; i < record->n_headers; i++)
		brought->surfaces[i] =
		    policy->is_default
			? policy->surfaces
			: ab_policy_surface(policy, record->headers[i].name, &logical);
	brought->bringing = AB_NEW_ARRAY(arena, size_t, record->n_headers);
	for (size_t i = 0; i < record->n_headers; i++)
		if (record->headers[i].is_entry || record->headers[i].brings_rest)
			brought->bringing[brought->n_bringing++] = i;
	return brought;
}

/* With those that bring it. */
static void add_bringer(const struct ab_brought *brought, struct names *to, const char *entry)
{
	const struct ab_header *header;

	if (has_name(to, entry))
		return;
	add_name(to, entry);
	header = ab_record_find_header(brought->record, entry);
	for (unsigned i = 0; header && i < header->n_by; i++)
		add_bringer(brought, to, header->by[i]);
}

/* Those of a surface that the record knows. */
static void add_entries(const struct ab_brought *brought, const struct ab_surface *surface,
			struct names *to)
{
	for (size_t i = 0; i < brought->n_bringing; i++) {
		const size_t at = brought->bringing[i];

		if (brought->record->headers[at].is_entry && brought->surfaces[at] == surface)
			add_name(to, brought->record->headers[at].name);
	}
}

/*
 * Where a header does not say: the entry of the surface that brings the rest; else the
 * entries of the surface that the record knows, else the policy's.
 */
static void add_usual(const struct ab_brought *brought, const struct ab_surface *surface,
		      struct names *to)
{
	for (size_t i = 0; i < brought->n_bringing; i++) {
		const size_t at = brought->bringing[i];

		if (brought->record->headers[at].brings_rest && brought->surfaces[at] == surface)
			add_name(to, brought->record->headers[at].name);
	}
	if (!to->count)
		add_entries(brought, surface, to);
	for (unsigned i = 0; !to->count && i < surface->n_entries; i++)
		add_name(to, surface->entries[i]);
}

static const struct ab_surface *surface_of(const struct ab_brought *brought, const char *header)
{
	const struct ab_header *known = ab_record_find_header(brought->record, header);
	const char *logical;

	return known			     ? brought->surfaces[known - brought->record->headers]
	       : brought->policy->is_default ? brought->policy->surfaces
					     : ab_policy_surface(brought->policy, header, &logical);
}

struct ab_bringers ab_bringers_of(const struct ab_brought *brought, const char *name)
{
	const struct ab_header *header = ab_record_find_header(brought->record, name);
	const struct ab_surface *surface = surface_of(brought, name);
	struct names usual = {.arena = brought->arena}, names = usual;
	struct ab_bringers bringers = {0};

	if (header && header->is_partial && !header->by) {
		add_entries(brought, surface, &names);
		bringers.needs_all = true;
	} else if (header && (header->is_entry || header->by)) {
		if (header->is_entry && !header->is_partial)
			add_bringer(brought, &names, name);
		for (unsigned i = 0; i < header->n_by; i++)
			add_bringer(brought, &names, header->by[i]);
	} else if (surface) {
		add_usual(brought, surface, &usual);
		bringers.needs_all = usual.count > 1;
		if (usual.count == 1)
			add_bringer(brought, &names, usual.items[0]);
		else
			names = usual;
	}
	bringers.entries = names.items;
	bringers.n = (unsigned)names.count;
	return bringers;
}

static bool may_be_gone(const struct ab_record *current, const char *header)
{
	if (!current || current->file)
		return true;
	for (size_t i = 0; i < current->n_gone; i++)
		if (strcmp(current->gone[i], header) == 0)
			return true;
	return false;
}

static void add_left(const struct ab_brought *brought, const struct ab_bringers *bringers,
		     const char *waiver_release, const struct ab_record *current, struct names *to)
{
	for (unsigned i = 0; i < bringers->n; i++)
		if (!ab_policy_gives_up(brought->policy, bringers->entries[i], waiver_release) ||
		    !may_be_gone(current, bringers->entries[i]))
			add_name(to, bringers->entries[i]);
}

struct ab_bringers ab_bringers_left(const struct ab_brought *brought, const char *header,
				    const char *waiver_release, const struct ab_record *current)
{
	struct ab_bringers bringers = ab_bringers_of(brought, header), usual;
	const struct ab_surface *const surface = surface_of(brought, header);
	struct names left = {.arena = brought->arena}, entries = left;

	add_left(brought, &bringers, waiver_release, current, &left);
	if (!left.count && bringers.n && surface) {
		add_entries(brought, surface, &entries);
		usual = (struct ab_bringers){entries.items, (unsigned)entries.count, true};
		add_left(brought, &usual, waiver_release, current, &left);
		bringers.needs_all = left.count > 1;
	}
	bringers.entries = left.items;
	bringers.n = (unsigned)left.count;
	return bringers;
}

bool ab_bringers_are_in(const struct ab_bringers *bringers, const struct ab_record *record)
{
	for (unsigned i = 0; i < bringers->n; i++)
		if (ab_record_has_header(record, bringers->entries[i]) != bringers->needs_all)
			return !bringers->needs_all;
	return bringers->needs_all;
}

/* ---- collected ---- */

static bool is_in(const struct ab_record *record, const struct ab_entity *entity)
{
	if (ab_record_find(record, entity->kind, entity->name) ||
	    (entity->tag && ab_record_find_tag(record, entity->tag)))
		return true;
	switch (entity->kind) {
	case AB_STRUCT:
	case AB_UNION:
	case AB_ENUM:
	case AB_TYPEDEF:
		return ab_counterpart(entity, record) != NULL;
	default:
		return false;
	}
}

/* The headers of which alone does not have all that the record has. */
static struct names shown_in_part(const struct ab_record *record, const struct ab_record *alone)
{
	struct names names = {.arena = record->arena};

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++) {
			const struct ab_entity *entity = record->of[kind].items[i];

			if (entity->header && !is_in(alone, entity))
				add_name(&names, entity->header);
		}
	return names;
}

static struct ab_header *find_entry(struct ab_record *record, const struct ab_record *alone,
				    const char *entry)
{
	for (size_t i = 0; i < alone->n_headers; i++)
		if (ab_header_is_same(alone->headers[i].name, entry))
			return ab_record_header(record, alone->headers[i].name);
	return NULL;
}

static bool is_needed(const struct ab_record *const *needed, size_t n, const char *header)
{
	for (size_t i = 0; i < n; i++)
		if (ab_record_find_header(needed[i], header))
			return true;
	return false;
}

static void add_by(struct ab_record *record, struct ab_header *header, const char *entry)
{
	const char **by = AB_NEW_ARRAY(record->arena, const char *, header->n_by + 1);

	if (header->n_by)
		memcpy(by, header->by, header->n_by * sizeof *by);
	by[header->n_by++] = entry;
	header->by = by;
}

void ab_note_brought(struct ab_record *record, const char *entry, const struct ab_record *alone,
		     const struct ab_record *const *needed, size_t n)
{
	const struct names in_part = shown_in_part(record, alone);
	struct ab_header *itself = find_entry(record, alone, entry);
	const char *name;

	if (!itself)
		return;
	itself->is_entry = itself->is_alone = true;
	name = itself->name;
	itself->is_partial = has_name(&in_part, name);
	for (size_t i = 0; i < alone->n_headers; i++) {
		const char *header = alone->headers[i].name;

		if (strcmp(header, name) != 0 && !is_needed(needed, n, header) &&
		    !has_name(&in_part, header))
			add_by(record, ab_record_header(record, header), name);
	}
}

/* ---- frozen ---- */

/* By the number of a header, whether it promises anything. */
static const bool *promising(const struct ab_record *record)
{
	bool *is_promising = AB_NEW_ARRAY(record->arena, bool, record->n_headers + 1);

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++) {
			const char *of = record->of[kind].items[i]->header;
			const struct ab_header *header =
			    of ? ab_record_find_header(record, of) : NULL;

			if (header)
				is_promising[header - record->headers] = true;
		}
	return is_promising;
}

/* Whether what an entry brings is known of current. */
static bool is_alone(const struct ab_record *current, const char *entry)
{
	const struct ab_header *header = ab_record_find_header(current, entry);

	return header && header->is_alone;
}

/*
 * All bringers of a header but itself; then: those that it had, NULL: it is new, of which
 * some may have been given up since; is_kept: it promises something.
 */
static struct names bringers_now(const struct ab_record *frozen, const struct ab_record *current,
				 const struct ab_header *header, const struct ab_bringers *then,
				 bool is_kept)
{
	const struct ab_header *now = ab_record_find_header(current, header->name);
	struct names names = {.arena = frozen->arena};

	for (unsigned i = 0; now && i < now->n_by; i++)
		add_name(&names, now->by[i]);
	for (unsigned i = 0; then && !then->needs_all && i < then->n; i++)
		if ((is_kept || !is_alone(current, then->entries[i])) &&
		    ab_record_find_header(frozen, then->entries[i]) &&
		    strcmp(then->entries[i], header->name) != 0)
			add_name(&names, then->entries[i]);
	if (names.count)
		qsort(names.items, names.count, sizeof *names.items, name_order);
	return names;
}

/* Takes out who only brings another bringer: all[i] are the bringers of the frozen headers. */
static struct names reduced(const struct ab_record *frozen, const struct names *all,
			    const struct names *names)
{
	struct names left = {.arena = names->arena};

	for (size_t i = 0; i < names->count; i++)
		add_name(&left, names->items[i]);
	for (size_t i = 0; i < left.count;) {
		bool is_named = false;

		for (size_t j = 0; j < left.count && !is_named; j++) {
			const struct ab_header *other =
			    ab_record_find_header(frozen, left.items[j]);

			is_named = j != i && other &&
				   has_name(&all[other - frozen->headers], left.items[i]);
		}
		if (is_named)
			drop_name(&left, i);
		else
			i++;
	}
	return left;
}

static bool is_only(const struct names *names, const char *name)
{
	return names->count == 1 && strcmp(names->items[0], name) == 0;
}

/* Whether the record says as much without. */
static bool is_usual(const struct ab_brought *brought, const struct ab_header *header,
		     const struct names *names)
{
	const struct ab_surface *surface = surface_of(brought, header->name);
	struct names usual = {.arena = brought->arena};

	if (header->is_entry || !surface)
		return names->count == 0;
	add_usual(brought, surface, &usual);
	return usual.count == 1 ? is_only(names, usual.items[0]) : names->count == 0;
}

struct ab_bringers *ab_bringers_of_each(struct ab_arena *arena, const struct ab_record *record,
					const struct ab_policy *policy)
{
	const struct ab_brought *const brought = ab_brought_new(arena, record, policy);
	struct ab_bringers *each = AB_NEW_ARRAY(arena, struct ab_bringers, record->n_headers);

	for (size_t i = 0; i < record->n_headers; i++)
		each[i] = ab_bringers_of(brought, record->headers[i].name);
	return each;
}

static bool knows_any(const struct ab_record *current)
{
	for (size_t i = 0; i < current->n_headers; i++)
		if (current->headers[i].is_alone)
			return true;
	return false;
}

static void set_by(struct ab_header *header, const struct names *names, bool is_usual)
{
	header->n_by = is_usual ? 0 : (unsigned)names->count;
	header->by = is_usual	    ? NULL
		     : names->count ? names->items
				    : AB_NEW(names->arena, const char *);
}

/* How many headers of its surface say no more than that this entry brings them. */
static size_t count_brought(const struct ab_brought *brought, const struct names *left,
			    size_t entry)
{
	const struct ab_header *headers = brought->record->headers;
	size_t n = 0;

	for (size_t i = 0; i < brought->record->n_headers; i++)
		n += !headers[i].is_entry && brought->surfaces[i] == brought->surfaces[entry] &&
		     is_only(&left[i], headers[entry].name);
	return n;
}

static size_t count_entries(const struct ab_brought *brought, const struct ab_surface *surface)
{
	size_t n = 0;

	for (size_t i = 0; i < brought->record->n_headers; i++)
		n += brought->record->headers[i].is_entry && brought->surfaces[i] == surface;
	return n;
}

/* Of several entries of a surface, the one that brings most; the one that there is stays. */
static void elect(const struct ab_brought *brought, const struct names *left,
		  const struct ab_surface *surface, struct ab_header *headers)
{
	struct ab_header *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < brought->record->n_headers; i++) {
		const bool was_elected = headers[i].brings_rest;
		size_t n;

		if (!headers[i].is_entry || brought->surfaces[i] != surface)
			continue;
		headers[i].brings_rest = false;
		n = count_brought(brought, left, i);
		if (n > most || (n && was_elected)) {
			best = &headers[i];
			most = was_elected ? SIZE_MAX : n;
		}
	}
	if (best && count_entries(brought, surface) > 1)
		best->brings_rest = true;
}

/* Whether each entry that brings a also brings b. */
static bool come_together(const struct ab_brought *brought, const char *a, const char *b)
{
	const struct ab_bringers of_a = ab_bringers_of(brought, a);
	const struct ab_bringers of_b = ab_bringers_of(brought, b);
	const struct names names = {.items = (const char **)of_b.entries, .count = of_b.n};

	for (unsigned i = 0; i < of_a.n; i++)
		if (!has_name(&names, of_a.entries[i]))
			return false;
	return of_a.needs_all == of_b.needs_all;
}

/* The header of a typedef is of interest only to those who do not have it anyway. */
static void forget_typedef_headers(const struct ab_brought *brought, struct ab_record *frozen)
{
	static const enum ab_kind kinds[] = {AB_STRUCT, AB_UNION, AB_ENUM};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < frozen->of[kinds[k]].count; i++) {
			struct ab_entity *entity = frozen->of[kinds[k]].items[i];

			if (entity->typedef_header && entity->header &&
			    come_together(brought, entity->header, entity->typedef_header))
				entity->typedef_header = NULL;
		}
}

void ab_freeze_brought(struct ab_record *frozen, const struct ab_record *current,
		       const struct ab_policy *policy, const struct ab_bringers *then,
		       size_t n_then)
{
	struct ab_arena *const arena = frozen->arena;
	const struct ab_brought *const brought = ab_brought_new(arena, frozen, policy);
	struct names *all = AB_NEW_ARRAY(arena, struct names, frozen->n_headers);
	struct names *left = AB_NEW_ARRAY(arena, struct names, frozen->n_headers);
	const bool *const is_kept = promising(frozen);

	if (!knows_any(current)) {
		forget_typedef_headers(brought, frozen);
		return;
	}
	for (size_t i = 0; i < frozen->n_headers; i++)
		all[i] = bringers_now(frozen, current, &frozen->headers[i],
				      i < n_then ? &then[i] : NULL, is_kept[i]);
	for (size_t i = 0; i < frozen->n_headers; i++)
		left[i] = reduced(frozen, all, &all[i]);
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		elect(brought, left, &policy->surfaces[i], frozen->headers);
	for (size_t i = 0; i < frozen->n_headers; i++) {
		const bool was_known = i < n_then && !then[i].needs_all;
		const bool is_lost = was_known && !frozen->headers[i].is_entry && !left[i].count &&
				     !ab_record_find_header(current, frozen->headers[i].name);

		if (brought->surfaces[i])
			set_by(&frozen->headers[i], &left[i],
			       !is_lost && is_usual(brought, &frozen->headers[i], &left[i]));
	}
	forget_typedef_headers(brought, frozen);
}
