/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * print.c - a record as YAML.
 *
 * The layout, which load.c reads back.  What has nothing to say is left
 * out: a section without entities, a `since` that is that of the whole.
 *
 *   abiding-record: 2
 *   library: libvirt
 *   release: 9.0.0
 *   language: gnu11                                 # gnu17: left out
 *   data-models: [lp64]
 *   conditions: {VIR_ENUM_SENTINELS: defined}       # or undefined
 *   headers:
 *     libvirt/libvirt.h: {since: 9.0.0, entry: true}
 *   externals:
 *     size_t: {lp64: unsigned long}
 *   nodes:                                          # of the version script
 *     NODE_1: {since: 0.0.3}
 *     NODE_2: {since: 0.0.5, parents: [NODE_1]}
 *   symbols:                                        # exported, in no public header
 *     NAME: {since: 0.0.3, node: NODE_1}
 *   functions:
 *     NAME: {since: 0.0.1, header: a.h, type: void (int code), linkage: static inline,
 *            attributes: [noreturn], asm: foo64, symbol: NODE_1}
 *     TWICE: {.., symbol: [NODE_1, NODE_2]}         # or (unversioned)
 *   variables:
 *     NAME: {since: .., header: .., type: 'const char *const [3]', linkage, asm, symbol,
 *            object-size: {lp64: 24}}               # bytes
 *     OPEN: {since: .., header: .., type: 'const char []', library-size: {lp64: 24}}
 *     CONSTANT: {since: .., header: .., type: const int, linkage: static, value: {lp64: 4}}
 *   structs:                                        # unions likewise
 *     OPAQUE: {since: .., header: .., tag: _OPAQUE}
 *     struct foo:                                   # named by its tag only
 *       since: ..
 *       header: ..
 *       tag: _NAME
 *       attributes: [transparent_union]
 *       packed: true
 *       size: {lp64: 40}                            # bytes
 *       align: {lp64: 8}                            # bytes
 *       fields:
 *       - {decl: 'unsigned int kind : 3', bit-offset: {lp64: 8}, since: 1.0.0}
 *       - decl: union {} value                      # with the body's keys, offsets
 *         bit-offset: {lp64: 704}                   # from its own start
 *         size: {lp64: 8}
 *         align: {lp64: 8}
 *         fields:
 *         - {decl: int i, bit-offset: {lp64: 0}}
 *   enums:                                          # `enum foo` and opaque ones likewise
 *     NAME:
 *       since: ..
 *       header: ..
 *       tag: _NAME
 *       type: {lp64: unsigned int}
 *       sentinel: NAME_LAST
 *       enumerators:
 *         NAME_A: 0
 *         NAME_B: {value: 7, since: 0.9.11}
 *   enumerators:                                    # of enums that have no name
 *     FOO: {since: .., header: .., value: 4}
 *     FOO_LAST: {since: .., header: .., value: 5, sentinel: true}
 *   typedefs:
 *     NAME: {since: .., header: .., type: 'void (*)(int reason)'}
 *   macros:
 *     NUMBER: {since: .., header: .., value: 16, type: int}
 *     PER_MODEL: {since: .., header: .., value: {lp64: 8, ilp32-i386: 4}, type: size_t}
 *     TYPE_PER_MODEL: {since: .., header: .., value: 4294967296,
 *       type: {lp64: long, ilp32-i386: long long}}
 *     RATIO: {since: .., header: .., value: 2.0, type: double}
 *     TEXT: {since: .., header: .., value: '"uuid"'}     # a C literal
 *     NO_VALUE: {since: .., header: .., text: other_name}
 *   function-macros:
 *     NAME: {since: .., header: .., params: [x], body: '((x) + 1)'}
 *
 *   protocols:                                      # see protocol/print.c
 *   waived:                                         # see passed.c
 *
 * A declaration with one unnamed struct or union, be it of a field, variable,
 * function or typedef, has the keys of that body (packed, size, align, fields)
 * as its own; with several it has `bodies`, a list of such mappings in the
 * order of the braces.
 */
#include <string.h>

#include "abiding/file.h"
#include "abiding/record.h"
#include "protocol-text.h"
#include "before.h"
#include "passed.h"

struct printer {
	struct ab_arena *arena;
	const struct ab_record *record;
};

/* ---- small values ---- */

static struct ab_yaml *mapping(struct printer *p, bool is_flow)
{
	return ab_yaml_new(p->arena, AB_YAML_MAPPING, is_flow);
}

