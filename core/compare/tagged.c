/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tagged.c - what became of a struct, union or enum (P2, P3, P5): its tag, its typedef, its kind. */
#include "comparison.h"

#include <string.h>

static enum ab_rule removal_of(enum ab_kind kind)
{
	return kind == AB_UNION	 ? AB_UNION_REMOVED
	       : kind == AB_ENUM ? AB_ENUM_REMOVED
				 : AB_STRUCT_REMOVED;
}

static const char *name_with_kind(const struct ab_comparison *cmp, const struct ab_entity *entity)
{
	if (entity->is_tag_only)
		return ab_printf(cmp->arena, "'%s'", entity->name);
	return ab_printf(cmp->arena, "%s '%s'", ab_kind_word(entity->kind), entity->name);
}

static bool is_mentioned_in(const struct ab_type *type, const char *tag)
{
	if (!type)
		return false;
	if ((type->kind == AB_TYPE_STRUCT || type->kind == AB_TYPE_UNION) && type->name &&
	    strcmp(type->name, tag) == 0)
		return true;
	for (unsigned i = 0; i < type->n_params; i++)
		if (is_mentioned_in(type->params[i].type, tag))
			return true;
	return is_mentioned_in(type->of, tag);
}

static const struct ab_entity *mention_of(const struct ab_record *record, const char *tag)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++)
			if (is_mentioned_in(record->of[kind].items[i]->type, tag))
				return record->of[kind].items[i];
	return NULL;
}

/* Returns whether so much was said with it that nothing need be said of what it named. */
static bool say_typedef_is_gone(struct ab_comparison *cmp, const struct ab_entity *then,
				ab_place now)
{
	const char *header = then->typedef_header ? then->typedef_header : then->header;

	return !ab_is_missing(cmp, then->name, header, then->since) ||
	       ab_weighs_as(cmp,
			    ab_say(cmp, AB_TYPEDEF_REMOVED, then, NULL, now,
				   "typedef '%s' of '%s %s' is gone", then->name,
				   ab_kind_word(then->kind), then->tag),
			    AB_STRUCT_SIZE_CHANGED, then);
}

static void say_gone(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *mention =
	    then->is_tag_only && then->kind != AB_ENUM ? mention_of(cmp->current, then->tag) : NULL;
	const char *was, *is;

	if (!ab_is_missing(cmp, then->name, then->header, then->since)) {
		/* the definition may stand elsewhere, and the typedef that was here be gone */
		if (then->typedef_header)
			say_typedef_is_gone(cmp, then, 0);
		return;
	}
	if (ab_is_taken_over(cmp, then, &was, &is))
		return;
	if (is && was)
		ab_say(cmp,
		       then->kind == AB_UNION  ? AB_UNION_SIZE_CHANGED
		       : then->kind == AB_ENUM ? AB_ENUM_TYPE_CHANGED
					       : AB_STRUCT_SIZE_CHANGED,
		       then, NULL, 0,
		       "%s is now that of a different header, '%s', promised as '%s'",
		       name_with_kind(cmp, then), is, was);
	else if (mention)
		ab_say(cmp, AB_TYPE_BECAME_OPAQUE, then, NULL, mention->place,
		       "%s has lost its public definition", name_with_kind(cmp, then));
	else
		ab_say(cmp, removal_of(then->kind), then, NULL, 0, "%s is gone",
		       name_with_kind(cmp, then));
}

/* "typedef struct timeval foo" where the struct is not declared in one of the two. */
static bool is_same_tag(const struct ab_entity *then, const struct ab_entity *now)
{
	return now->kind == AB_TYPEDEF && now->type->name && then->tag &&
	       (now->type->kind == AB_TYPE_STRUCT || now->type->kind == AB_TYPE_UNION ||
		now->type->kind == AB_TYPE_ENUM) &&
	       strcmp(now->type->name, then->tag) == 0;
}

static bool has_members(enum ab_kind kind)
{
	return kind == AB_STRUCT || kind == AB_UNION;
}

/* Returns what there is to compare all the same, where it is let pass: members; NULL: nothing. */
static const struct ab_entity *
say_other_kind(struct ab_comparison *cmp, const struct ab_entity *then, const struct ab_entity *now)
{
	const struct ab_finding *finding;

	if (now->kind == AB_TYPEDEF) {
		ab_say(cmp, AB_TYPEDEF_TARGET_CHANGED, then, NULL, now->place,
		       "typedef '%s' is now '%s', promised as '%s'", then->name,
		       ab_type_text(cmp->arena, now->type), ab_kind_word(then->kind));
		return NULL;
	}
	finding = ab_say(cmp, AB_TYPE_KIND_CHANGED, then, NULL, now->place,
			 "type '%s' is now '%s', promised as '%s'", then->name,
			 ab_kind_word(now->kind), ab_kind_word(then->kind));
	return has_members(then->kind) && has_members(now->kind) &&
		       !ab_weighs_as(cmp, finding, AB_STRUCT_SIZE_CHANGED, then)
		   ? now
		   : NULL;
}

