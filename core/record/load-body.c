/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load-body.c - declarations in a record, and the members of unnamed
 * structs and unions that stand beside them.
 */
#include <stdlib.h>
#include <string.h>

#include "load.h"

static bool load_decl(struct ab_loader *l, const struct ab_yaml *map, const char *what,
		      const char *key, struct ab_decl *decl)
{
	const struct ab_yaml *node;
	struct ab_error inner;
	unsigned column;
	const char *text;

	if (!ab_yaml_has(&l->source, map, what, key))
		return false;
	node = ab_yaml_get(map, key);
	if (!ab_yaml_scalar(&l->source, node, ab_printf(l->arena, "'%s'", key), &text))
		return false;
	if ((l->is_own_bool ? ab_decl_parse_own_bool : ab_decl_parse)(l->arena, text, decl, &inner))
		return true;
	column =
	    node->text_column && inner.column ? node->text_column + inner.column - 1 : node->column;
	return ab_error_set(l->source.error, l->arena, l->source.file, node->line, column, "%s",
			    inner.message);
}

struct nodes {
	struct ab_arena *arena;
	struct ab_type **items;
	size_t count, capacity;
};

static void collect_node(struct ab_type *node, void *context)
{
	struct nodes *nodes = context;

	nodes->items = AB_GROW(nodes->arena, nodes->items, nodes->count, &nodes->capacity);
	nodes->items[nodes->count++] = node;
}

bool ab_load_has_no_key(struct ab_loader *l, const struct ab_yaml *map, const char *const *keys,
			const char *why)
{
	for (; *keys; keys++)
		if (ab_yaml_get(map, *keys))
			return ab_yaml_fail(&l->source, ab_yaml_get(map, *keys), "'%s' %s", *keys,
					    why);
	return true;
}

static bool load_list_of_bodies(struct ab_loader *l, const struct ab_yaml *map, const char *what,
				const struct nodes *nodes)
{
	static const char *const keys[] = {"packed", "size", "align", "fields", NULL};
	const struct ab_yaml *list;

	if (!ab_yaml_has(&l->source, map, what, "bodies") ||
	    !ab_load_has_no_key(l, map, keys, "stands in each of 'bodies' where there are several"))
		return false;
	list = ab_yaml_get(map, "bodies");
	if (!ab_yaml_is(&l->source, list, AB_YAML_SEQUENCE, "'bodies'"))
		return false;
	if (list->count != nodes->count)
		return ab_yaml_fail(&l->source, list, "'bodies' must have %zu items, found %zu",
				    nodes->count, list->count);
	for (size_t i = 0; i < list->count; i++) {
		const struct ab_yaml *item = list->items[i].value;
		struct ab_type *node = nodes->items[i];

		if (!ab_yaml_has_only(&l->source, item, "an item of 'bodies'", keys) ||
		    !ab_load_body(l, item, "an item of 'bodies'", node->kind == AB_TYPE_UNION,
				  &node->body))
			return false;
	}
	return true;
}

/* The members of the unnamed structs and unions in a type, from the keys beside it. */
static bool load_bodies(struct ab_loader *l, const struct ab_yaml *map, const char *what,
			const struct ab_type *type)
{
	static const char *const all[] = {AB_BODY_KEYS, NULL};
	static const char *const several[] = {"bodies", NULL};
	struct nodes nodes = {.arena = l->arena};

	ab_type_each_body(type, collect_node, &nodes);
	if (nodes.count == 0)
		return ab_load_has_no_key(l, map, all,
					  "is only for a type with an unnamed struct or union");
	if (nodes.count > 1)
		return load_list_of_bodies(l, map, what, &nodes);
	return ab_load_has_no_key(l, map, several,
				  "is for several unnamed structs or unions, here is one") &&
	       ab_load_body(l, map, what, nodes.items[0]->kind == AB_TYPE_UNION,
			    &nodes.items[0]->body);
}

static bool is_unnamed_member(const struct ab_field *field)
{
	return !field->name && field->type->body;
}

/* Unnamed too, where it has a type of its own elsewhere (-fms-extensions). */
static bool may_be_unnamed(const struct ab_field *field)
{
	return is_unnamed_member(field) || field->type->kind == AB_TYPE_STRUCT ||
	       field->type->kind == AB_TYPE_UNION || field->type->kind == AB_TYPE_TYPEDEF;
}

bool ab_load_unavailable(struct ab_loader *l, const struct ab_yaml *map, bool *is_unavailable)
{
	const char *const *attributes = NULL;
	unsigned n = 0;

	if (!ab_yaml_texts(&l->source, map, "attributes", false, &attributes, &n))
		return false;
	for (unsigned i = 0; i < n; i++)
		if (strcmp(attributes[i], "unavailable") != 0)
			return ab_yaml_fail(&l->source, ab_yaml_get(map, "attributes"),
					    "the only attribute of a member is 'unavailable', "
					    "found '%s'",
					    attributes[i]);
	*is_unavailable = n > 0;
	return true;
}

