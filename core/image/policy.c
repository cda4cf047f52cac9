/* SPDX-License-Identifier: GPL-3.0-or-later */
/* policy.c - what a policy says, as an image has it (maker.h). */
#include "maker.h"

#include <string.h>

uint32_t ab_image_add_string(struct ab_image_maker *m, const char *text)
{
	const size_t at = m->strings.length;

	ab_buf_add_n(&m->strings, text, strlen(text) + 1);
	return (uint32_t)at;
}

/* What does not stand for itself in a pattern. */
static const char special[] = "*?[\\";

static enum ab_image_form form_of(const char *pattern)
{
	const char *first = pattern + strcspn(pattern, special);

	if (!*first)
		return AB_IMAGE_PLAIN;
	return *first == '*' && !first[1 + strcspn(first + 1, special)] ? AB_IMAGE_ONE_STAR
									: AB_IMAGE_ANY_PATTERN;
}

static uint32_t add_patterns(struct ab_image_maker *m, const char *const *texts, size_t n)
{
	const size_t first = m->n_patterns;

	for (size_t i = 0; i < n; i++) {
		const char *slash = strrchr(texts[i], '/'), *base = slash ? slash + 1 : texts[i];
		struct ab_image_pattern *pattern;

		m->patterns = AB_GROW(m->arena, m->patterns, m->n_patterns, &m->patterns_capacity);
		pattern = &m->patterns[m->n_patterns++];
		pattern->text = ab_image_add_string(m, texts[i]);
		pattern->length = (uint32_t)strlen(texts[i]);
		pattern->form = form_of(texts[i]);
		pattern->literal = (uint32_t)strcspn(texts[i], special);
		pattern->base = (uint32_t)(base - texts[i]);
		pattern->base_literal = (uint32_t)strcspn(base, special);
		for (const char *at = texts[i]; *at; at++)
			pattern->folders += *at == '/';
		pattern->start_mask = pattern->base_literal < 8
					  ? (UINT64_C(1) << 8 * pattern->base_literal) - 1
					  : UINT64_MAX;
		pattern->start = ab_image_start(base) & pattern->start_mask;
	}
	return (uint32_t)first;
}

static size_t count_list(const char *const *list)
{
	size_t n = 0;

	while (list[n])
		n++;
	return n;
}

static void note_first_letter(struct ab_image_maker *m, const struct ab_image_pattern *pattern)
{
	const unsigned char *base =
	    (const unsigned char *)m->strings.text + pattern->text + pattern->base;

	for (unsigned letter = 0; letter < 256; letter++)
		if (!pattern->base_literal || letter == *base)
			m->head.first_letters[letter / 64] |= UINT64_C(1) << letter % 64;
}

static void add_surface(struct ab_image_maker *m, const struct ab_surface *from,
			struct ab_image_surface *to)
{
	to->is_held = from->promise != AB_PROMISE_NONE;
	to->headers = add_patterns(m, from->headers, from->n_headers);
	for (size_t i = to->headers; i < m->n_patterns; i++)
		note_first_letter(m, &m->patterns[i]);
	to->n_headers = from->n_headers;
	to->except = add_patterns(m, from->except, from->n_except);
	to->n_except = from->n_except;
	for (size_t i = to->headers; i < m->n_patterns; i++)
		if (m->head.most_folders < m->patterns[i].folders)
			m->head.most_folders = m->patterns[i].folders;
}

static void add_condition(struct ab_image_maker *m, const char *macro, bool is_guard)
{
	struct ab_image_condition *condition;

	m->conditions = AB_GROW(m->arena, m->conditions, m->n_conditions, &m->conditions_capacity);
	condition = &m->conditions[m->n_conditions++];
	condition->macro = ab_image_add_string(m, macro);
	condition->is_guard = is_guard;
	for (size_t i = 0; i < m->record->n_conditions; i++)
		if (!strcmp(m->record->conditions[i].macro, macro))
			condition->is_defined = m->record->conditions[i].is_defined;
}

void ab_image_add_policy(struct ab_image_maker *m)
{
	const struct ab_policy *policy = m->policy;

	m->surfaces = AB_NEW_ARRAY(m->arena, struct ab_image_surface, policy->n_surfaces);
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		add_surface(m, &policy->surfaces[i], &m->surfaces[i]);
	m->head.n_ignored = (uint32_t)count_list(policy->ignored_macros);
	m->head.ignored = add_patterns(m, policy->ignored_macros, m->head.n_ignored);
	if (policy->sentinel_guard)
		add_condition(m, policy->sentinel_guard, true);
	for (size_t i = 0; policy->switches[i]; i++)
		add_condition(m, policy->switches[i], false);
	for (unsigned i = 0; i < m->record->n_models; i++)
		m->models[i] = ab_image_add_string(m, m->record->models[i]);
	m->head.version_macro =
	    ab_image_add_string(m, policy->version_macro ? policy->version_macro : "");
}
