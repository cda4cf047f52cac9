/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waiver.c - which waiver is for what, and the layouts that waivers accept. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/policy.h"

enum { ENTITY_NAME_MAX = 4096 };

/* ---- for what ---- */

/* "entity.member" in a buffer of ENTITY_NAME_MAX; NULL: there is no member, or no room. */
static const char *full_name(char *full, const char *entity, const char *member)
{
	const int length = member ? snprintf(full, ENTITY_NAME_MAX, "%s.%s", entity, member) : -1;

	return length > 0 && length < ENTITY_NAME_MAX ? full : NULL;
}

bool ab_waiver_names(const struct ab_waiver *waiver, const char *entity, const char *member)
{
	char buffer[ENTITY_NAME_MAX];
	const char *full = full_name(buffer, entity, member);

	return ab_pattern_matches(waiver->entity, entity) ||
	       (member && ab_pattern_matches(waiver->entity, member)) ||
	       (full && ab_pattern_matches(waiver->entity, full));
}

struct wanted {
	const struct ab_policy *policy;
	enum ab_rule rule;
	const char *release;
};

static bool is_wanted(const void *context, size_t i)
{
	const struct wanted *wanted = context;
	const struct ab_waiver *waiver = &wanted->policy->waivers[i];

	return waiver->rule == wanted->rule &&
	       !(waiver->until && wanted->release &&
		 ab_release_compare(wanted->release, waiver->until) > 0);
}

const struct ab_waiver *ab_policy_waiver(const struct ab_policy *policy, enum ab_rule rule,
					 const char *entity, const char *member,
					 const char *release)
{
	const struct wanted wanted = {policy, rule, release};
	char buffer[ENTITY_NAME_MAX];
	const char *const names[] = {entity, member, full_name(buffer, entity, member)};
	size_t first = policy->n_waivers;

	for (size_t i = 0; policy->n_waivers && i < sizeof names / sizeof *names; i++) {
		const size_t found = names[i] ? ab_patterns_find(ab_policy_waiver_names(policy),
								 names[i], is_wanted, &wanted)
					      : first;

		if (found < first)
			first = found;
	}
	return first < policy->n_waivers ? &policy->waivers[first] : NULL;
}

bool ab_policy_gives_up(const struct ab_policy *policy, const char *header, const char *release)
{
	return ab_policy_waiver(policy, AB_HEADER_REMOVED, header, NULL, release) != NULL;
}

/* ---- layouts ---- */

bool ab_rule_is_of_layout(enum ab_rule rule)
{
	return ab_rule_info(rule)->on == AB_RULE_ON_LAYOUTS;
}

bool ab_waiver_size(const struct ab_waiver *waiver, const char *model, uint64_t *size_bytes)
{
	for (unsigned i = 0; i < waiver->n_layouts; i++) {
		if (strcmp(waiver->layouts[i].model, model) != 0)
			continue;
		*size_bytes = waiver->layouts[i].size_bytes;
		return true;
	}
	return false;
}

const char *ab_layouts_text(struct ab_arena *arena, const struct ab_layout *layouts, unsigned n)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (unsigned i = 0; i < n; i++)
		ab_buf_addf(&buf, "%s%s: %llu", i ? ", " : "", layouts[i].model,
			    (unsigned long long)layouts[i].size_bytes);
	return buf.text;
}

static const char *after_blanks(const char *text)
{
	return text + strspn(text, " ");
}

/* "lp64: 56"; moves *text behind it. */
static bool parse_layout(struct ab_arena *arena, const char **text, struct ab_layout *layout)
{
	const char *at = after_blanks(*text);
	const size_t length = strcspn(at, " :,");
	char *end;

	layout->model = ab_strndup(arena, at, length);
	at = after_blanks(at + length);
	if (!length || *at++ != ':')
		return false;
	at = after_blanks(at);
	/* a size is no longer than that, and does not overflow */
	if (!isdigit((unsigned char)*at) || strspn(at, "0123456789") > 18)
		return false;
	layout->size_bytes = strtoull(at, &end, 10);
	*text = after_blanks(end);
	return true;
}

bool ab_layouts_parse(struct ab_arena *arena, const char *text, const struct ab_layout **layouts,
		      unsigned *n)
{
	struct ab_layout *const found = AB_NEW_ARRAY(arena, struct ab_layout, AB_MODELS_MAX);

	*layouts = found;
	for (*n = 0; *n < AB_MODELS_MAX; text++) {
		if (!parse_layout(arena, &text, &found[*n]))
			return false;
		for (unsigned i = 0; i < *n; i++)
			if (strcmp(found[i].model, found[*n].model) == 0)
				return false;
		++*n;
		if (!*text)
			return true;
		if (*text != ',')
			return false;
	}
	return false;
}
