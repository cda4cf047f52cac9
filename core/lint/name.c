/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * name.c - what new things are called, and by which names they call others.
 */
#include "linting.h"

#include <string.h>

/* ---- prefixes ---- */

/* Whether the policy has patterns for such names, and none that matches. */
static bool is_misnamed(const char *const *patterns, const char *name)
{
	if (!patterns)
		return false;
	for (; *patterns; patterns++)
		if (ab_pattern_matches(*patterns, name))
			return false;
	return true;
}

static const char *patterns_text(const struct ab_linting *lint, const char *const *patterns)
{
	struct ab_buf text;

	ab_buf_init(&text, lint->arena);
	for (size_t i = 0; patterns[i]; i++)
		ab_buf_addf(&text, "%s'%s'", i ? " or " : "", patterns[i]);
	return text.text;
}

static struct ab_finding *say_misnamed(struct ab_linting *lint, const struct ab_entity *entity,
				       const char *member, ab_place place,
				       const char *const *patterns)
{
	return ab_lint_say(lint, AB_NAME_PREFIX, entity, member, place,
			   "'%s' does not look like one of the library's names, %s",
			   member ? member : entity->name, patterns_text(lint, patterns));
}

/* A macro that gives a function or type another name is called as such. */
static bool is_alias(const struct ab_linting *lint, const struct ab_entity *macro)
{
	static const enum ab_kind kinds[] = {AB_FUNCTION, AB_VARIABLE, AB_STRUCT,
					     AB_UNION,	  AB_ENUM,     AB_TYPEDEF};

	if (macro->kind != AB_MACRO || !macro->text)
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (ab_record_find(lint->current, kinds[i], macro->text) ||
		    ab_record_find(lint->current, kinds[i], macro->name))
			return true;
	return ab_record_find_tag(lint->current, macro->text) != NULL;
}

void ab_lint_name(struct ab_linting *lint, const struct ab_entity *entity)
{
	const struct ab_policy *policy = lint->policy;
	const char *const *patterns = policy->naming_constant;
	const char *name = entity->name;
	ab_place place = entity->place;

	switch (entity->kind) {
	case AB_FUNCTION:
	case AB_VARIABLE:
		patterns = policy->naming_function;
		break;
	case AB_STRUCT:
	case AB_UNION:
	case AB_ENUM:
		if (entity->is_tag_only)
			name = entity->tag;
		if (entity->typedef_place)
			place = entity->typedef_place;
		patterns = name && name[0] != '_' ? policy->naming_type : NULL;
		break;
	case AB_TYPEDEF:
		patterns = policy->naming_type;
		break;
	case AB_MACRO:
	case AB_FUNCTION_MACRO:
		if (is_alias(lint, entity) ||
		    ab_record_find(lint->current, AB_FUNCTION, entity->name))
			return;
		break;
	default:
		break;
	}
	if (is_misnamed(patterns, name))
		say_misnamed(lint, entity, NULL, place, patterns);
}

void ab_lint_enumerator_names(struct ab_linting *lint, const struct ab_entity *entity)
{
	const char *const *patterns = lint->policy->naming_constant;
	const struct ab_enumerator *first = NULL;
	struct ab_finding *finding;
	unsigned more = 0;

	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		const struct ab_enumerator *one = &entity->enumerators[i];

		if (!is_misnamed(patterns, one->name) ||
		    !ab_lint_is_new_enumerator(lint, one->name))
			continue;
		more += first != NULL;
		first = first ? first : one;
	}
	if (!first)
		return;
	finding = say_misnamed(lint, entity, first->name, first->place, patterns);
	if (more)
		finding->consequence =
		    ab_printf(lint->arena, "the same goes for %u more of '%s'", more, entity->name);
}

/* ---- tags ---- */

/* The tag that the policy wants for a typedef: "_{typedef}". */
static const char *wanted_tag(const struct ab_linting *lint, const char *name)
{
	const char *pattern = lint->policy->naming_tag;
	const char *hole = strstr(pattern, "{typedef}");

	if (!hole)
		return pattern;
	return ab_printf(lint->arena, "%.*s%s%s", (int)(hole - pattern), pattern, name,
			 hole + strlen("{typedef}"));
}

/* Whether the tag is the right one for another typedef of the same type. */
static bool suits_another_typedef(const struct ab_linting *lint, const struct ab_entity *entity)
{
	const struct ab_entities *typedefs = &lint->current->of[AB_TYPEDEF];

	for (size_t i = 0; i < typedefs->count; i++) {
		const struct ab_type *type = typedefs->items[i]->type;

		if (type && type->kind == AB_TYPE_TYPEDEF &&
		    strcmp(type->name, entity->name) == 0 &&
		    strcmp(wanted_tag(lint, typedefs->items[i]->name), entity->tag) == 0)
			return true;
	}
	return false;
}

