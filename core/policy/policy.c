/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policy.c - the answers that a policy gives.  Pure: nothing here allocates but
 * ab_policy_default(), ab_policy_know_lists() and ab_policy_release().
 */
#include "abiding/policy.h"

#include <string.h>

/* How a policy's lists are looked through. */
struct ab_policy_index {
	struct ab_patterns ignored, changing, waivers;
	struct surface_index {
		struct ab_patterns headers, except;
		struct ab_index names; /* in the default policy: of the headers */
	} * surfaces;		       /* by surface */
};

static struct ab_patterns list_of(const struct ab_policy *policy, const char *const *list)
{
	size_t n = 0;

	while (list[n])
		n++;
	return ab_patterns_of(policy->arena, list, n);
}

static struct ab_patterns waivers_of(const struct ab_policy *policy)
{
	const char **names = AB_NEW_ARRAY(policy->arena, const char *, policy->n_waivers);

	for (unsigned i = 0; i < policy->n_waivers; i++)
		names[i] = policy->waivers[i].entity;
	return ab_patterns_of(policy->arena, names, policy->n_waivers);
}

static void know_surface(const struct ab_policy *policy, const struct ab_surface *surface,
			 struct surface_index *index)
{
	index->headers = ab_patterns_of(policy->arena, surface->headers, surface->n_headers);
	index->except = ab_patterns_of(policy->arena, surface->except, surface->n_except);
	for (unsigned i = 0; policy->is_default && i < surface->n_headers; i++)
		ab_index_enter(policy->arena, &index->names, 0, surface->headers[i], NULL);
}

void ab_policy_know_lists(struct ab_policy *policy)
{
	struct ab_policy_index *index = AB_NEW(policy->arena, struct ab_policy_index);

	index->ignored = list_of(policy, policy->ignored_macros);
	index->changing = list_of(policy, policy->changing);
	index->waivers = waivers_of(policy);
	index->surfaces = AB_NEW_ARRAY(policy->arena, struct surface_index, policy->n_surfaces);
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		know_surface(policy, &policy->surfaces[i], &index->surfaces[i]);
	policy->index = index;
}

const struct ab_patterns *ab_policy_waiver_names(const struct ab_policy *policy)
{
	return &policy->index->waivers;
}

static bool is_in(const struct ab_patterns *patterns, const char *name)
{
	return ab_patterns_find(patterns, name, NULL, NULL) < patterns->count;
}

bool ab_policy_ignores_macro(const struct ab_policy *policy, const char *name)
{
	return is_in(&policy->index->ignored, name);
}

bool ab_policy_may_change(const struct ab_policy *policy, const char *name)
{
	return is_in(&policy->index->changing, name);
}

/* ---- headers and surfaces ---- */

static bool is_tail(const char *path, const char *tail)
{
	const size_t length = strlen(path), tail_length = strlen(tail);
	const char *start;

	if (tail_length > length)
		return false;
	start = path + (length - tail_length);
	return strcmp(start, tail) == 0 && (start == path || start[-1] == '/' || tail[0] == '/');
}

bool ab_header_is_same(const char *a, const char *b)
{
	return is_tail(a, b) || is_tail(b, a);
}

/* The tail of path with so many slashes; all of a shorter path. */
static const char *tail_of(const char *path, unsigned slashes)
{
	const char *tail = path + strlen(path);

	for (; tail > path; tail--)
		if (tail[-1] == '/' && slashes-- == 0)
			return tail;
	return path;
}

static unsigned slashes_of(const char *text)
{
	unsigned slashes = 0;

	for (; *text; text++)
		slashes += *text == '/';
	return slashes;
}

struct deep_as {
	const struct ab_patterns *patterns;
	unsigned slashes;
};

static bool is_deep_as(const void *context, size_t i)
{
	const struct deep_as *deep = context;

	return slashes_of(deep->patterns->items[i]) == deep->slashes;
}

/* The tail of path that the first of the patterns matches, as deep as that is; NULL: none does. */
static const char *tail_matching(const char *path, const struct ab_patterns *patterns)
{
	const unsigned most = slashes_of(path);
	const char *found = NULL;
	size_t first = patterns->count;

	for (unsigned slashes = 0; slashes <= most; slashes++) {
		const struct deep_as deep = {patterns, slashes};
		const char *tail = tail_of(path, slashes);
		const size_t i = ab_patterns_find(patterns, tail, is_deep_as, &deep);

		if (i >= first)
			continue;
		first = i;
		found = tail;
	}
	return found;
}

/* The longest header that is a tail of the path. */
static const struct ab_surface *default_surface(const struct ab_policy *policy, const char *path,
						const char **logical)
{
	for (const char *tail = path; tail; tail = *tail == '/' ? tail + 1 : strchr(tail, '/')) {
		const struct ab_index_entry *found =
		    ab_index_find(&policy->index->surfaces->names, 0, tail);

		if (!found)
			continue;
		*logical = found->key;
		return &policy->surfaces[0];
	}
	return NULL;
}

const struct ab_surface *ab_policy_surface(const struct ab_policy *policy, const char *path,
					   const char **logical)
{
	if (policy->is_default)
		return default_surface(policy, path, logical);
	for (unsigned i = 0; i < policy->n_surfaces; i++) {
		const struct surface_index *index = &policy->index->surfaces[i];
		const char *tail = tail_matching(path, &index->headers);

		if (tail && !tail_matching(path, &index->except)) {
			*logical = tail;
			return &policy->surfaces[i];
		}
	}
	return NULL;
}

