/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trust.cc - what the parser's own errors have spoilt.
 *
 * After an error the parser makes things up: an unknown type is an int, a
 * struct without its brace takes in what follows.  Where an error stood is not
 * told, but between which two declarations: what is declared there is spoilt,
 * and if that is in a public header, so is all that the headers declare behind
 * it, as it may be made of what is spoilt.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "gcc/handover.h"

struct region {
	location_t from, to; /* from < place <= to */
};

static struct region *regions;
static size_t n_regions, regions_capacity;
static location_t last_place; /* of the last declaration or type that was finished */
static int errors_before;     /* until then */
static location_t spoilt_from = MAX_LOCATION_T; /* from there on, headers are spoilt */

static void add_region(location_t from, location_t to)
{
	regions = AB_GROW(collector.arena, regions, n_regions, &regions_capacity);
	regions[n_regions].from = from;
	regions[n_regions++].to = to;
	if (place_is_public(to))
		spoilt_from = MIN(spoilt_from, from);
}

/* What was finished now and began at start has the errors among its parts, too. */
static bool holds_region(location_t start, location_t here)
{
	return n_regions && start > BUILTINS_LOCATION && start < here &&
	       regions[n_regions - 1].to >= start;
}

/* C tells of a type at each mention; only the first one is its end. */
static bool is_first_end(location_t start)
{
	static hash_set<int_hash<unsigned, 0>> *seen;

	if (!seen)
		seen = new hash_set<int_hash<unsigned, 0>>;
	return !seen->add((unsigned)start);
}

void trust_resume(const struct handover *handover)
{
	last_place = handover->last_place;
	errors_before = handover->n_errors;
	for (size_t i = 0; i < handover->n_types; i++)
		is_first_end(handover->types[i]);
}

bool trust_note_decl(location_t start)
{
	const location_t from = last_place;
	location_t here;
	bool is_good = errorcount == errors_before;

	last_place = facts_parsed_until();
	errors_before = errorcount;
	if (is_good && !n_regions)
		return true;
	here = facts_plain(last_place);
	if (!is_good)
		add_region(facts_plain(from), here);
	start = facts_plain(start);
	if (holds_region(start, here)) {
		add_region(start - 1, here);
		is_good = false;
	}
	return is_good;
}

void trust_note_type(location_t start)
{
	trust_note_decl(is_first_end(start) ? start : UNKNOWN_LOCATION);
}

void trust_finish(void)
{
	if (errorcount == errors_before)
		return;
	add_region(facts_plain(last_place), facts_plain(facts_parsed_until()));
	regions[n_regions - 1].to = MAX_LOCATION_T;
	if (place_is_public(last_place))
		spoilt_from = MIN(spoilt_from, regions[n_regions - 1].from);
}

bool trust_is_lost(location_t where)
{
	where = facts_plain(where);
	if (where > spoilt_from)
		return true;
	for (size_t i = 0; i < n_regions; i++)
		if (regions[i].from < where && where <= regions[i].to)
			return true;
	return false;
}

bool trust_has_spoilt_headers(void)
{
	return spoilt_from != MAX_LOCATION_T;
}
