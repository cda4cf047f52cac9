/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load-header.c - the headers of a record, and which bring which (load.h). */
#include "load.h"

#include <string.h>

/* A key with only one word that it can have. */
static bool load_word(struct ab_loader *l, const struct ab_yaml *map, const char *key,
		      const char *only, bool *is_said)
{
	const char *const words[] = {only, NULL};
	const struct ab_yaml *node = ab_yaml_get(map, key);
	const char *word;

	if (!node)
		return true;
	if (!ab_yaml_scalar(&l->source, node, key, &word))
		return false;
	*is_said = strcmp(word, only) == 0;
	return *is_said || ab_yaml_unknown(&l->source, node, "word", key, words);
}

/* "foo@V1" or "foo@@V1" */
static bool is_version(const char *text)
{
	const char *at = strchr(text, '@');

	return at && at != text && at[1 + (at[1] == '@')] && !strchr(at + 1 + (at[1] == '@'), '@');
}

/* The default version of a symbol is one; which another one before it is, or NULL. */
static const char *other_default(const struct ab_header *header, unsigned i)
{
	const char *const at = strstr(header->versions[i], "@@");
	const size_t length = at ? (size_t)(at + 2 - header->versions[i]) : 0;

	for (unsigned j = 0; at && j < i; j++)
		if (strncmp(header->versions[i], header->versions[j], length) == 0)
			return header->versions[j];
	return NULL;
}

static bool has_one_default(struct ab_loader *l, const struct ab_yaml *map,
			    const struct ab_header *header)
{
	for (unsigned i = 0; i < header->n_versions; i++)
		if (other_default(header, i))
			return ab_yaml_fail(&l->source, ab_yaml_get(map, "versions"),
					    "a symbol has one default version, found '%s' and '%s'",
					    other_default(header, i), header->versions[i]);
	return true;
}

static bool has_valid_versions(struct ab_loader *l, const struct ab_yaml *map,
			       const struct ab_header *header)
{
	for (unsigned i = 0; i < header->n_versions; i++)
		if (!is_version(header->versions[i]))
			return ab_yaml_fail(&l->source, ab_yaml_get(map, "versions"),
					    "'%s' is not a symbol with a version, such as foo@V1 "
					    "or foo@@V2",
					    header->versions[i]);
	return true;
}

bool ab_load_header(struct ab_loader *l, const struct ab_yaml_item *item)
{
	static const char *const keys[] = {"since",  "entry", "after",	  "alone",
					   "brings", "by",    "versions", NULL};
	struct ab_header *header = ab_record_header(l->record, item->key->text);

	return ab_yaml_has_only(&l->source, item->value, "a header", keys) &&
	       ab_yaml_release(&l->source, item->value, "since", &header->since) &&
	       ab_yaml_flag(&l->source, item->value, "entry", &header->is_entry) &&
	       ab_yaml_texts(&l->source, item->value, "after", true, &header->after,
			     &header->n_after) &&
	       load_word(l, item->value, "alone", "partly", &header->is_partial) &&
	       load_word(l, item->value, "brings", "rest", &header->brings_rest) &&
	       ab_yaml_texts(&l->source, item->value, "by", true, &header->by, &header->n_by) &&
	       ab_yaml_texts(&l->source, item->value, "versions", true, &header->versions,
			     &header->n_versions) &&
	       has_valid_versions(l, item->value, header) &&
	       has_one_default(l, item->value, header);
}

static bool is_entry(const struct ab_record *record, const char *name)
{
	const struct ab_header *const header = ab_record_find_header(record, name);

	return header && header->is_entry;
}

bool ab_load_has_bringers(struct ab_loader *l, const struct ab_yaml *root,
			  const struct ab_record *whole)
{
	const struct ab_yaml *section = ab_yaml_get(root, "headers");

	for (size_t i = 0; section && i < section->count; i++) {
		const struct ab_yaml *by = ab_yaml_get(section->items[i].value, "by");

		for (size_t j = 0; by && j < (by->kind == AB_YAML_SCALAR ? 1 : by->count); j++) {
			const struct ab_yaml *one =
			    by->kind == AB_YAML_SCALAR ? by : by->items[j].value;

			if (!is_entry(l->record, one->text) && !is_entry(whole, one->text))
				return ab_yaml_fail(&l->source, one,
						    "'%s' is not an entry header of this record",
						    one->text);
		}
	}
	return true;
}
