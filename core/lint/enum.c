/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enum.c - a new enum tells where it ends (P5), and no value of it has
 * two names by mistake.
 */
#include "linting.h"
#include "abiding/index.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* ---- sentinels ---- */

/* Whether one is written as a bit: 1 << 3, 0x10, FOO_A | FOO_B; or the type is called so. */
static bool is_meant_as_flags(const struct ab_entity *entity)
{
	for (const char *at = entity->name; *at; at++)
		if (strncasecmp(at, "flag", 4) == 0 || strncasecmp(at, "mask", 4) == 0)
			return true;
	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		const char *text = entity->enumerators[i].initialiser;

		if (text && (strstr(text, "<<") || strchr(text, '|') || strstr(text, "0x")))
			return true;
	}
	return false;
}

/* Whether the value is another enumerator's, by name. */
static bool is_alias(const struct ab_linting *lint, const struct ab_enumerator *one)
{
	return one->initialiser &&
	       ab_record_find_enumerator(lint->current, one->initialiser, NULL) != NULL;
}

/*
 * Whether the values count something: not those of a list that repeats another
 * one by other names, and not a few special ones, such as -1 for "never".
 */
static bool is_counting(const struct ab_linting *lint, const struct ab_entity *entity)
{
	unsigned n = 0;

	for (unsigned i = 0; i < entity->n_enumerators; i++)
		n += !entity->enumerators[i].value.is_negative &&
		     !is_alias(lint, &entity->enumerators[i]);
	return n >= 2 && ab_policy_is_sequence(entity->enumerators, entity->n_enumerators) &&
	       !is_meant_as_flags(entity);
}

/* The bytes up to the last underscore that all names start with, 0: none. */
static size_t common_stem(const struct ab_entity *entity)
{
	const char *first = entity->enumerators[0].name;
	size_t length = strlen(first);

	for (unsigned i = 1; i < entity->n_enumerators; i++) {
		size_t same = 0;

		while (same < length && first[same] == entity->enumerators[i].name[same])
			same++;
		length = same;
	}
	while (length && first[length - 1] != '_')
		length--;
	return length;
}

/* Whether another enum has names with that beginning: then it says nothing of this one. */
static bool is_stem_shared(const struct ab_linting *lint, const struct ab_entity *entity,
			   size_t stem)
{
	const struct ab_entities *enums = &lint->current->of[AB_ENUM];

	for (size_t i = 0; i < enums->count; i++)
		for (unsigned j = 0; j < enums->items[i]->n_enumerators; j++)
			if (enums->items[i] != entity &&
			    strncmp(enums->items[i]->enumerators[j].name,
				    entity->enumerators[0].name, stem) == 0)
				return true;
	return false;
}

/* What the sentinel would be called, or NULL: there is no such name, or it is taken. */
static const char *sentinel_for(const struct ab_linting *lint, const struct ab_entity *entity)
{
	const char *suffix = lint->policy->sentinel_suffixes[0];
	const size_t stem = common_stem(entity);
	const char *name;

	if (!stem || !suffix || suffix[0] != '_' || is_stem_shared(lint, entity, stem))
		return NULL;
	name = ab_printf(lint->arena, "%.*s%s", (int)stem, entity->enumerators[0].name, suffix + 1);
	if (ab_record_find_enumerator(lint->current, name, NULL) ||
	    ab_record_find(lint->current, AB_MACRO, name) ||
	    ab_record_find(lint->current, AB_ENUMERATOR, name))
		return NULL;
	return name;
}

static const char *advice(const struct ab_linting *lint, const char *sentinel)
{
	const char *guard = lint->policy->sentinel_guard;

	if (!sentinel)
		sentinel = ab_printf(lint->arena, "a value that ends in %s",
				     lint->policy->sentinel_suffixes[0]);
	else
		sentinel = ab_printf(lint->arena, "'%s'", sentinel);
	return guard
		   ? ab_printf(lint->arena, "add %s after the last enumerator, inside '#ifdef %s'",
			       sentinel, guard)
		   : ab_printf(lint->arena, "add %s after the last enumerator", sentinel);
}

static void lint_missing(struct ab_linting *lint, const struct ab_entity *entity)
{
	const struct ab_enumerator *last = &entity->enumerators[entity->n_enumerators - 1];
	const char *sentinel = sentinel_for(lint, entity);
	struct ab_finding *finding = ab_lint_say(
	    lint, AB_SENTINEL_MISSING, entity, NULL,
	    entity->typedef_place ? entity->typedef_place : entity->place,
	    "the values of '%s' are numbers in a row, and none says where they end", entity->name);

	finding->consequence = advice(lint, sentinel);
	if (!sentinel)
		return;
	finding->fixit = AB_FIXIT_ADD_SENTINEL;
	finding->fixit_text = sentinel;
	finding->fixit_guard = lint->policy->sentinel_guard;
	finding->fixit_anchor = last->name;
	finding->fixit_place = last->place;
}