static void put(struct printer *p, struct ab_yaml *map, const char *key, const char *text)
{
	if (text)
		ab_yaml_add(p->arena, map, key, ab_yaml_new_text(p->arena, text, false));
}

static void put_list(struct printer *p, struct ab_yaml *map, const char *key,
		     const char *const *texts, unsigned n)
{
	struct ab_yaml *list = ab_yaml_new(p->arena, AB_YAML_SEQUENCE, true);

	for (unsigned i = 0; i < n; i++)
		put(p, list, NULL, texts[i]);
	ab_yaml_add(p->arena, map, key, list);
}

static void put_numbers(struct printer *p, struct ab_yaml *map, const char *key,
			const struct ab_per_model *numbers)
{
	struct ab_yaml *models = mapping(p, true);

	for (unsigned i = 0; i < p->record->n_models; i++)
		if (numbers->known >> i & 1)
			put(p, models, p->record->models[i],
			    ab_int_text(p->arena, (struct ab_int){false, numbers->value[i]}));
	if (models->count)
		ab_yaml_add(p->arena, map, key, models);
}

/* Texts per data model; those that are NULL are left out. */
static struct ab_yaml *models_of(struct printer *p, const char *const *texts)
{
	struct ab_yaml *models = mapping(p, true);

	for (unsigned i = 0; i < p->record->n_models; i++)
		put(p, models, p->record->models[i], texts[i]);
	return models;
}

/* The attribute of a member that no program may use any more. */
static void put_unavailable(struct printer *p, struct ab_yaml *map, bool is_unavailable)
{
	static const char *const attributes[] = {"unavailable"};

	if (is_unavailable)
		put_list(p, map, "attributes", attributes, 1);
}

/* ---- what stands between braces ---- */

struct bodies {
	struct ab_arena *arena;
	const struct ab_aggregate **items;
	size_t count, capacity;
};

static void collect_body(struct ab_type *node, void *context)
{
	static const struct ab_aggregate empty;
	struct bodies *bodies = context;

	bodies->items = AB_GROW(bodies->arena, bodies->items, bodies->count, &bodies->capacity);
	bodies->items[bodies->count++] = node->body ? node->body : &empty;
}

static void put_body(struct printer *p, struct ab_yaml *map, const struct ab_aggregate *body);

/* Adds the members of the unnamed structs and unions in a type, and makes map a block then. */
static void put_bodies(struct printer *p, struct ab_yaml *map, const struct ab_type *type)
{
	struct bodies bodies = {.arena = p->arena};
	struct ab_yaml *list;

	ab_type_each_body(type, collect_body, &bodies);
	if (bodies.count)
		map->is_flow = false;
	if (bodies.count == 1)
		put_body(p, map, bodies.items[0]);
	if (bodies.count < 2)
		return;
	list = ab_yaml_new(p->arena, AB_YAML_SEQUENCE, false);
	for (size_t i = 0; i < bodies.count; i++) {
		struct ab_yaml *item = mapping(p, false);

		put_body(p, item, bodies.items[i]);
		ab_yaml_add(p->arena, list, NULL, item);
	}
	ab_yaml_add(p->arena, map, "bodies", list);
}

static struct ab_yaml *field_of(struct printer *p, const struct ab_field *field)
{
	const struct ab_decl decl = {field->name, field->type, field->bit_width};
	struct ab_yaml *map = mapping(p, true);
	struct ab_buf text;

	ab_buf_init(&text, p->arena);
	ab_decl_print(&text, &decl);
	put(p, map, "decl", text.text);
	put_numbers(p, map, "bit-offset", &field->bit_offset);
	put(p, map, "since", field->since);
	put_unavailable(p, map, field->is_unavailable);
	put_bodies(p, map, field->type);
	return map;
}

static void put_body(struct printer *p, struct ab_yaml *map, const struct ab_aggregate *body)
{
	struct ab_yaml *fields = ab_yaml_new(p->arena, AB_YAML_SEQUENCE, body->n_fields == 0);

	if (body->is_packed)
		put(p, map, "packed", "true");
	put_numbers(p, map, "size", &body->size_bytes);
	put_numbers(p, map, "align", &body->align_bytes);
	for (unsigned i = 0; i < body->n_fields; i++)
		ab_yaml_add(p->arena, fields, NULL, field_of(p, &body->fields[i]));
	ab_yaml_add(p->arena, map, "fields", fields);
}

/* ---- entities by kind ---- */