static bool load_field(struct ab_loader *l, const struct ab_yaml *node, struct ab_field *field)
{
	static const char *const keys[] = {"decl",	 "bit-offset", "since",
					   "attributes", AB_BODY_KEYS, NULL};
	struct ab_decl decl;

	if (!ab_yaml_has_only(&l->source, node, "a field", keys) ||
	    !load_decl(l, node, "a field", "decl", &decl))
		return false;
	field->place = ab_yaml_place(node);
	field->name = decl.name;
	field->type = decl.type;
	field->bit_width = decl.bit_width;
	if (!ab_load_numbers(l, node, "bit-offset", &field->bit_offset) ||
	    !ab_yaml_release(&l->source, node, "since", &field->since) ||
	    !ab_load_unavailable(l, node, &field->is_unavailable) ||
	    !load_bodies(l, node, "a field", field->type))
		return false;
	if (field->name || may_be_unnamed(field) || field->bit_width >= 0)
		return true;
	return ab_yaml_fail(&l->source, ab_yaml_get(node, "decl"), "a field needs a name");
}

struct names {
	struct ab_arena *arena;
	const struct ab_field **items;
	size_t count, capacity;
};

/* The names of a struct's scope: those of its unnamed members are its own (C17 6.7.2.1p13). */
static void collect_names(struct names *names, const struct ab_aggregate *body)
{
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *field = &body->fields[i];

		if (is_unnamed_member(field))
			collect_names(names, field->type->body);
		if (!field->name)
			continue;
		names->items = AB_GROW(names->arena, names->items, names->count, &names->capacity);
		names->items[names->count++] = field;
	}
}

static int name_order(const void *a, const void *b)
{
	const struct ab_field *const *x = a, *const *y = b;
	const int order = strcmp((*x)->name, (*y)->name);

	return order ? order : ((*x)->place > (*y)->place) - ((*x)->place < (*y)->place);
}

static bool has_unique_names(struct ab_loader *l, const struct ab_aggregate *body)
{
	struct names names = {.arena = l->arena};

	collect_names(&names, body);
	if (names.count)
		qsort(names.items, names.count, sizeof *names.items, name_order);
	for (size_t i = 1; i < names.count; i++) {
		const struct ab_field *first = names.items[i - 1], *again = names.items[i];

		if (strcmp(first->name, again->name) == 0)
			return ab_error_set(
			    l->source.error, l->arena, l->source.file, ab_place_line(again->place),
			    ab_place_column(again->place), "repeated field '%s', first on line %u",
			    again->name, ab_place_line(first->place));
	}
	return true;
}

bool ab_load_body(struct ab_loader *l, const struct ab_yaml *map, const char *what, bool is_union,
		  struct ab_aggregate **result)
{
	struct ab_aggregate *body = AB_NEW(l->arena, struct ab_aggregate);
	const struct ab_yaml *fields;

	body->is_union = is_union;
	if (!ab_yaml_has(&l->source, map, what, "fields"))
		return false;
	fields = ab_yaml_get(map, "fields");
	if (!ab_yaml_flag(&l->source, map, "packed", &body->is_packed) ||
	    !ab_load_numbers(l, map, "size", &body->size_bytes) ||
	    !ab_load_numbers(l, map, "align", &body->align_bytes) ||
	    !ab_yaml_is(&l->source, fields, AB_YAML_SEQUENCE, "'fields'"))
		return false;
	body->fields = AB_NEW_ARRAY(l->arena, struct ab_field, fields->count);
	body->n_fields = (unsigned)fields->count;
	for (size_t i = 0; i < fields->count; i++)
		if (!load_field(l, fields->items[i].value, &body->fields[i]))
			return false;
	*result = body;
	return has_unique_names(l, body);
}

bool ab_load_type_under(struct ab_loader *l, const struct ab_yaml *map, const char *what,
			const char *key, const struct ab_type **type)
{
	struct ab_decl decl;

	if (!load_decl(l, map, what, key, &decl))
		return false;
	if (decl.name || decl.bit_width >= 0)
		return ab_yaml_fail(&l->source, ab_yaml_get(map, key),
				    "'%s' must be a type without a name or width, found '%s'", key,
				    ab_yaml_get(map, key)->text);
	*type = decl.type;
	return load_bodies(l, map, what, decl.type);
}

bool ab_load_type(struct ab_loader *l, const struct ab_yaml *map, const char *what,
		  const struct ab_type **type)
{
	return ab_load_type_under(l, map, what, "type", type);
}
