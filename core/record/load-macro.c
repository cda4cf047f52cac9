/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load-macro.c - constants in a record.  A value, its type or both may
 * be kept per data model:
 *
 *   value: {lp64: 8, ilp32-i386: 4}, type: size_t
 *   value: 4294967296, type: {lp64: long, ilp32-i386: long long}
 */
#include <ctype.h>
#include <string.h>

#include "load.h"

/* Decimal, with a point or exponent or both, or one of inf and nan. */
static bool is_float(const char *text)
{
	size_t digits, more = 0;

	text += *text == '-';
	if (strcmp(text, "inf") == 0 || strcmp(text, "nan") == 0)
		return true;
	digits = strspn(text, "0123456789");
	text += digits;
	if (*text == '.')
		text += 1 + (more = strspn(text + 1, "0123456789"));
	if (digits + more == 0)
		return false;
	if (*text == 'e' || *text == 'E') {
		text += 1 + (text[1] == '-' || text[1] == '+');
		if (!isdigit((unsigned char)*text))
			return false;
		text += strspn(text, "0123456789");
	}
	return !*text;
}

static bool is_string_literal(const char *text)
{
	const char *quote = strchr(text, '"');
	const size_t prefix = quote ? (size_t)(quote - text) : 0;

	return quote && quote[1] && quote[strlen(quote) - 1] == '"' &&
	       (prefix == 0 || (prefix == 1 && strchr("LuU", text[0])) ||
		(prefix == 2 && strncmp(text, "u8", 2) == 0));
}

static bool is_floating(const struct ab_type *type)
{
	static const char *const parts[] = {"float", "double", "_Float", "fp16", "bf16", "ibm128"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (type->kind == AB_TYPE_BASIC && strstr(type->name, parts[i]))
			return true;
	return false;
}

/* In memory a whole floating number has no ".0". */
static const char *float_text(struct ab_loader *l, const char *text)
{
	const size_t n = strspn(text, "-0123456789");

	return strcmp(text + n, ".0") == 0 ? ab_strndup(l->arena, text, n) : text;
}

static bool load_string(struct ab_loader *l, const struct ab_yaml *node, struct ab_value *value)
{
	if (!is_string_literal(node->text))
		return ab_yaml_fail(&l->source, node,
				    "a quoted value must be a C string with its quotes, as in "
				    "'\"text\"', found '%s'",
				    node->text);
	value->kind = AB_VALUE_STRING;
	value->text = node->text;
	return true;
}

/* key: what its type stands under, a data model where the types are kept so. */
static bool load_value(struct ab_loader *l, const struct ab_yaml *types, const char *key,
		       const struct ab_yaml *node, struct ab_value *value)
{
	static const char *const no_keys[] = {"type", NULL};

	if (!ab_yaml_is(&l->source, node, AB_YAML_SCALAR, "a value"))
		return false;
	if (node->is_quoted)
		return load_string(l, node, value) &&
		       ab_load_has_no_key(l, types, no_keys, "is not for strings");
	if (!ab_load_type_under(l, types, "a macro with a number", key, &value->type))
		return false;
	if (!is_floating(value->type) && ab_int_parse(node->text, &value->integer)) {
		value->kind = AB_VALUE_INTEGER;
		return true;
	}
	if (!is_floating(value->type) && !node->text[strspn(node->text, "-0123456789")] &&
	    is_float(node->text))
		return ab_yaml_fail(&l->source, node,
				    "a value of an integer type must fit into 64 bits, found %s",
				    node->text);
	value->kind = AB_VALUE_FLOAT;
	value->text = float_text(l, node->text);
	return is_float(node->text) ||
	       ab_yaml_fail(&l->source, node,
			    "a value must be a number or a quoted C string, found '%s'",
			    node->text);
}

static bool is_mapping(const struct ab_yaml *node)
{
	return node && node->kind == AB_YAML_MAPPING;
}

static bool load_values(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	const struct ab_yaml *value = ab_yaml_get(map, "value"), *type = ab_yaml_get(map, "type");
	const struct ab_yaml *models = is_mapping(value) ? value : type;
	struct ab_value *values = AB_NEW_ARRAY(l->arena, struct ab_value, AB_MODELS_MAX);

	if (!models->count ||
	    (is_mapping(value) && is_mapping(type) && type->count != value->count))
		return ab_yaml_fail(&l->source, models->count ? type : models,
				    "one for each data model is expected, found %zu",
				    models->count ? type->count : models->count);
	for (size_t i = 0; i < models->count; i++) {
		const struct ab_yaml *key = models->items[i].key;
		struct ab_value *loaded;
		int model;

		if (!ab_load_model(l, key, &model))
			return false;
		loaded = &values[model];
		if (!load_value(l, is_mapping(type) ? type : map,
				is_mapping(type) ? key->text : "type",
				is_mapping(value) ? value->items[i].value : value, loaded))
			return false;
		loaded->is_model_dependent = is_mapping(value);
		loaded->is_type_model_dependent = is_mapping(type);
		if (!i)
			entity->value = *loaded;
	}
	entity->values = values;
	return true;
}

/* What is said of a value that cannot be used as most can: the keys text and if. */
static bool load_uses(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	const struct ab_yaml *text = ab_yaml_get(map, "text"), *in_if = ab_yaml_get(map, "if");

	if (in_if && (in_if->kind != AB_YAML_SCALAR || strcmp(in_if->text, "false") != 0))
		return ab_yaml_fail(&l->source, in_if, "'if' can only be 'false'");
	entity->is_not_in_if = in_if != NULL;
	entity->value.bare = text ? text->text : NULL;
	for (unsigned i = 0; entity->values && i < AB_MODELS_MAX; i++)
		entity->values[i].bare = entity->value.bare;
	return true;
}

bool ab_load_macro(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	static const char *const keys[] = {"type", "if", NULL};
	const struct ab_yaml *value = ab_yaml_get(map, "value"), *text = ab_yaml_get(map, "text");

	if (!value && !text)
		return ab_yaml_has(&l->source, map, "a macro", "value");
	if (text && !ab_yaml_is(&l->source, text, AB_YAML_SCALAR, "'text'"))
		return false;
	if (!value) {
		entity->text = text->text;
		return ab_load_has_no_key(l, map, keys, "is only for a macro with 'value'");
	}
	if (is_mapping(value) || is_mapping(ab_yaml_get(map, "type"))
		? !load_values(l, map, entity)
		: !load_value(l, map, "type", value, &entity->value))
		return false;
	return load_uses(l, map, entity);
}

bool ab_load_constant(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity)
{
	const struct ab_yaml *value = ab_yaml_get(map, "value");

	if (!value)
		return true;
	if (is_mapping(value))
		return load_values(l, map, entity);
	if (value->kind == AB_YAML_SCALAR && value->is_quoted)
		return load_string(l, value, &entity->value);
	return load_value(l, map, "type", value, &entity->value);
}