/* The nodes of a symbol: the one, or a list. */
static void put_symbols(struct printer *p, struct ab_yaml *map, const char *key,
			const struct ab_symbol *symbols, unsigned n)
{
	struct ab_yaml *list = ab_yaml_new(p->arena, AB_YAML_SEQUENCE, true);

	if (n == 1)
		put(p, map, key, symbols[0].node);
	for (unsigned i = 0; i < n; i++)
		put(p, list, NULL, symbols[i].node);
	if (n > 1)
		ab_yaml_add(p->arena, map, key, list);
}

/* A whole floating number gets ".0", so that it is not read as an integer. */
static const char *value_text(struct printer *p, const struct ab_value *value)
{
	const char *digits = value->text;

	if (value->kind == AB_VALUE_INTEGER)
		return ab_int_text(p->arena, value->integer);
	digits += *digits == '-';
	if (value->kind == AB_VALUE_FLOAT && !digits[strspn(digits, "0123456789")])
		return ab_printf(p->arena, "%s.0", value->text);
	return value->text;
}

static struct ab_yaml *value_node(struct printer *p, const struct ab_value *value)
{
	return ab_yaml_new_text(p->arena, value_text(p, value), value->kind == AB_VALUE_STRING);
}

static void put_value(struct printer *p, struct ab_yaml *map, const struct ab_entity *entity)
{
	struct ab_yaml *models = mapping(p, true);

	if (!entity->values || !entity->value.is_model_dependent) {
		ab_yaml_add(p->arena, map, "value", value_node(p, &entity->value));
		return;
	}
	for (unsigned i = 0; i < p->record->n_models; i++)
		if (entity->values[i].kind)
			ab_yaml_add(p->arena, models, p->record->models[i],
				    value_node(p, &entity->values[i]));
	ab_yaml_add(p->arena, map, "value", models);
}

static void put_attributes(struct printer *p, struct ab_yaml *map, const struct ab_entity *entity)
{
	if (entity->n_attributes)
		put_list(p, map, "attributes", entity->attributes, entity->n_attributes);
}

static void put_declaration(struct printer *p, struct ab_yaml *map, const struct ab_entity *entity)
{
	put(p, map, "type", ab_type_text(p->arena, entity->type));
	put(p, map, "linkage", ab_linkage_text(p->arena, entity->linkage));
	put_attributes(p, map, entity);
	put(p, map, "asm", entity->asm_name);
	put_symbols(p, map, "symbol", entity->symbols, entity->n_symbols);
	put_numbers(p, map, "object-size", &entity->object_size);
	put_numbers(p, map, "library-size", &entity->library_size);
	if (entity->value.kind != AB_VALUE_NONE)
		put_value(p, map, entity);
	put_bodies(p, map, entity->type);
}

static void put_aggregate(struct printer *p, struct ab_yaml *map, const struct ab_entity *entity)
{
	if (!entity->is_tag_only && !entity->is_tag_forbidden)
		put(p, map, "tag", entity->tag);
	put_attributes(p, map, entity);
	if (!entity->body)
		return;
	map->is_flow = false;
	put_body(p, map, entity->body);
}

static struct ab_yaml *enumerator_of(struct printer *p, const struct ab_enumerator *enumerator)
{
	const char *value = ab_int_text(p->arena, enumerator->value);
	struct ab_yaml *map;

	if (!enumerator->since && !enumerator->is_unavailable)
		return ab_yaml_new_text(p->arena, value, false);
	map = mapping(p, true);
	put(p, map, "value", value);
	put(p, map, "since", enumerator->since);
	put_unavailable(p, map, enumerator->is_unavailable);
	return map;
}

static void put_enum(struct printer *p, struct ab_yaml *map, const struct ab_entity *entity)
{
	struct ab_yaml *types = models_of(p, entity->enum_type);
	struct ab_yaml *enumerators = mapping(p, false);

	if (!entity->is_tag_only && !entity->is_tag_forbidden)
		put(p, map, "tag", entity->tag);
	put_attributes(p, map, entity);
	if (types->count)
		ab_yaml_add(p->arena, map, "type", types);
	put(p, map, "sentinel", entity->sentinel);
	if (entity->has_open_sentinel)
		put(p, map, "guarded", "false");
	if (entity->is_incomplete)
		return;
	map->is_flow = false;
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		ab_yaml_add(p->arena, enumerators, entity->enumerators[i].name,
			    enumerator_of(p, &entity->enumerators[i]));
	ab_yaml_add(p->arena, map, "enumerators", enumerators);
}

