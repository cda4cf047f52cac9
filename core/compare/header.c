/* SPDX-License-Identifier: GPL-3.0-or-later */
/* header.c - public headers that are gone, or that an entry no longer brings. */
#include "comparison.h"

#include <string.h>

/* Of a promised header, what it declares. */
struct declared {
	size_t n_gone;
	bool is_some_left;
};

/* By the number of the header. */
static const struct declared *count_gone(const struct ab_comparison *cmp)
{
	const struct ab_record *const promised = cmp->promised;
	struct declared *by_header = AB_NEW_ARRAY(cmp->arena, struct declared, promised->n_headers);

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < promised->of[kind].count; i++) {
			const struct ab_entity *const then = promised->of[kind].items[i];
			const struct ab_header *const header =
			    then->header ? ab_record_find_header(promised, then->header) : NULL;
			struct declared *const of =
			    header ? &by_header[header - promised->headers] : NULL;

			if (of && (ab_record_has_name(cmp->current, then->name) ||
				   ab_record_hides(cmp->current, then->name)))
				of->is_some_left = true;
			else if (of)
				of->n_gone++;
		}
	return by_header;
}

static bool names_bringer(const struct ab_comparison *cmp, const char *header, const char *entry)
{
	const struct ab_header *known = ab_record_find_header(cmp->promised, header);

	for (unsigned i = 0; known && i < known->n_by; i++)
		if (strcmp(known->by[i], entry) == 0)
			return true;
	return false;
}

/* The entries here that have brought the header: "'a.h'", "'a.h' and 'b.h'"; *first: one of them. */
static const char *bringers_here(const struct ab_comparison *cmp, const char *header,
				 const char **first)
{
	const struct ab_bringers bringers =
	    ab_bringers_left(cmp->brought, header, cmp->waiver_release, cmp->current);
	const char **here = AB_NEW_ARRAY(cmp->arena, const char *, bringers.n);
	struct ab_buf buf;
	unsigned n = 0;

	/* those that include it, rather than those that bring these along */
	for (int is_direct = 1; is_direct >= 0 && !n; is_direct--)
		for (unsigned i = 0; i < bringers.n; i++)
			if (ab_record_has_header(cmp->current, bringers.entries[i]) &&
			    (!is_direct || names_bringer(cmp, header, bringers.entries[i])))
				here[n++] = bringers.entries[i];
	/* of a record, that need not hold any of them */
	if (!n && bringers.n)
		here[n++] = bringers.entries[0];
	*first = n ? here[0] : NULL;
	ab_buf_init(&buf, cmp->arena);
	for (unsigned i = 0; i < n; i++)
		ab_buf_addf(&buf, "%s'%s'", !i ? "" : i + 1 < n ? ", " : " and ", here[i]);
	return buf.text;
}

static void say_header_gone(struct ab_comparison *cmp, const struct ab_header *header,
			    size_t n_gone)
{
	const struct ab_entity stand_in = {
	    .name = header->name, .since = header->since, .header = header->name};
	const char *first, *here = bringers_here(cmp, header->name, &first);
	struct ab_finding *finding =
	    ab_say(cmp, AB_HEADER_REMOVED, &stand_in, NULL, 0,
		   "'%s' no longer comes with %s: its %zu declaration%s %s gone", header->name,
		   here, n_gone, n_gone == 1 ? "" : "s", n_gone == 1 ? "is" : "are");

	finding->header = first;
	/* a rule that is silent of headers is not silent of what was in them */
	if (!ab_is_waived(cmp, AB_HEADER_REMOVED, &stand_in, NULL) &&
	    !ab_weighs_as(cmp, finding, AB_FUNCTION_REMOVED, &stand_in))
		return;
	ab_index_enter(cmp->arena, &cmp->gone_headers, 0, header->name, NULL);
}

/* What it declared is there, and programs that include it do not compile all the same. */
static void say_header_nowhere(struct ab_comparison *cmp, const struct ab_header *header)
{
	const struct ab_entity stand_in = {
	    .name = header->name, .since = header->since, .header = header->name};
	const char *first;

	bringers_here(cmp, header->name, &first);
	ab_say(cmp, AB_HEADER_REMOVED, &stand_in, NULL, 0,
	       "public header '%s' is gone: no include path of this compile has it", header->name)
	    ->header = first;
}

/* A header that is gone with all that was in it is one cause. */
void ab_find_gone_headers(struct ab_comparison *cmp)
{
	const struct declared *declared = NULL;
	struct ab_index nowhere = {0};

	for (size_t i = 0; i < cmp->current->n_gone; i++)
		ab_index_enter(cmp->arena, &nowhere, 0, cmp->current->gone[i], NULL);
	for (size_t i = 0; i < cmp->promised->n_headers; i++) {
		const struct ab_header *header = &cmp->promised->headers[i];

		if ((cmp->current->file && header->is_entry) ||
		    ab_record_has_header(cmp->current, header->name) ||
		    !ab_is_expected(cmp, header->name, header->since))
			continue;
		if (!declared)
			declared = count_gone(cmp);
		if (declared[i].n_gone && !declared[i].is_some_left)
			say_header_gone(cmp, header, declared[i].n_gone);
		else if (ab_index_find(&nowhere, 0, header->name))
			say_header_nowhere(cmp, header);
	}
}

/* ---- of two records ---- */

static bool has_entry(const struct ab_bringers *bringers, const char *entry)
{
	for (unsigned i = 0; i < bringers->n; i++)
		if (ab_header_is_same(bringers->entries[i], entry))
			return true;
	return false;
}

