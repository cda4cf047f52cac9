/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load-entity.c - entities, kind by kind. */
#include "load.h"

#include <stdlib.h>
#include <string.h>

/* ---- functions, variables, typedefs ---- */

static bool load_linkage(struct ab_loader *l, const struct ab_yaml *map, unsigned *linkage)
{
	const char *text = "";

	if (!ab_yaml_text(&l->source, map, "linkage", &text))
		return false;
	return ab_linkage_parse(text, linkage) ||
	       ab_yaml_fail(&l->source, ab_yaml_get(map, "linkage"),
			    "'linkage' must be of the words static, inline, weak, hidden, "
			    "thread-local in this order, found '%s'",
			    text);
}

static int text_order(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* Sorted, as a record has them in memory; who edits the file need not know. */
static bool load_attributes(struct ab_loader *l, const struct ab_yaml *map,
			    struct ab_entity *entity)
{
	const unsigned *n = &entity->n_attributes;
	const char **sorted;

	if (!ab_yaml_texts(&l->source, map, "attributes", false, &entity->attributes,
			   &entity->n_attributes))
		return false;
	if (*n < 2)
		return true;
	sorted = AB_NEW_ARRAY(l->arena, const char *, *n);
	memcpy(sorted, entity->attributes, *n * sizeof *sorted);
	qsort(sorted, *n, sizeof *sorted, text_order);
	entity->attributes = sorted;
	return true;
}

static bool load_declaration(struct ab_loader *l, const struct ab_yaml *map, const char *what,
			     struct ab_entity *entity)
{
	const bool wants_function = entity->kind == AB_FUNCTION;

	if (!ab_load_type(l, map, what, &entity->type) || !load_linkage(l, map, &entity->linkage) ||
	    !load_attributes(l, map, entity) ||
	    !ab_yaml_text(&l->source, map, "asm", &entity->asm_name) ||
	    !ab_load_symbols(l, map, "symbol", &entity->symbols, &entity->n_symbols) ||
	    !ab_load_numbers(l, map, "object-size", &entity->object_size) ||
	    !ab_load_numbers(l, map, "library-size", &entity->library_size) ||
	    !ab_load_constant(l, map, entity))
		return false;
	if (entity->kind == AB_TYPEDEF ||
	    (entity->type->kind == AB_TYPE_FUNCTION) == wants_function)
		return true;
	return ab_yaml_fail(&l->source, ab_yaml_get(map, "type"), "%s must %s a function type",
			    what, wants_function ? "have" : "not have");
}

/* ---- structs, unions, enums ---- */

static bool load_tag(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	static const char *const keys[] = {"tag", "typedef-header", NULL};
	const struct ab_entity *owner;
	const char *tag = NULL;

	if (entity->is_tag_only)
		return ab_load_has_no_key(l, map, keys, "is in the name already");
	if (!ab_yaml_text(&l->source, map, "typedef-header", &entity->typedef_header) ||
	    !ab_yaml_text(&l->source, map, "tag", &tag))
		return false;
	if (!tag)
		return true;
	/* a struct that became a union by a waiver stands beside it */
	owner = ab_record_find_tag(l->record, tag);
	if (owner && owner->kind == entity->kind)
		return ab_yaml_fail(&l->source, ab_yaml_get(map, "tag"),
				    "the tag '%s' is that of '%s' already", tag, owner->name);
	ab_record_set_tag(l->record, entity, tag);
	return ab_load_is_name(l, ab_yaml_get(map, "tag"), entity->tag);
}

static bool load_aggregate(struct ab_loader *l, const struct ab_yaml *map, const char *what,
			   struct ab_entity *entity)
{
	static const char *const keys[] = {"attributes", "packed", "size", "align", NULL};

	if (!load_tag(l, map, entity) || !load_attributes(l, map, entity))
		return false;
	if (!ab_yaml_get(map, "fields"))
		return ab_load_has_no_key(l, map, keys, "is only for a type with 'fields'");
	return ab_load_body(l, map, what, entity->kind == AB_UNION, &entity->body);
}

static bool load_enumerator(struct ab_loader *l, const struct ab_yaml_item *item,
			    struct ab_enumerator *enumerator)
{
	static const char *const keys[] = {"value", "since", "attributes", NULL};
	const struct ab_yaml *node = item->value;

	enumerator->name = item->key->text;
	enumerator->place = ab_yaml_place(item->key);
	if (!ab_load_is_name(l, item->key, item->key->text))
		return false;
	if (node->kind == AB_YAML_SCALAR)
		return ab_load_int(l, node, &enumerator->value);
	return ab_yaml_has_only(&l->source, node, "an enumerator", keys) &&
	       ab_yaml_has(&l->source, node, "an enumerator", "value") &&
	       ab_load_int(l, ab_yaml_get(node, "value"), &enumerator->value) &&
	       ab_yaml_release(&l->source, node, "since", &enumerator->since) &&
	       ab_load_unavailable(l, node, &enumerator->is_unavailable);
}

static bool load_enumerators(struct ab_loader *l, const struct ab_yaml *node,
			     struct ab_entity *entity)
{
	if (!ab_yaml_is(&l->source, node, AB_YAML_MAPPING, "'enumerators'"))
		return false;
	entity->enumerators = AB_NEW_ARRAY(l->arena, struct ab_enumerator, node->count);
	entity->n_enumerators = (unsigned)node->count;
	for (size_t i = 0; i < node->count; i++)
		if (!load_enumerator(l, &node->items[i], &entity->enumerators[i]))
			return false;
	ab_record_index_enumerators(l->record, entity);
	return true;
}

static bool load_sentinel(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	const char **names;

	if (!ab_yaml_text(&l->source, map, "sentinel", &entity->sentinel))
		return false;
	if (!entity->sentinel)
		return true;
	names = AB_NEW_ARRAY(l->arena, const char *, entity->n_enumerators + 1);
	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		names[i] = entity->enumerators[i].name;
		if (strcmp(names[i], entity->sentinel) == 0)
			return true;
	}
	return ab_yaml_unknown(&l->source, ab_yaml_get(map, "sentinel"), "enumerator", "'sentinel'",
			       names);
}

