/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load.c - a record from its YAML; the layout is told in print.c.
 *
 * From small to large: values, entities by kind, sections, the whole.  Each
 * function returns false with an error at the word that is wrong.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/file.h"
#include "abiding/language.h"
#include "abiding/release.h"
#include "protocol-text.h"
#include "passed.h"

enum { FORMAT_VERSION = 2, N_TABLES = 13 /* keys of a record that are no kinds */ };

/* ---- small values ---- */

/* A text per data model. */
static bool load_models(struct ab_loader *l, const struct ab_yaml *node, const char *what,
			const char **texts)
{
	if (!ab_yaml_is(&l->source, node, AB_YAML_MAPPING, what))
		return false;
	for (size_t i = 0; i < node->count; i++) {
		int model;

		if (!ab_load_model(l, node->items[i].key, &model) ||
		    !ab_yaml_scalar(&l->source, node->items[i].value, what, &texts[model]))
			return false;
	}
	return true;
}

static bool load_int(struct ab_loader *l, const struct ab_yaml *node, struct ab_int *value)
{
	if (!ab_yaml_is(&l->source, node, AB_YAML_SCALAR, "a value"))
		return false;
	if (!node->is_quoted && ab_int_parse(node->text, value))
		return true;
	return ab_yaml_fail(&l->source, node, "a value must be an integer, found '%s'", node->text);
}

static bool is_identifier(const char *text)
{
	if (isdigit((unsigned char)*text) || !*text)
		return false;
	for (; *text; text++)
		if (!isalnum((unsigned char)*text) && *text != '_' && *text != '$' &&
		    (unsigned char)*text < 0x80)
			return false;
	return true;
}

static bool has_identifier(struct ab_loader *l, const struct ab_yaml *node)
{
	return is_identifier(node->text) ||
	       ab_yaml_fail(&l->source, node, "'%s' is not a C name", node->text);
}

/* ---- version nodes ---- */

static bool unknown_node(struct ab_loader *l, const struct ab_yaml *node)
{
	const char **names = AB_NEW_ARRAY(l->arena, const char *, l->whole->n_nodes + 1);
	const char *nearest;

	for (size_t i = 0; i < l->whole->n_nodes; i++)
		names[i] = l->whole->nodes[i]->name;
	nearest = ab_nearest(node->text, names, l->whole->n_nodes);
	return ab_yaml_fail(&l->source, node, "'nodes' has no '%s'%s%s%s", node->text,
			    nearest ? ", did you mean '" : "", nearest ? nearest : "",
			    nearest ? "'?" : "");
}

static bool load_node(struct ab_loader *l, const struct ab_yaml_item *item)
{
	static const char *const keys[] = {"since", "parents", NULL};
	struct ab_node *node = ab_record_add_node(l->record, item->key->text); /* keys are unique */

	node->at.place = ab_yaml_place(item->key);
	return ab_yaml_has_only(&l->source, item->value, "a node", keys) &&
	       ab_yaml_text(&l->source, item->value, "since", &node->since) &&
	       ab_yaml_texts(&l->source, item->value, "parents", false, &node->parents,
			     &node->n_parents);
}

static bool has_known_parents(struct ab_loader *l, const struct ab_yaml *root)
{
	const struct ab_yaml *section = ab_yaml_get(root, "nodes");

	for (size_t i = 0; section && i < section->count; i++) {
		const struct ab_yaml *parents = ab_yaml_get(section->items[i].value, "parents");

		for (size_t j = 0; parents && j < parents->count; j++)
			if (!ab_record_find_node(l->record, parents->items[j].value->text))
				return unknown_node(l, parents->items[j].value);
	}
	return true;
}

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

/* The nodes of a symbol, one or a list; each must be in the record's `nodes`. */
static bool load_symbols(struct ab_loader *l, const struct ab_yaml *map, const char *key,
			 struct ab_symbol **symbols, unsigned *n)
{
	const struct ab_yaml *node = ab_yaml_get(map, key);
	const char *const *names = NULL;