static const char *value_type(struct printer *p, const struct ab_value *value)
{
	return value->type ? ab_type_text(p->arena, value->type) : NULL;
}

/* One type for all data models, as it is for size_t, or one for each. */
static bool has_one_type(struct printer *p, const struct ab_entity *entity)
{
	const char *one = value_type(p, &entity->value);

	for (unsigned i = 0; entity->values && one && i < p->record->n_models; i++)
		if (entity->values[i].kind && strcmp(one, value_type(p, &entity->values[i])) != 0)
			return false;
	return !entity->values || !entity->value.is_type_model_dependent;
}

/* What most constants are not. */
static void put_uses(struct printer *p, struct ab_yaml *map, const struct ab_entity *entity)
{
	if (!entity->value.is_model_dependent && !entity->value.is_type_model_dependent)
		put(p, map, "text", entity->value.bare);
	if (entity->is_not_in_if)
		put(p, map, "if", "false");
}

static void put_macro(struct printer *p, struct ab_yaml *map, const struct ab_entity *entity)
{
	const char *types[AB_MODELS_MAX] = {NULL};

	if (entity->value.kind == AB_VALUE_NONE) {
		put(p, map, "text", entity->text);
		return;
	}
	put_value(p, map, entity);
	if (has_one_type(p, entity)) {
		put(p, map, "type", value_type(p, &entity->value));
		put_uses(p, map, entity);
		return;
	}
	for (unsigned i = 0; i < p->record->n_models; i++)
		if (entity->values[i].kind)
			types[i] = value_type(p, &entity->values[i]);
	ab_yaml_add(p->arena, map, "type", models_of(p, types));
	put_uses(p, map, entity);
}

static struct ab_yaml *entity_of(struct printer *p, const struct ab_entity *entity)
{
	struct ab_yaml *map = mapping(p, true);

	put(p, map, "since", entity->since);
	put(p, map, "header", entity->header);
	put(p, map, "typedef-header", entity->typedef_header);
	switch (entity->kind) {
	case AB_FUNCTION:
	case AB_VARIABLE:
	case AB_TYPEDEF:
		put_declaration(p, map, entity);
		break;
	case AB_STRUCT:
	case AB_UNION:
		put_aggregate(p, map, entity);
		break;
	case AB_ENUM:
		put_enum(p, map, entity);
		break;
	case AB_ENUMERATOR:
		put(p, map, "value", ab_int_text(p->arena, entity->value.integer));
		put(p, map, "sentinel", entity->is_sentinel ? "true" : NULL);
		put_attributes(p, map, entity);
		break;
	case AB_MACRO:
		put_macro(p, map, entity);
		break;
	case AB_FUNCTION_MACRO:
		put_list(p, map, "params", entity->params, entity->n_params);
		put(p, map, "body", entity->text);
		break;
	case AB_KINDS:
		break;
	}
	return map;
}

static void put_entities(struct printer *p, struct ab_yaml *root, const struct ab_record *record,
			 enum ab_kind kind)
{
	const struct ab_entities *entities = &record->of[kind];
	struct ab_yaml *section = mapping(p, false);

	for (size_t i = 0; i < entities->count; i++)
		ab_yaml_add(p->arena, section, entities->items[i]->name,
			    entity_of(p, entities->items[i]));
	if (section->count)
		ab_yaml_add(p->arena, root, ab_kind_section(kind), section);
}

void ab_put_sections(struct ab_arena *arena, const struct ab_record *models,
		     const struct ab_record *record, struct ab_yaml *map)
{
	struct printer p = {arena, models};

	for (int kind = 0; kind < AB_KINDS; kind++)
		put_entities(&p, map, record, (enum ab_kind)kind);
}

/* ---- the whole ---- */

static void put_conditions(struct printer *p, struct ab_yaml *root)
{
	struct ab_yaml *section = mapping(p, true);

	for (size_t i = 0; i < p->record->n_conditions; i++)
		put(p, section, p->record->conditions[i].macro,
		    p->record->conditions[i].is_defined ? "defined" : "undefined");
	if (section->count)
		ab_yaml_add(p->arena, root, "conditions", section);
}

