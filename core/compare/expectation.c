/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * expectation.c - what is expected of this translation unit: which surfaces it sees,
 * of which release, and which headers entries bring.
 */
#include "comparison.h"

#include <string.h>

/* Whether which release is at hand stands in a macro that could not be seen. */
static bool is_release_unknown(const struct ab_comparison *cmp)
{
	return cmp->current->gap && cmp->policy->version_macro && !cmp->release;
}

/* A header that is not there, as a waiver says: it declares nothing, and is not waited for. */
static bool is_given_up(const struct ab_policy *policy, const struct ab_record *current,
			const char *header, const char *waiver_release)
{
	return ab_policy_gives_up(policy, header, waiver_release) &&
	       !ab_record_has_header(current, header);
}

bool ab_sees_surface(const struct ab_policy *policy, const struct ab_record *current,
		     const struct ab_surface *surface, const char *waiver_release)
{
	if (current->file)
		return true;
	for (unsigned i = 0; i < surface->n_entries; i++)
		if (!ab_record_has_header(current, surface->entries[i]) &&
		    !is_given_up(policy, current, surface->entries[i], waiver_release))
			return false;
	return surface->n_entries > 0;
}

bool ab_is_macro_defined(const struct ab_record *record, const char *macro)
{
	for (size_t i = 0; i < record->n_conditions; i++)
		if (strcmp(record->conditions[i].macro, macro) == 0)
			return record->conditions[i].is_defined;
	return false;
}

const char *ab_changed_switch(const struct ab_policy *policy, const struct ab_record *promised,
			      const struct ab_record *current)
{
	for (const char *const *name = policy->switches; *name; name++)
		if (current->gap ||
		    ab_is_macro_defined(promised, *name) != ab_is_macro_defined(current, *name))
			return *name;
	return NULL;
}

static bool is_brought(const struct ab_comparison *cmp, const char *header)
{
	const struct ab_bringers bringers =
	    ab_bringers_left(cmp->brought, header, cmp->waiver_release, cmp->current);

	return cmp->current->file || ab_bringers_are_in(&bringers, cmp->current);
}

/* Patterns are slow, and each entity asks. */
void ab_know_headers(struct ab_comparison *cmp)
{
	const struct ab_record *const records[] = {cmp->promised, cmp->current};
	const char *logical;

	cmp->headers = AB_NEW_ARRAY(cmp->arena, struct known_header,
				    cmp->promised->n_headers + cmp->current->n_headers);
	for (size_t r = 0; r < 2; r++)
		for (size_t i = 0; i < records[r]->n_headers; i++) {
			const char *name = records[r]->headers[i].name;
			struct known_header *known = &cmp->headers[cmp->n_headers++];
			bool is_new;
			struct ab_index_entry *entry =
			    ab_index_enter(cmp->arena, &cmp->header_names, 0, name, &is_new);

			known->name = name;
			known->surface = ab_policy_surface(cmp->policy, name, &logical);
			if (is_new)
				entry->at = cmp->n_headers - 1;
		}
	cmp->brought = ab_brought_new(cmp->arena, cmp->promised, cmp->policy);
	for (size_t i = 0; i < cmp->promised->n_headers; i++)
		cmp->headers[i].is_brought = is_brought(cmp, cmp->headers[i].name);
}

static const struct known_header *known_header(const struct ab_comparison *cmp, const char *header)
{
	const struct ab_index_entry *found =
	    header ? ab_index_find(&cmp->header_names, 0, header) : NULL;

	return found ? &cmp->headers[found->at] : NULL;
}

const struct ab_surface *ab_surface_of(const struct ab_comparison *cmp, const char *header)
{
	const struct known_header *known = known_header(cmp, header);
	const char *logical;

	if (known || !header)
		return known ? known->surface : NULL;
	return ab_policy_surface(cmp->policy, header, &logical);
}

/* Whether an entry is here that brings the header along. */
static bool comes_along(const struct ab_comparison *cmp, const char *header)
{
	const struct known_header *known = known_header(cmp, header);

	if (known && known < cmp->headers + cmp->promised->n_headers)
		return known->is_brought;
	return is_brought(cmp, header);
}

static bool is_gone(const struct ab_comparison *cmp, const char *header)
{
	return ab_index_find(&cmp->gone_headers, 0, header);
}

bool ab_is_of_later(const struct ab_comparison *cmp, const char *since)
{
	return since && cmp->release && ab_release_compare(since, cmp->release) > 0;
}

bool ab_is_expected(const struct ab_comparison *cmp, const char *header, const char *since)
{
	const struct ab_surface *surface = ab_surface_of(cmp, header);

	if (header && (is_gone(cmp, header) ||
		       is_given_up(cmp->policy, cmp->current, header, cmp->waiver_release)))
		return false;
	if (!surface || !comes_along(cmp, header) || is_release_unknown(cmp) ||
	    ab_changed_switch(cmp->policy, cmp->promised, cmp->current))
		return false;
	return !ab_is_of_later(cmp, since);
}

bool ab_is_missing(const struct ab_comparison *cmp, const char *name, const char *header,
		   const char *since)
{
	return !ab_record_hides(cmp->current, name) && ab_is_expected(cmp, header, since);
}

bool ab_sees_all(const struct ab_policy *policy, const struct ab_record *current)
{
	if (current->gap || current->n_hidden)
		return false;
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		if (!ab_sees_surface(policy, current, &policy->surfaces[i], NULL))
			return false;
	return true;
}

const char *ab_release_at_hand(struct ab_arena *arena, const struct ab_policy *policy,
			       const struct ab_record *current)
{
	const struct ab_entity *version =
	    policy->version_macro ? ab_record_find(current, AB_MACRO, policy->version_macro) : NULL;

	if (version && version->value.kind == AB_VALUE_INTEGER)
		return ab_policy_release(policy, arena, version->value.integer.magnitude);
	return current->release;
}
