/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * attribute.c - what attributes ask of users and promise them (P1, P2, P3).
 *
 * A demand may go, a promise may come; the other way round, programs that were
 * right cease to be.  What passes or stores a value in another way may do neither.
 */
#include "comparison.h"

#include <stdlib.h>
#include <string.h>

#include "abiding/attribute.h"

static bool has_attribute(const struct ab_entity *entity, const char *text)
{
	for (unsigned i = 0; i < entity->n_attributes; i++)
		if (strcmp(entity->attributes[i], text) == 0)
			return true;
	return false;
}

static enum ab_attribute_effect effect_of(const char *attribute)
{
	return ab_attribute_info(ab_attribute_find(attribute))->effect;
}

/* ---- functions ---- */

/* Parameters that a nonnull attribute names, as bits; all for one without a list. */
static uint64_t nonnull_of(const char *attribute)
{
	uint64_t positions = 0;

	attribute += strlen("nonnull");
	if (!*attribute)
		return UINT64_MAX;
	while (*attribute) {
		char *end;
		const unsigned long position = strtoul(attribute, &end, 10);

		attribute = end == attribute ? attribute + 1 : end;
		if (position > 0 && position < 64)
			positions |= UINT64_C(1) << position;
	}
	return positions;
}

static uint64_t nonnull_in(const struct ab_entity *entity)
{
	uint64_t positions = 0;

	for (unsigned i = 0; i < entity->n_attributes; i++)
		if (ab_attribute_find(entity->attributes[i]) == AB_ATTRIBUTE_NONNULL)
			positions |= nonnull_of(entity->attributes[i]);
	return positions;
}

/* Whether an attribute is a promise to callers; the others are demands on them. */
static bool is_promise_to_callers(const char *attribute)
{
	return effect_of(attribute) == AB_ATTRIBUTE_PROMISE;
}

/* "assume_aligned (16)", "assume_aligned (32, 4)": the alignment, and the offset from it. */
static bool read_alignment(const char *attribute, unsigned long *align, unsigned long *offset)
{
	const char *const arguments = strchr(attribute, '(');
	char *end;

	if (ab_attribute_find(attribute) != AB_ATTRIBUTE_ASSUME_ALIGNED || !arguments)
		return false;
	*align = strtoul(arguments + 1, &end, 10);
	*offset = *end == ',' ? strtoul(end + 1, NULL, 10) : 0;
	return *align > 0;
}

/* Whether what is aligned so is aligned as was promised, too. */
static bool is_aligned_more(const char *now, const char *promise)
{
	unsigned long align, offset, wanted, wanted_offset;

	return read_alignment(promise, &wanted, &wanted_offset) &&
	       read_alignment(now, &align, &offset) && align % wanted == 0 &&
	       offset % wanted == wanted_offset % wanted;
}

static bool keeps(const struct ab_entity *now, const char *promise)
{
	for (unsigned i = 0; i < now->n_attributes; i++)
		if (is_aligned_more(now->attributes[i], promise))
			return true;
	return has_attribute(now, promise) ||
	       (strcmp(promise, "pure") == 0 && has_attribute(now, "const"));
}

/* "static (2, 4)": the second parameter is an array of at least 4 elements. */
static bool read_bound(const char *attribute, unsigned *parameter, uint64_t *elements)
{
	char *end;

	if (ab_attribute_find(attribute) != AB_ATTRIBUTE_STATIC)
		return false;
	*parameter = (unsigned)strtoul(attribute + strlen("static ("), &end, 10);
	*elements = *end == ',' ? strtoull(end + 1, NULL, 10) : 0;
	return *elements > 0;
}

/* What was promised of that parameter; 0: nothing, or the record is older than such bounds. */
static uint64_t bound_in(const struct ab_entity *entity, unsigned wanted)
{
	unsigned parameter;
	uint64_t elements;

	for (unsigned i = 0; i < entity->n_attributes; i++)
		if (read_bound(entity->attributes[i], &parameter, &elements) && parameter == wanted)
			return elements;
	return 0;
}

/* "sentinel" is "sentinel (0)"; where the first argument is 0, arguments are not looked at. */
static bool is_asked_already(const struct ab_entity *then, const char *attribute)
{
	const size_t length = strlen(attribute);

	if (strcmp(attribute, "sentinel (0)") == 0)
		return has_attribute(then, "sentinel");
	if (strcmp(attribute, "sentinel") == 0)
		return has_attribute(then, "sentinel (0)");
	if (ab_attribute_find(attribute) != AB_ATTRIBUTE_FORMAT || length < 4 ||
	    strcmp(attribute + length - 4, ", 0)") != 0)
		return false;
	for (unsigned i = 0; i < then->n_attributes; i++)
		if (strncmp(then->attributes[i], attribute, length - 2) == 0)
			return true;
	return false;
}