	if (!ab_yaml_texts(&l->source, map, key, true, &names, n))
		return false;
	*symbols = AB_NEW_ARRAY(l->arena, struct ab_symbol, *n);
	for (unsigned i = 0; i < *n; i++) {
		const struct ab_yaml *item =
		    node->kind == AB_YAML_SCALAR ? node : node->items[i].value;

		(*symbols)[i].node = names[i];
		(*symbols)[i].place = ab_yaml_place(item);
		if (strcmp(names[i], AB_UNVERSIONED) != 0 &&
		    !ab_record_find_node(l->whole, names[i]))
			return unknown_node(l, item);
	}
	return true;
}

static bool load_declaration(struct ab_loader *l, const struct ab_yaml *map, const char *what,
			     struct ab_entity *entity)
{
	const bool wants_function = entity->kind == AB_FUNCTION;

	if (!ab_load_type(l, map, what, &entity->type) || !load_linkage(l, map, &entity->linkage) ||
	    !load_attributes(l, map, entity) ||
	    !ab_yaml_text(&l->source, map, "asm", &entity->asm_name) ||
	    !load_symbols(l, map, "symbol", &entity->symbols, &entity->n_symbols) ||
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
	return has_identifier(l, ab_yaml_get(map, "tag"));
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
	static const char *const keys[] = {"value", "since", NULL};
	const struct ab_yaml *node = item->value;

	enumerator->name = item->key->text;
	enumerator->place = ab_yaml_place(item->key);
	if (!has_identifier(l, item->key))
		return false;
	if (node->kind == AB_YAML_SCALAR)
		return load_int(l, node, &enumerator->value);
	return ab_yaml_has_only(&l->source, node, "an enumerator", keys) &&
	       ab_yaml_has(&l->source, node, "an enumerator", "value") &&
	       load_int(l, ab_yaml_get(node, "value"), &enumerator->value) &&
	       ab_yaml_text(&l->source, node, "since", &enumerator->since);
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
	       (!type || load_models(l, type, "'type' of an enum", entity->enum_type)) &&
	       (!enumerators || load_enumerators(l, enumerators, entity)) &&
	       load_sentinel(l, map, entity) && load_guarded(l, map, entity);
}

/* ---- macros and loose enumerators ---- */

static bool load_loose(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	entity->value.kind = AB_VALUE_INTEGER;
	return ab_yaml_has(&l->source, map, "an enumerator", "value") &&
	       ab_yaml_flag(&l->source, map, "sentinel", &entity->is_sentinel) &&
	       load_int(l, ab_yaml_get(map, "value"), &entity->value.integer);
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
	    [AB_ENUMERATOR] = {"since", "header", "value", "sentinel"},
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

	if (!is_identifier(tag ? tag : key->text)) {
		ab_yaml_fail(&l->source, key, "'%s' is not a C name", key->text);
		return NULL;
	}
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

static bool load_entities(struct ab_loader *l, const struct ab_yaml *section, enum ab_kind kind)
{
	const char *what = with_article(l, ab_kind_word(kind));

	if (!ab_yaml_is(&l->source, section, AB_YAML_MAPPING,
			ab_printf(l->arena, "'%s'", ab_kind_section(kind))))
		return false;
	for (size_t i = 0; i < section->count; i++) {
		const struct ab_yaml *map = section->items[i].value;
		struct ab_entity *entity = add_entity(l, section->items[i].key, kind);

		if (!entity || !has_known_keys(l, map, what, kind) ||
		    !ab_yaml_text(&l->source, map, "since", &entity->since) ||
		    !ab_yaml_has(&l->source, map, what, "header") ||
		    !ab_yaml_text(&l->source, map, "header", &entity->header) ||
		    !load_of_kind(l, map, what, entity))
			return false;
	}
	return true;
}

static bool load_data_models(struct ab_loader *l, const struct ab_yaml *root)
{
	const char *const *names = NULL;
	unsigned n = 0;

	if (!ab_yaml_texts(&l->source, root, "data-models", false, &names, &n))
		return false;
	for (unsigned i = 0; i < n; i++) {
		const struct ab_yaml *item = ab_yaml_get(root, "data-models")->items[i].value;

		if (ab_record_find_model(l->record, names[i]) >= 0)
			return ab_yaml_fail(&l->source, item, "repeated data model '%s'", names[i]);
		if (ab_record_model(l->record, names[i]) < 0)
			return ab_yaml_fail(&l->source, item, "more than %d data models",
					    AB_MODELS_MAX);
	}
	return true;
}

static bool load_condition(struct ab_loader *l, const struct ab_yaml_item *item)
{
	static const char *const words[] = {"undefined", "defined", NULL};
	struct ab_record *record = l->record;
	struct ab_condition *condition;
	const char *word;

	if (!has_identifier(l, item->key) ||
	    !ab_yaml_scalar(&l->source, item->value, "a condition", &word))
		return false;
	record->conditions = AB_GROW(l->arena, record->conditions, record->n_conditions,
				     &record->conditions_capacity);
	condition = &record->conditions[record->n_conditions++];
	condition->macro = item->key->text;
	condition->is_defined = strcmp(word, words[1]) == 0;
	return condition->is_defined || strcmp(word, words[0]) == 0 ||
	       ab_yaml_unknown(&l->source, item->value, "condition", NULL, words);
}

static bool load_external(struct ab_loader *l, const struct ab_yaml_item *item)
{
	struct ab_external *external = ab_record_external(l->record, item->key->text);

	return load_models(l, item->value, "an external type", external->stands_for);
}

static bool load_listed(struct ab_loader *l, const struct ab_yaml_item *item)
{
	static const char *const keys[] = {"since", "node", NULL};
	struct ab_listed *listed = ab_record_add_listed(l->record, item->key->text);

	return ab_yaml_has_only(&l->source, item->value, "a symbol", keys) &&
	       ab_yaml_has(&l->source, item->value, "a symbol", "node") &&
	       ab_yaml_text(&l->source, item->value, "since", &listed->since) &&
	       load_symbols(l, item->value, "node", &listed->symbols, &listed->n_symbols);
}

static bool load_each(struct ab_loader *l, const struct ab_yaml *root, const char *key,
		      bool (*load)(struct ab_loader *l, const struct ab_yaml_item *item))
{
	const struct ab_yaml *section = ab_yaml_get(root, key);

	if (!section)
		return true;
	if (!ab_yaml_is(&l->source, section, AB_YAML_MAPPING, ab_printf(l->arena, "'%s'", key)))
		return false;
	for (size_t i = 0; i < section->count; i++)
		if (!load(l, &section->items[i]))
			return false;
	return true;
}

/* ---- the whole ---- */

static bool load_library(struct ab_loader *l, const struct ab_yaml *root)
{
	const struct ab_yaml *node = ab_yaml_get(root, "library");

	if (node)
		l->record->library_place = AB_PLACE(node->line, node->column);
	return ab_yaml_text(&l->source, root, "library", &l->record->library);
}

static bool load_language(struct ab_loader *l, const struct ab_yaml *root)
{
	const char **language = &l->record->language;

	if (!ab_yaml_text(&l->source, root, "language", language))
		return false;
	if (*language && !ab_language_named(*language))
		return ab_yaml_unknown(&l->source, ab_yaml_get(root, "language"), "language", NULL,
				       ab_language_names());
	if (*language && ab_language_named(*language) == ab_language_usual(false))
		*language = NULL;
	return true;
}

static bool declares_bool(const struct ab_yaml *root)
{
	static const char *const sections[] = {"externals", "structs", "unions", "enums",
					       "typedefs"};

	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		const struct ab_yaml *section = ab_yaml_get(root, sections[i]);

		if (section && section->kind == AB_YAML_MAPPING && ab_yaml_get(section, "bool"))
			return true;
	}
	return false;
}

/* The entities, by kind, in a mapping that may have other keys. */
static bool load_sections(struct ab_loader *l, const struct ab_yaml *map)
{
	for (int kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_yaml *section =
		    ab_yaml_get(map, ab_kind_section((enum ab_kind)kind));

		if (section && !load_entities(l, section, (enum ab_kind)kind))
			return false;
	}
	return true;
}

/* What was promised otherwise before one release. */
/* Releases up to the record's own, each once. */
static bool has_release_before(struct ab_loader *l, const struct ab_yaml *key)
{
	const struct ab_record *const record = l->record;

	if (!ab_release_is(key->text))
		return ab_yaml_fail(&l->source, key, "'%s' is not a release (expected e.g. 1.2.0)",
				    key->text);
	if (record->release && ab_release_compare(key->text, record->release) > 0)
		return ab_yaml_fail(&l->source, key, "'%s' is later than the record's release %s",
				    key->text, record->release);
	for (size_t i = 0; i < record->n_before; i++)
		if (ab_release_compare(record->before[i].release, key->text) == 0)
			return ab_yaml_fail(&l->source, key, "'%s' is the same release as '%s'",
					    key->text, record->before[i].release);
	return true;
}

static bool load_before(struct ab_loader *l, const struct ab_yaml_item *item)
{
	const char *keys[AB_KINDS + 1] = {NULL};
	struct ab_loader earlier = *l;

	if (!has_release_before(l, item->key))
		return false;
	for (int kind = 0; kind < AB_KINDS; kind++)
		keys[kind] = ab_kind_section((enum ab_kind)kind);
	earlier.record = ab_record_before(l->record, item->key->text);
	return ab_yaml_has_only(&l->source, item->value, "what was promised before a release",
				keys) &&
	       load_sections(&earlier, item->value) && ab_record_is_consistent(&earlier);
}

static bool load_root(struct ab_loader *l, const struct ab_yaml *root)
{
	const char *keys[N_TABLES + AB_KINDS + 1] = {
	    "abiding-record", "library",   "release", "data-models", "conditions",
	    "headers",	      "externals", "nodes",   "symbols",     "protocols",
	    "language",	      "waived",	   "before"};

	for (int kind = 0; kind < AB_KINDS; kind++)
		keys[N_TABLES + kind] = ab_kind_section((enum ab_kind)kind);
	if (!ab_yaml_has_format(&l->source, root, "a record", "abiding-record", FORMAT_VERSION) ||
	    !ab_yaml_has_only(&l->source, root, "a record", keys) || !load_library(l, root) ||
	    !ab_yaml_text(&l->source, root, "release", &l->record->release) ||
	    !load_language(l, root) || !load_data_models(l, root) ||
	    !load_each(l, root, "conditions", load_condition) ||
	    !load_each(l, root, "headers", ab_load_header) || !ab_load_has_bringers(l, root) ||
	    !load_each(l, root, "externals", load_external) ||
	    !load_each(l, root, "nodes", load_node) || !has_known_parents(l, root) ||
	    !load_each(l, root, "symbols", load_listed))
		return false;
	l->record->knows_uses = strcmp(ab_yaml_get(root, "abiding-record")->text, "1") != 0;
	l->is_own_bool = declares_bool(root);
	return load_sections(l, root) && load_each(l, root, "protocols", ab_load_protocol) &&
	       load_each(l, root, "waived", ab_load_passed) &&
	       load_each(l, root, "before", load_before);
}

/* A record is written whole, and its last line has an end. */
static bool is_cut_off(const struct ab_loader *l, const char *text, size_t length)
{
	unsigned line = 1, column = 1;

	if (!length || text[length - 1] == '\n')
		return false;
	for (size_t i = 0; i < length; i++) {
		line += text[i] == '\n';
		column = text[i] == '\n' ? 1 : column + 1;
	}
	ab_error_set(l->source.error, l->arena, l->source.file, line, column,
		     "the record ends in the midst of a line: it has been cut off");
	return true;
}

bool ab_record_parse(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_record **record, struct ab_error *error)
{
	struct ab_loader l = {
	    .source = {arena, ab_strdup(arena, path), error},
	    .arena = arena,
	    .record = ab_record_new(arena),
	};
	struct ab_yaml *root;

	l.whole = l.record;
	l.record->file = l.source.file;
	if (!ab_yaml_parse(&l.source, text, length, &root) || !load_root(&l, root) ||
	    is_cut_off(&l, text, length) || !ab_record_is_consistent(&l))
		return false;
	*record = l.record;
	return true;
}

bool ab_record_load(struct ab_arena *arena, const char *path, struct ab_record **record,
		    struct ab_error *error)
{
	size_t length;
	char *text;

	return ab_file_read(arena, path, &text, &length, error) &&
	       ab_record_parse(arena, path, text, length, record, error);
}
