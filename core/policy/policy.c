/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policy.c - the answers that a policy gives.  Pure: nothing here allocates but
 * ab_policy_default() and ab_policy_release().
 */
#include "abiding/policy.h"

#include <fnmatch.h>
#include <string.h>

bool ab_pattern_matches(const char *pattern, const char *name)
{
	return fnmatch(pattern, name, FNM_PATHNAME) == 0;
}

static bool matches_one(const char *const *patterns, const char *name)
{
	for (; *patterns; patterns++)
		if (ab_pattern_matches(*patterns, name))
			return true;
	return false;
}

bool ab_policy_ignores_macro(const struct ab_policy *policy, const char *name)
{
	return matches_one(policy->ignored_macros, name);
}

bool ab_policy_may_change(const struct ab_policy *policy, const char *name)
{
	return matches_one(policy->changing, name);
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

/* The tail of path that has as many components as pattern; all of a shorter path. */
static const char *tail_like(const char *path, const char *pattern)
{
	const char *tail = path + strlen(path);
	unsigned slashes = 0;

	for (; *pattern; pattern++)
		slashes += *pattern == '/';
	for (; tail > path; tail--)
		if (tail[-1] == '/' && slashes-- == 0)
			return tail;
	return path;
}

static const char *tail_matching(const char *path, const char *const *patterns, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const char *tail = tail_like(path, patterns[i]);

		if (ab_pattern_matches(patterns[i], tail))
			return tail;
	}
	return NULL;
}

static const struct ab_surface *default_surface(const struct ab_policy *policy, const char *path,
						const char **logical)
{
	const struct ab_surface *surface = &policy->surfaces[0];
	const char *best = NULL;

	for (unsigned i = 0; i < surface->n_headers; i++) {
		const char *header = surface->headers[i];

		if (is_tail(path, header) && (!best || strlen(header) > strlen(best)))
			best = header;
	}
	if (!best)
		return NULL;
	*logical = best;
	return surface;
}

const struct ab_surface *ab_policy_surface(const struct ab_policy *policy, const char *path,
					   const char **logical)
{
	if (policy->is_default)
		return default_surface(policy, path, logical);
	for (unsigned i = 0; i < policy->n_surfaces; i++) {
		const struct ab_surface *surface = &policy->surfaces[i];
		const char *tail = tail_matching(path, surface->headers, surface->n_headers);

		if (tail && !tail_matching(path, surface->except, surface->n_except)) {
			*logical = tail;
			return surface;
		}
	}
	return NULL;
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
	return tail_matching(path, protocol->headers, protocol->n_headers) != NULL;
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
	return policy;
}