/* The first that stands at or behind the sentinel, or NULL. */
static const struct ab_enumerator *at_or_behind(const struct ab_entity *entity,
						const struct ab_enumerator *sentinel)
{
	for (const struct ab_enumerator *other = entity->enumerators;
	     other < entity->enumerators + entity->n_enumerators; other++) {
		const int order = ab_int_compare(other->value, sentinel->value);

		if (other != sentinel && (order > 0 || (order == 0 && other > sentinel)))
			return other;
	}
	return NULL;
}

static void lint_order(struct ab_linting *lint, const struct ab_entity *entity,
		       const struct ab_enumerator *sentinel)
{
	const struct ab_enumerator *behind = at_or_behind(entity, sentinel);

	if (behind)
		ab_lint_say(lint, AB_SENTINEL_NOT_LAST, entity, behind->name, behind->place,
			    "'%s' = %s is not below the sentinel '%s' = %s of '%s'", behind->name,
			    ab_int_text(lint->arena, behind->value), sentinel->name,
			    ab_int_text(lint->arena, sentinel->value), entity->name);
}

void ab_lint_enum(struct ab_linting *lint, const struct ab_entity *entity)
{
	const struct ab_enumerator *sentinel;

	if (!lint->policy->has_sentinel || entity->sentinel || !is_counting(lint, entity))
		return;
	sentinel =
	    ab_policy_sentinel_by_name(lint->policy, entity->enumerators, entity->n_enumerators);
	if (sentinel)
		lint_order(lint, entity, sentinel);
	else if (lint->is_guard_defined)
		lint_missing(lint, entity);
}

/* ---- duplicates ---- */

/* Whether a value is spelled by the names of others; NULL: not known. */
static bool is_made_of_names(const char *initialiser)
{
	for (const char *at = initialiser; at && *at; at++)
		if ((isalpha((unsigned char)*at) || *at == '_') &&
		    (at == initialiser || !isalnum((unsigned char)at[-1])))
			return true;
	return false;
}

/* A value that is spelled by another name is meant to be the same; bits may have several uses. */
static bool is_deliberate(const struct ab_entity *entity, const char *initialiser)
{
	return is_made_of_names(initialiser) || (*initialiser && is_meant_as_flags(entity));
}

/* The sentinel, or what looks like it and stands in the wrong place; NULL. */
static const struct ab_enumerator *end_of(const struct ab_linting *lint,
					  const struct ab_entity *entity)
{
	for (unsigned i = 0; entity->sentinel && i < entity->n_enumerators; i++)
		if (strcmp(entity->enumerators[i].name, entity->sentinel) == 0)
			return &entity->enumerators[i];
	return lint->policy->has_sentinel
		   ? ab_policy_sentinel_by_name(lint->policy, entity->enumerators,
						entity->n_enumerators)
		   : NULL;
}

/* Enumerators that may be twins, by value. */
struct values {
	struct ab_index first; /* at: 1 more than its place */
	size_t *next;	       /* likewise; 0: there is no more */
};

static struct values values_of(const struct ab_linting *lint, const struct ab_entity *entity,
			       const struct ab_enumerator *end)
{
	struct values values = {{NULL, 0, 0},
				AB_NEW_ARRAY(lint->arena, size_t, entity->n_enumerators)};

	for (unsigned i = entity->n_enumerators; i-- > 0;) {
		const struct ab_enumerator *one = &entity->enumerators[i];
		struct ab_index_entry *entry;

		if (one == end || is_made_of_names(one->initialiser))
			continue;
		entry = ab_index_enter(lint->arena, &values.first, 0,
				       ab_int_text(lint->arena, one->value), NULL);
		values.next[i] = entry->at;
		entry->at = i + 1;
	}
	return values;
}

static const struct ab_enumerator *twin_of(const struct ab_linting *lint,
					   const struct ab_entity *entity,
					   const struct values *values,
					   const struct ab_enumerator *one)
{
	const struct ab_index_entry *first =
	    ab_index_find(&values->first, 0, ab_int_text(lint->arena, one->value));

	for (size_t at = first ? first->at : 0; at; at = values->next[at - 1]) {
		const struct ab_enumerator *other = &entity->enumerators[at - 1];

		if (other != one && (other < one || !ab_lint_is_new_enumerator(lint, other->name)))
			return other;
	}
	return NULL;
}

void ab_lint_duplicates(struct ab_linting *lint, const struct ab_entity *entity)
{
	const struct ab_enumerator *end = end_of(lint, entity);
	const struct values values = values_of(lint, entity, end);

	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		const struct ab_enumerator *one = &entity->enumerators[i], *twin;

		if (!one->initialiser || is_deliberate(entity, one->initialiser) || one == end ||
		    !ab_lint_is_new_enumerator(lint, one->name))
			continue;
		twin = twin_of(lint, entity, &values, one);
		if (twin)
			ab_lint_say(lint, AB_ENUMERATOR_DUPLICATE, entity, one->name, one->place,
				    "'%s' has the value of '%s', %s", one->name, twin->name,
				    ab_int_text(lint->arena, one->value))
			    ->consequence =
			    ab_printf(lint->arena, "if that is meant, write '%s = %s'", one->name,
				      twin->name);
	}
}