/* guarded: false */
static bool load_guarded(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	const struct ab_yaml *guarded = ab_yaml_get(map, "guarded");

	if (!guarded)
		return true;
	entity->has_open_sentinel = true;
	if (!entity->sentinel)
		return ab_yaml_fail(&l->source, guarded, "'guarded' is only for 'sentinel'");
	return (guarded->kind == AB_YAML_SCALAR && strcmp(guarded->text, "false") == 0) ||
	       ab_yaml_fail(&l->source, guarded, "'guarded' can only be 'false'");
}

static bool load_enum(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	const struct ab_yaml *type = ab_yaml_get(map, "type");
	const struct ab_yaml *enumerators = ab_yaml_get(map, "enumerators");

	entity->is_incomplete = !enumerators;
	return load_tag(l, map, entity) && load_attributes(l, map, entity) &&
	       (!type || ab_load_models(l, type, "'type' of an enum", entity->enum_type)) &&
	       (!enumerators || load_enumerators(l, enumerators, entity)) &&
	       load_sentinel(l, map, entity) && load_guarded(l, map, entity);
}

/* ---- macros and loose enumerators ---- */

static bool load_loose(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	entity->value.kind = AB_VALUE_INTEGER;
	return ab_yaml_has(&l->source, map, "an enumerator", "value") &&
	       ab_yaml_flag(&l->source, map, "sentinel", &entity->is_sentinel) &&
	       load_attributes(l, map, entity) &&
	       ab_load_int(l, ab_yaml_get(map, "value"), &entity->value.integer);
}

static bool load_function_macro(struct ab_loader *l, const struct ab_yaml *map,
				struct ab_entity *entity)
{
	static const char what[] = "a function-like macro";
	const struct ab_yaml *body;

	if (!ab_yaml_has(&l->source, map, what, "params") ||
	    !ab_yaml_has(&l->source, map, what, "body") ||
	    !ab_yaml_texts(&l->source, map, "params", false, &entity->params, &entity->n_params))
		return false;
	body = ab_yaml_get(map, "body");
	entity->text = body->text;
	return ab_yaml_is(&l->source, body, AB_YAML_SCALAR, "'body'");
}

/* ---- entities and sections ---- */

