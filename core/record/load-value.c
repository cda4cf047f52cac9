/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load-value.c - small values: names, integers, numbers and texts per data model. */
#include "load.h"

#include <ctype.h>
#include <string.h>

bool ab_load_model(struct ab_loader *l, const struct ab_yaml *node, int *model)
{
	const char *known[AB_MODELS_MAX + 1] = {NULL};

	*model = ab_record_find_model(l->record, node->text);
	if (*model >= 0)
		return true;
	memcpy(known, l->record->models, l->record->n_models * sizeof *known);
	return ab_yaml_unknown(&l->source, node, "data model", NULL, known);
}

bool ab_load_numbers(struct ab_loader *l, const struct ab_yaml *map, const char *key,
		     struct ab_per_model *numbers)
{
	const struct ab_yaml *node = ab_yaml_get(map, key);
	const char *what = ab_printf(l->arena, "'%s'", key);

	if (!node)
		return true;
	if (!ab_yaml_is(&l->source, node, AB_YAML_MAPPING, what))
		return false;
	for (size_t i = 0; i < node->count; i++) {
		int model;

		if (!ab_load_model(l, node->items[i].key, &model) ||
		    !ab_yaml_number(&l->source, node->items[i].value, what, &numbers->value[model]))
			return false;
		numbers->known |= UINT32_C(1) << model;
	}
	return true;
}

bool ab_load_models(struct ab_loader *l, const struct ab_yaml *node, const char *what,
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

bool ab_load_is_name(struct ab_loader *l, const struct ab_yaml *node, const char *name)
{
	return is_identifier(name) ||
	       ab_yaml_fail(&l->source, node, "'%s' is not a C name", node->text);
}

bool ab_load_int(struct ab_loader *l, const struct ab_yaml *node, struct ab_int *value)
{
	if (!ab_yaml_is(&l->source, node, AB_YAML_SCALAR, "a value"))
		return false;
	if (!node->is_quoted && ab_int_parse(node->text, value))
		return true;
	return ab_yaml_fail(&l->source, node, "a value must be an integer, found '%s'", node->text);
}