static bool asks_more(const struct ab_entity *then, const char *attribute)
{
	unsigned parameter;
	uint64_t elements, promised;

	if (read_bound(attribute, &parameter, &elements)) {
		/* that it is an array at all, "nonnull" says */
		promised = bound_in(then, parameter);
		return promised && elements > promised;
	}

	if (is_promise_to_callers(attribute))
		return false;
	if (ab_attribute_find(attribute) == AB_ATTRIBUTE_NONNULL)
		return (nonnull_of(attribute) & ~nonnull_in(then)) != 0;
	return !has_attribute(then, attribute) && !is_asked_already(then, attribute);
}

/* A use of it is an error of the compiler. */
static bool forbids_use(const char *attribute)
{
	return effect_of(attribute) == AB_ATTRIBUTE_BAN;
}

static void say_demand(struct ab_comparison *cmp, const struct ab_entity *then,
		       const struct ab_entity *now, const char *attribute)
{
	unsigned parameter;
	uint64_t elements;

	if (read_bound(attribute, &parameter, &elements))
		ab_say(cmp, AB_FUNCTION_CONTRACT_CHANGED, then, NULL, now->place,
		       "parameter %u of '%s' is now an array of at least %llu elements, promised "
		       "as at least %llu",
		       parameter, then->name, (unsigned long long)elements,
		       (unsigned long long)bound_in(then, parameter));
	else if (forbids_use(attribute))
		ab_say(cmp, AB_FUNCTION_REMOVED, then, NULL, now->place,
		       "'%s' can no longer be called: it is '%s' now", then->name, attribute);
	else
		ab_say(cmp, AB_FUNCTION_CONTRACT_CHANGED, then, NULL, now->place,
		       "'%s' now asks '%s' of its callers", then->name, attribute);
}

void ab_compare_contract(struct ab_comparison *cmp, const struct ab_entity *then,
			 const struct ab_entity *now)
{
	for (unsigned i = 0; i < now->n_attributes; i++)
		if (asks_more(then, now->attributes[i]))
			say_demand(cmp, then, now, now->attributes[i]);
	for (unsigned i = 0; i < then->n_attributes; i++)
		if (is_promise_to_callers(then->attributes[i]) && !keeps(now, then->attributes[i]))
			ab_say(cmp, AB_FUNCTION_CONTRACT_CHANGED, then, NULL, now->place,
			       "'%s' no longer promises '%s' to its callers", then->name,
			       then->attributes[i]);
}

/* ---- variables and types ---- */

/* Whether that it came (or went, the other way round) changes anything. */
static bool counts(const struct ab_comparison *cmp, const char *attribute, bool has_come)
{
	/* on another target the order named may be its own, and need no attribute */
	if (ab_attribute_find(attribute) == AB_ATTRIBUTE_SCALAR_STORAGE_ORDER &&
	    !cmp->is_layout_comparable)
		return false;
	/* GCC makes a union transparent only where its first member is passed alike */
	if (effect_of(attribute) == AB_ATTRIBUTE_PROMISE)
		return !has_come;
	return has_come || effect_of(attribute) == AB_ATTRIBUTE_EITHER;
}

const char *ab_attribute_that_counts(const struct ab_comparison *cmp, const struct ab_entity *then,
				     const struct ab_entity *now, bool has_come)
{
	const struct ab_entity *const in = has_come ? now : then, *const not_in =
								      has_come ? then : now;

	for (unsigned i = 0; i < in->n_attributes; i++)
		if (!has_attribute(not_in, in->attributes[i]) &&
		    counts(cmp, in->attributes[i], has_come))
			return in->attributes[i];
	return NULL;
}

static const char *consequence_of(const char *attribute)
{
	switch (ab_attribute_find(attribute)) {
	case AB_ATTRIBUTE_TRANSPARENT_UNION:
		return "calls with a bare member do not compile";
	case AB_ATTRIBUTE_SCALAR_STORAGE_ORDER:
		return "its bytes are in a different order";
	case AB_ATTRIBUTE_ALIGNED:
		return "programs count on the alignment, or keep a copy that has it";
	default:
		return NULL;
	}
}

static enum ab_rule rule_of(const struct ab_entity *then, const char *attribute)
{
	if (then->kind != AB_VARIABLE)
		return AB_TYPE_ATTRIBUTE_CHANGED;
	return forbids_use(attribute) ? AB_VARIABLE_REMOVED : AB_VARIABLE_TYPE_CHANGED;
}

void ab_compare_attributes(struct ab_comparison *cmp, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	const char *come = ab_attribute_that_counts(cmp, then, now, true);
	const char *gone = ab_attribute_that_counts(cmp, then, now, false);

	if (come)
		ab_say(cmp, rule_of(then, come), then, NULL, now->place, "'%s' is now '%s'%s%s%s",
		       then->name, come, gone ? ", promised as '" : "", gone ? gone : "",
		       gone ? "'" : "")
		    ->consequence = consequence_of(come);
	else if (gone)
		ab_say(cmp, rule_of(then, gone), then, NULL, now->place, "'%s' is no longer '%s'",
		       then->name, gone)
		    ->consequence = consequence_of(gone);
}