static bool has_known_keys(struct ab_loader *l, const struct ab_yaml *map, const char *what,
			   enum ab_kind kind)
{
	static const char *const keys[AB_KINDS][16] = {
	    [AB_FUNCTION] = {"since", "header", "type", "linkage", "attributes", "asm", "symbol",
			     AB_BODY_KEYS},
	    [AB_VARIABLE] = {"since", "header", "type", "linkage", "attributes", "asm", "symbol",
			     "object-size", "library-size", "value", AB_BODY_KEYS},
	    [AB_STRUCT] = {"since", "header", "typedef-header", "tag", "attributes", "packed",
			   "size", "align", "fields"},
	    [AB_UNION] = {"since", "header", "typedef-header", "tag", "attributes", "packed",
			  "size", "align", "fields"},
	    [AB_ENUM] = {"since", "header", "typedef-header", "tag", "attributes", "type",
			 "sentinel", "guarded", "enumerators"},
	    [AB_ENUMERATOR] = {"since", "header", "value", "sentinel", "attributes"},
	    [AB_TYPEDEF] = {"since", "header", "type", "attributes", AB_BODY_KEYS},
	    [AB_MACRO] = {"since", "header", "value", "type", "text", "if"},
	    [AB_FUNCTION_MACRO] = {"since", "header", "params", "body"},
	};
	const char *all[16] = {NULL};

	memcpy(all, keys[kind], sizeof keys[kind]);
	return ab_yaml_has_only(&l->source, map, what, all);
}

static bool load_of_kind(struct ab_loader *l, const struct ab_yaml *map, const char *what,
			 struct ab_entity *entity)
{
	switch (entity->kind) {
	case AB_FUNCTION:
	case AB_VARIABLE:
	case AB_TYPEDEF:
		return load_declaration(l, map, what, entity);
	case AB_STRUCT:
	case AB_UNION:
		return load_aggregate(l, map, what, entity);
	case AB_ENUM:
		return load_enum(l, map, entity);
	case AB_ENUMERATOR:
		return load_loose(l, map, entity);
	case AB_MACRO:
		return ab_load_macro(l, map, entity);
	case AB_FUNCTION_MACRO:
		return load_function_macro(l, map, entity);
	case AB_KINDS:
		break;
	}
	return false;
}

/* The tag in a key that names a type by keyword and tag ("struct foo"), else NULL. */
static const char *tag_in(const char *key, enum ab_kind kind)
{
	const char *word = ab_kind_word(kind);
	const size_t length = strlen(word);

	if (kind != AB_STRUCT && kind != AB_UNION && kind != AB_ENUM)
		return NULL;
	return strncmp(key, word, length) == 0 && key[length] == ' ' ? key + length + 1 : NULL;
}

static struct ab_entity *add_entity(struct ab_loader *l, const struct ab_yaml *key,
				    enum ab_kind kind)
{
	const char *tag = tag_in(key->text, kind);
	struct ab_entity *entity;

	if (!ab_load_is_name(l, key, tag ? tag : key->text))
		return NULL;
	entity = ab_record_add(l->record, kind, key->text); /* keys are unique */
	entity->place = ab_yaml_place(key);
	entity->is_tag_only = tag != NULL;
	if (tag)
		ab_record_set_tag(l->record, entity, tag);
	return entity;
}

static const char *with_article(struct ab_loader *l, const char *word)
{
	return ab_printf(l->arena, "%s %s", strchr("aeiou", word[0]) ? "an" : "a", word);
}

bool ab_load_entities(struct ab_loader *l, const struct ab_yaml *section, enum ab_kind kind)
{
	const char *what = with_article(l, ab_kind_word(kind));

	if (!ab_yaml_is(&l->source, section, AB_YAML_MAPPING,
			ab_printf(l->arena, "'%s'", ab_kind_section(kind))))
		return false;
	for (size_t i = 0; i < section->count; i++) {
		const struct ab_yaml *map = section->items[i].value;
		struct ab_entity *entity = add_entity(l, section->items[i].key, kind);

		if (!entity || !has_known_keys(l, map, what, kind) ||
		    !ab_yaml_release(&l->source, map, "since", &entity->since) ||
		    !ab_yaml_has(&l->source, map, what, "header") ||
		    !ab_yaml_text(&l->source, map, "header", &entity->header) ||
		    !load_of_kind(l, map, what, entity))
			return false;
	}
	return true;
}