static void put_headers(struct printer *p, struct ab_yaml *root)
{
	struct ab_yaml *section = mapping(p, false);

	for (size_t i = 0; i < p->record->n_headers; i++) {
		const struct ab_header *header = &p->record->headers[i];
		struct ab_yaml *map = mapping(p, true);

		put(p, map, "since", header->since);
		put(p, map, "entry", header->is_entry ? "true" : NULL);
		if (header->n_after)
			put_list(p, map, "after", header->after, header->n_after);
		put(p, map, "alone", header->is_partial ? "partly" : NULL);
		put(p, map, "brings", header->brings_rest ? "rest" : NULL);
		if (header->by)
			put_list(p, map, "by", header->by, header->n_by);
		if (header->n_versions)
			put_list(p, map, "versions", header->versions, header->n_versions);
		ab_yaml_add(p->arena, section, header->name, map);
	}
	if (section->count)
		ab_yaml_add(p->arena, root, "headers", section);
}

static void put_externals(struct printer *p, struct ab_yaml *root)
{
	struct ab_yaml *section = mapping(p, false);

	for (size_t i = 0; i < p->record->n_externals; i++)
		ab_yaml_add(p->arena, section, p->record->externals[i].name,
			    models_of(p, p->record->externals[i].stands_for));
	if (section->count)
		ab_yaml_add(p->arena, root, "externals", section);
}

static void put_nodes(struct printer *p, struct ab_yaml *root)
{
	struct ab_yaml *section = mapping(p, false);

	for (size_t i = 0; i < p->record->n_nodes; i++) {
		const struct ab_node *node = p->record->nodes[i];
		struct ab_yaml *map = mapping(p, true);

		put(p, map, "since", node->since);
		if (node->n_parents)
			put_list(p, map, "parents", node->parents, node->n_parents);
		ab_yaml_add(p->arena, section, node->name, map);
	}
	if (section->count)
		ab_yaml_add(p->arena, root, "nodes", section);
}

static void put_listed(struct printer *p, struct ab_yaml *root)
{
	struct ab_yaml *section = mapping(p, false);

	for (size_t i = 0; i < p->record->n_listed; i++) {
		const struct ab_listed *listed = p->record->listed[i];
		struct ab_yaml *map = mapping(p, true);

		put(p, map, "since", listed->since);
		put_symbols(p, map, "node", listed->symbols, listed->n_symbols);
		ab_yaml_add(p->arena, section, listed->name, map);
	}
	if (section->count)
		ab_yaml_add(p->arena, root, "symbols", section);
}

static void put_protocols(struct printer *p, struct ab_yaml *root)
{
	struct ab_yaml *section = mapping(p, false);

	for (size_t i = 0; i < p->record->n_protocols; i++) {
		ab_protocol_sort(p->record->protocols[i]);
		ab_yaml_add(p->arena, section, p->record->protocols[i]->name,
			    ab_protocol_node(p->arena, p->record->protocols[i]));
	}
	if (section->count)
		ab_yaml_add(p->arena, root, "protocols", section);
}

static void put_passed(struct printer *p, struct ab_yaml *root)
{
	struct ab_yaml *section = ab_passed_node(p->arena, p->record);

	if (section->count)
		ab_yaml_add(p->arena, root, "waived", section);
}

/* What was promised otherwise before each release. */
static void put_before(struct printer *p, struct ab_yaml *root)
{
	struct ab_yaml *const node = mapping(p, false);

	for (size_t i = 0; i < p->record->n_before; i++) {
		struct ab_yaml *const sections = mapping(p, false);
		struct printer earlier = {p->arena, p->record->before[i].record};

		put_headers(&earlier, sections);
		ab_put_sections(p->arena, p->record, p->record->before[i].record, sections);
		ab_yaml_add(p->arena, node, p->record->before[i].release, sections);
	}
	if (node->count)
		ab_yaml_add(p->arena, root, "before", node);
}

bool ab_record_print(struct ab_arena *arena, struct ab_record *record, const char **text,
		     size_t *length, struct ab_error *error)
{
	struct printer p = {arena, record};
	struct ab_yaml *root = mapping(&p, false);

	ab_record_sort(record);
	put(&p, root, "abiding-record", record->knows_uses ? "2" : "1");
	put(&p, root, "library", record->library);
	put(&p, root, "release", record->release);
	put(&p, root, "language", record->language);
	if (record->n_models)
		put_list(&p, root, "data-models", record->models, record->n_models);
	put_conditions(&p, root);
	put_headers(&p, root);
	put_externals(&p, root);
	put_nodes(&p, root);
	put_listed(&p, root);
	ab_put_sections(arena, record, record, root);
	put_protocols(&p, root);
	put_passed(&p, root);
	put_before(&p, root);
	return ab_yaml_print(arena, root, text, length, error);
}