bool ab_policy_excepts(const struct ab_policy *policy, const char *path)
{
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		if (tail_matching(path, &policy->index->surfaces[i].except))
			return true;
	return false;
}

const char *const *ab_policy_after(const struct ab_policy *policy, const char *entry)
{
	for (unsigned i = 0; i < policy->n_surfaces; i++) {
		const struct ab_surface *surface = &policy->surfaces[i];

		for (unsigned j = 0; surface->after && j < surface->n_entries; j++)
			if (surface->after[j] && ab_header_is_same(surface->entries[j], entry))
				return surface->after[j];
	}
	return NULL;
}

enum ab_promise ab_policy_protocol_promise(const struct ab_policy *policy, const char *name)
{
	if (policy->is_default)
		return AB_PROMISE_FOREVER;
	for (unsigned i = 0; i < policy->n_protocols; i++)
		if (strcmp(policy->protocols[i].name, name) == 0)
			return policy->protocols[i].promise;
	return AB_PROMISE_NONE;
}

bool ab_protocol_has_header(const struct ab_policy_protocol *protocol, const char *path)
{
	for (unsigned i = 0; i < protocol->n_headers; i++)
		if (ab_pattern_matches(protocol->headers[i],
				       tail_of(path, slashes_of(protocol->headers[i]))))
			return true;
	return false;
}

bool ab_surfaces_share_symbols(const struct ab_surface *a, const struct ab_surface *b)
{
	if (!a->n_symbols || a->n_symbols != b->n_symbols)
		return false;
	for (unsigned i = 0; i < a->n_symbols; i++)
		if (strcmp(a->symbols[i], b->symbols[i]) != 0)
			return false;
	return true;
}

/* ---- severities ---- */

static enum ab_severity cap(enum ab_severity severity, enum ab_severity most)
{
	return severity < most ? severity : most;
}

enum ab_severity ab_policy_severity(const struct ab_policy *policy,
				    const struct ab_surface *surface, enum ab_rule rule)
{
	const enum ab_severity own =
	    policy->has_severity[rule] ? policy->severity[rule] : ab_rule_info(rule)->severity;

	if (!surface || surface->promise == AB_PROMISE_FOREVER)
		return own;
	return cap(own, surface->promise == AB_PROMISE_BEST_EFFORT ? AB_WARNING : AB_SILENT);
}

/* ---- releases ---- */

const char *ab_policy_release(const struct ab_policy *policy, struct ab_arena *arena,
			      uint64_t value)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (int i = 0; i < 3; i++) {
		const uint64_t unit = policy->version_scale[i];

		ab_buf_addf(&buf, i ? ".%llu" : "%llu", (unsigned long long)(value / unit));
		value %= unit;
	}
	return buf.text;
}

/* ---- the default policy ---- */

/* A header that a hand has put in without listing it: all that can be said is that it is public. */
static void list_header(struct ab_record *listed, const struct ab_entity *entity)
{
	if (entity->header && !ab_record_find_header(listed, entity->header))
		ab_record_header(listed, entity->header)->is_entry = true;
}

/* A loaded list has a NULL behind it. */
static const char *const *after_in_record(const struct ab_record *record, const char *header)
{
	const struct ab_header *known = ab_record_find_header(record, header);

	return known && known->n_after ? known->after : NULL;
}

static void default_headers(struct ab_surface *surface, struct ab_arena *arena,
			    const struct ab_record *record)
{
	struct ab_record *const listed = ab_record_new(arena);
	const char **entries, **headers;
	const char *const **after;

	for (size_t i = 0; i < record->n_headers; i++)
		ab_record_header(listed, record->headers[i].name)->is_entry =
		    record->headers[i].is_entry;
	for (int kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++)
			list_header(listed, record->of[kind].items[i]);
	entries = AB_NEW_ARRAY(arena, const char *, listed->n_headers + 1);
	after = AB_NEW_ARRAY(arena, const char *const *, listed->n_headers + 1);
	headers = AB_NEW_ARRAY(arena, const char *, listed->n_headers + 1);
	for (size_t i = 0; i < listed->n_headers; i++) {
		headers[surface->n_headers++] = listed->headers[i].name;
		if (!listed->headers[i].is_entry)
			continue;
		after[surface->n_entries] = after_in_record(record, listed->headers[i].name);
		entries[surface->n_entries++] = listed->headers[i].name;
	}
	surface->after = after;
	surface->headers = headers;
	surface->entries = entries;
}

struct ab_policy *ab_policy_default(struct ab_arena *arena, const struct ab_record *record)
{
	static const char *const suffixes[] = {"_LAST",	    "_MAX", "_COUNT", "_NUM",
					       "_SENTINEL", "_END", NULL};
	static const char *const none[] = {NULL};
	struct ab_policy *policy = AB_NEW(arena, struct ab_policy);

	policy->arena = arena;
	policy->library = record ? record->library : NULL;
	policy->sentinel_suffixes = suffixes;
	policy->ignored_macros = policy->changing = policy->switches = none;
	policy->is_default = true;
	policy->surfaces = AB_NEW(arena, struct ab_surface);
	policy->n_surfaces = 1;
	policy->surfaces->name = "default";
	policy->surfaces->promise = AB_PROMISE_FOREVER;
	if (record)
		default_headers(policy->surfaces, arena, record);
	/* what the record was frozen under: nearly always the guard of its sentinels */
	if (record && record->n_conditions == 1)
		policy->sentinel_guard = record->conditions[0].macro;
	ab_policy_know_lists(policy);
	return policy;
}