static bool is_tagged(const struct ab_entity *entity)
{
	return (entity->kind == AB_STRUCT || entity->kind == AB_UNION || entity->kind == AB_ENUM) &&
	       entity->tag;
}

void ab_lint_tag(struct ab_linting *lint, const struct ab_entity *entity)
{
	if (!is_tagged(entity))
		return;
	if (entity->is_tag_only && entity->tag[0] == '_')
		ab_lint_say(lint, AB_TAG_WITHOUT_TYPEDEF, entity, NULL, entity->place,
			    "'%s' has no typedef, and its tag is not promised", entity->name)
		    ->consequence = "without a typedef its users have no name for it that stays";
	if (entity->is_tag_only || !lint->policy->naming_tag ||
	    strcmp(wanted_tag(lint, entity->name), entity->tag) == 0 ||
	    suits_another_typedef(lint, entity))
		return;
	ab_lint_say(lint, AB_TAG_NAMING, entity, NULL, entity->place,
		    "the tag of '%s' is '%s', and not '%s'", entity->name, entity->tag,
		    wanted_tag(lint, entity->name));
}

/* ---- mentions of tags ---- */

/* Where a mention stands: of an entity, or of one of its fields. */
struct mention {
	struct ab_linting *lint;
	const struct ab_entity *entity;
	const struct ab_field *field; /* NULL: the entity itself */
	const struct ab_entity *said; /* the last that was said here */
};

static void say_mention(struct mention *at, const struct ab_entity *type)
{
	struct ab_linting *lint = at->lint;
	const char *member = at->field ? at->field->name : NULL;
	const ab_place place = at->field ? at->field->place : at->entity->place;
	const char *spelling = ab_printf(lint->arena, "%s %s", ab_kind_word(type->kind), type->tag);
	struct ab_finding *finding;

	at->said = type;
	finding = ab_lint_say(lint, AB_TYPEDEF_NOT_USED, at->entity, member, place,
			      "'%s' is declared with '%s', whose name is '%s'",
			      member ? member : at->entity->name, spelling, type->name);
	finding->consequence = ab_printf(lint->arena, "the tag '%s' is not promised", type->tag);
	finding->fixit = AB_FIXIT_SPELL_TYPEDEF;
	finding->fixit_anchor = spelling;
	finding->fixit_text = type->name;
}

/* The type of that name, if its typedef was there before this place. */
static const struct ab_entity *named_before(const struct mention *at, const char *name)
{
	static const enum ab_kind kinds[] = {AB_STRUCT, AB_UNION, AB_ENUM};
	const ab_place place = at->field ? at->field->place : at->entity->place;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct ab_entity *type = ab_record_find(at->lint->current, kinds[i], name);

		if (type && type->tag && type->tag[0] == '_' && type->typedef_place &&
		    type->typedef_place < place)
			return type;
	}
	return NULL;
}

static void look_through_body(struct mention *at, const struct ab_aggregate *body);

static void look_through(struct mention *at, const struct ab_type *type)
{
	const struct ab_entity *named;

	if (!type)
		return;
	named = type->is_spelled_by_tag ? named_before(at, type->name) : NULL;
	if (named && named != at->said)
		say_mention(at, named);
	look_through(at, type->of);
	for (unsigned i = 0; i < type->n_params; i++)
		look_through(at, type->params[i].type);
	if (type->body)
		look_through_body(at, type->body);
}

static void look_through_body(struct mention *at, const struct ab_aggregate *body)
{
	const struct ab_field *outer = at->field;

	for (unsigned i = 0; i < body->n_fields; i++) {
		at->field = &body->fields[i];
		at->said = NULL;
		look_through(at, at->field->type);
	}
	at->field = outer;
}

/* "typedef struct _foo *foo_ptr": what gives the type a name may spell the tag. */
static bool is_naming(const struct ab_entity *entity)
{
	const struct ab_type *type = entity->type;

	while (type && type->kind == AB_TYPE_POINTER)
		type = type->of;
	return entity->kind == AB_TYPEDEF && type && type->kind != AB_TYPE_FUNCTION;
}

void ab_lint_mentions(struct ab_linting *lint, const struct ab_entity *entity)
{
	struct mention at = {lint, entity, NULL, NULL};

	if (!is_naming(entity))
		look_through(&at, entity->type);
	if (entity->body)
		look_through_body(&at, entity->body);
}
