/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waiver.c - which waiver is for what, and the layouts that waivers accept. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/policy.h"

enum { ENTITY_NAME_MAX = 4096 };

/* ---- for what ---- */

bool ab_waiver_names(const struct ab_waiver *waiver, const char *entity, const char *member)
{
	char full[ENTITY_NAME_MAX];
	int length;

	if (ab_pattern_matches(waiver->entity, entity))
		return true;
	if (!member)
		return false;
	length = snprintf(full, sizeof full, "%s.%s", entity, member);
	return ab_pattern_matches(waiver->entity, member) ||
	       (length > 0 && (size_t)length < sizeof full &&
		ab_pattern_matches(waiver->entity, full));
}

const struct ab_waiver *ab_policy_waiver(const struct ab_policy *policy, enum ab_rule rule,
					 const char *entity, const char *member,
					 const char *release)
{
	for (unsigned i = 0; i < policy->n_waivers; i++) {
		const struct ab_waiver *waiver = &policy->waivers[i];
		const bool is_past =
		    waiver->until && release && ab_release_compare(release, waiver->until) > 0;

		if (waiver->rule == rule && !is_past && ab_waiver_names(waiver, entity, member))
			return waiver;
	}
	return NULL;
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