/* A tag without underscore that programs may spell, besides the typedef. */
static void compare_tag(struct ab_comparison *cmp, const struct ab_entity *then,
			const struct ab_entity *now)
{
	const struct ab_entity *spelled =
	    then->tag ? ab_record_find_tag(cmp->current, then->tag) : NULL;
	struct ab_finding *finding;

	if (then->is_tag_only || !then->tag || then->tag[0] == '_' ||
	    (spelled && !spelled->is_tag_forbidden))
		return;
	finding = ab_say(cmp, removal_of(then->kind), then, NULL, now->place,
			 spelled ? "the tag '%s %s' of '%s' can no longer be used: the headers "
				   "poison it"
				 : "the tag '%s %s' of '%s' is gone",
			 ab_kind_word(then->kind), then->tag, then->name);
	finding->promised_as = ab_printf(cmp->arena, "%s %s", ab_kind_word(then->kind), then->tag);
	finding->consequence = "programs may spell a tag that does not start with an underscore";
}

/* Found by its tag alone, which programs may spell: by no typedef, or by another than promised. */
static bool has_lost_typedef(const struct ab_comparison *cmp, const struct ab_entity *then,
			     const struct ab_entity *now)
{
	const struct ab_type *target = ab_type_by_macro(cmp->current, then->name, cmp->arena);
	const struct ab_entity *behind = NULL;

	if (target)
		ab_type_resolve(cmp->current, target, cmp->arena, &behind);
	return !then->is_tag_only && strcmp(then->name, now->name) != 0 &&
	       !ab_record_find(cmp->current, AB_TYPEDEF, then->name) && behind != now;
}

/* The type that programs may spell by its tag, where the typedef is now another one's; or NULL. */
static const struct ab_entity *left_by_typedef(const struct ab_comparison *cmp,
					       const struct ab_entity *then,
					       const struct ab_entity *now)
{
	const struct ab_entity *by_tag;

	if (then->is_tag_only || !then->tag || then->tag[0] == '_' ||
	    (now->tag && strcmp(now->tag, then->tag) == 0))
		return NULL;
	by_tag = ab_record_find_tag(cmp->current, then->tag);
	return by_tag && by_tag != now && by_tag->kind == then->kind ? by_tag : NULL;
}

static void say_other_tag(struct ab_comparison *cmp, const struct ab_entity *then,
			  const struct ab_entity *now)
{
	const char *word = ab_kind_word(then->kind);
	const char *was = ab_printf(cmp->arena, "%s %s", word, then->tag);
	const char *is = now->tag ? ab_printf(cmp->arena, "%s %s", word, now->tag) : word;
	struct ab_finding *finding =
	    ab_say(cmp, AB_TYPEDEF_TARGET_CHANGED, then, NULL,
		   now->typedef_place ? now->typedef_place : now->place,
		   "typedef '%s' is now '%s', promised as '%s'", then->name, is, was);

	finding->promised_as = was;
	finding->consequence = "programs that use both names for one type no longer compile";
}

/* One of several typedefs for it now, the name may ask for more than the type itself does. */
static void compare_alias(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *alias =
	    then->is_tag_only ? NULL : ab_record_find(cmp->current, AB_TYPEDEF, then->name);

	if (alias && ab_attribute_that_counts(cmp, then, alias, true))
		ab_say(cmp, AB_TYPEDEF_TARGET_CHANGED, then, NULL, alias->place,
		       "typedef '%s' is now '%s', promised as '%s'", then->name,
		       ab_typedef_text(cmp, alias), ab_kind_word(then->kind));
}

const struct ab_entity *ab_find_same(const struct ab_comparison *cmp, const struct ab_entity *then)
{
	return ab_kind_is_type(then->kind) ? ab_counterpart(then, cmp->current)
					   : ab_record_find(cmp->current, then->kind, then->name);
}

const struct ab_entity *ab_find_tagged(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_counterpart(then, cmp->current);
	const struct ab_entity *by_tag =
	    then->tag ? ab_record_find_tag(cmp->current, then->tag) : NULL;

	if (now && now->kind == then->kind) {
		if (has_lost_typedef(cmp, then, now))
			say_typedef_is_gone(cmp, then, now->place);
		compare_alias(cmp, then);
		compare_tag(cmp, then, now);
		if (left_by_typedef(cmp, then, now))
			say_other_tag(cmp, then, now);
		return now;
	}
	if (now)
		return is_same_tag(then, now) ? NULL : say_other_kind(cmp, then, now);
	if (by_tag && !then->is_tag_only)
		return !say_typedef_is_gone(cmp, then, by_tag->place) && by_tag->kind == then->kind
			   ? by_tag
			   : NULL;
	if (!by_tag)
		say_gone(cmp, then);
	return NULL;
}
