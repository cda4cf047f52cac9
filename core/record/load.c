/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load.c - a record from its YAML; the layout is told in print.c.
 *
 * Each function returns false with an error at the word that is wrong.
 */
#include <string.h>

#include "abiding/file.h"
#include "abiding/language.h"
#include "abiding/release.h"
#include "protocol-text.h"
#include "passed.h"

enum { FORMAT_VERSION = 2, N_TABLES = 13 /* keys of a record that are no kinds */ };

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

	if (!ab_load_is_name(l, item->key, item->key->text) ||
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

	return ab_load_models(l, item->value, "an external type", external->stands_for);
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

		if (section && !ab_load_entities(l, section, (enum ab_kind)kind))
			return false;
	}
	return true;
}

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

/* What was promised otherwise before one release. */
static bool load_before(struct ab_loader *l, const struct ab_yaml_item *item)
{
	const char *keys[AB_KINDS + 2] = {NULL};
	struct ab_loader earlier = *l;

	if (!has_release_before(l, item->key))
		return false;
	for (int kind = 0; kind < AB_KINDS; kind++)
		keys[kind] = ab_kind_section((enum ab_kind)kind);
	keys[AB_KINDS] = "headers";
	earlier.record = ab_record_before(l->record, item->key->text);
	return ab_yaml_has_only(&l->source, item->value, "what was promised before a release",
				keys) &&
	       load_each(&earlier, item->value, "headers", ab_load_header) &&
	       ab_load_has_bringers(&earlier, item->value, l->record) &&
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
	    !ab_yaml_release(&l->source, root, "release", &l->record->release) ||
	    !load_language(l, root) || !load_data_models(l, root) ||
	    !load_each(l, root, "conditions", load_condition) ||
	    !load_each(l, root, "headers", ab_load_header) ||
	    !ab_load_has_bringers(l, root, l->record) ||
	    !load_each(l, root, "externals", load_external) ||
	    !load_each(l, root, "nodes", ab_load_node) || !ab_load_has_known_parents(l, root) ||
	    !load_each(l, root, "symbols", ab_load_listed))
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