/* Declarations of a header. */
struct declared_in {
	const struct ab_entity *entity;
	const struct declared_in *next;
};

/* Of a record, by the number of the header. */
static const struct declared_in **by_header(struct ab_arena *arena, const struct ab_record *record)
{
	const struct declared_in **of =
	    AB_NEW_ARRAY(arena, const struct declared_in *, record->n_headers + 1);

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++) {
			const struct ab_entity *const entity = record->of[kind].items[i];
			const struct ab_header *const header =
			    entity->header ? ab_record_find_header(record, entity->header) : NULL;
			struct declared_in *declared;

			if (!header)
				continue;
			declared = AB_NEW(arena, struct declared_in);
			declared->entity = entity;
			declared->next = of[header - record->headers];
			of[header - record->headers] = declared;
		}
	return of;
}

/*
 * How many declarations of a header the newer record has, none of them in a header that the
 * entry brings now; those that it has not are told by themselves.
 */
static size_t count_lost(const struct ab_comparison *cmp, const struct ab_brought *now,
			 const struct declared_in *then, const char *entry)
{
	size_t n_lost = 0;

	for (; then; then = then->next) {
		const struct ab_entity *const is = ab_find_same(cmp, then->entity);
		struct ab_bringers bringers;

		if (!is || !is->header)
			continue;
		bringers = ab_bringers_of(now, is->header);
		if (bringers.needs_all || has_entry(&bringers, entry))
			return 0;
		n_lost++;
	}
	return n_lost;
}

/*
 * Whether more is in a header than there was: an entry that by itself does not show all of
 * it is no longer noted as one that brings it, though it may show all that was promised.
 */
static bool has_more(const struct ab_comparison *cmp, const struct declared_in *now)
{
	for (; now; now = now->next)
		if (!ab_record_find(cmp->promised, now->entity->kind, now->entity->name) &&
		    !(now->entity->tag && ab_record_find_tag(cmp->promised, now->entity->tag)))
			return true;
	return false;
}

/* Two records, header by header. */
struct two {
	struct ab_comparison *cmp;
	const struct ab_brought *brought_now;
	const struct declared_in **then, **now;
};

static void say_no_longer_brought(const struct two *two, const struct ab_header *header,
				  const char *entries, size_t n_lost)
{
	struct ab_comparison *const cmp = two->cmp;
	const struct ab_header *const now = ab_record_find_header(cmp->current, header->name);
	const struct ab_entity stand_in = {
	    .name = header->name, .since = header->since, .header = header->name};

	if (now && has_more(cmp, two->now[now - cmp->current->headers]))
		ab_say_of_gate(cmp, AB_NOT_CHECKED,
			       ab_printf(cmp->arena,
					 "the newer record does not say whether '%s' still comes "
					 "with %s; abiding check of the headers does",
					 header->name, entries));
	else
		ab_say(cmp, AB_HEADER_REMOVED, &stand_in, NULL, 0,
		       "'%s' no longer comes with %s: its %zu declaration%s %s gone there",
		       header->name, entries, n_lost, n_lost == 1 ? "" : "s",
		       n_lost == 1 ? "is" : "are");
}

/* A header that is in both records, by the entries that brought it and do so no longer. */
static void compare_bringers(const struct two *two, const struct ab_header *header)
{
	const struct ab_comparison *const cmp = two->cmp;
	const struct ab_brought *const now = two->brought_now;
	const struct ab_bringers then = ab_bringers_of(cmp->brought, header->name);
	const struct ab_bringers are = ab_bringers_of(now, header->name);
	size_t n_most = 0, n_named = 0;
	struct ab_buf entries;

	if (then.needs_all || are.needs_all)
		return;
	ab_buf_init(&entries, cmp->arena);
	/* those that include it, rather than those that bring these along */
	for (int is_direct = 1; is_direct >= 0 && !n_named; is_direct--)
		for (unsigned i = 0; i < then.n; i++) {
			const char *entry = then.entries[i];
			size_t n_lost;

			if (has_entry(&are, entry) || !ab_record_has_header(cmp->current, entry) ||
			    (is_direct && !names_bringer(cmp, header->name, entry)))
				continue;
			n_lost =
			    count_lost(cmp, now, two->then[header - cmp->promised->headers], entry);
			if (!n_lost)
				continue;
			ab_buf_addf(&entries, "%s'%s'", n_named++ ? ", " : "", entry);
			n_most = n_lost > n_most ? n_lost : n_most;
		}
	if (n_named)
		say_no_longer_brought(two, header, entries.text, n_most);
}

void ab_compare_headers(struct ab_comparison *cmp)
{
	struct two two = {.cmp = cmp};

	if (!cmp->current->file)
		return;
	two.brought_now = ab_brought_new(cmp->arena, cmp->current, cmp->policy);
	two.then = by_header(cmp->arena, cmp->promised);
	two.now = by_header(cmp->arena, cmp->current);
	for (size_t i = 0; i < cmp->promised->n_headers; i++) {
		const struct ab_header *header = &cmp->promised->headers[i];
		struct ab_entity stand_in = {.name = header->name, .since = header->since};

		stand_in.header = header->name;
		if (!ab_is_expected(cmp, header->name, header->since))
			continue;
		if (ab_record_has_header(cmp->current, header->name))
			compare_bringers(&two, header);
		else
			ab_say(cmp, AB_HEADER_REMOVED, &stand_in, NULL, 0,
			       "the public header '%s' is gone", header->name);
	}
}
