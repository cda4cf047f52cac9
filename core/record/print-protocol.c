/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * print-protocol.c - protocols as text: declarations in XDR, and the section of
 * a record that load.c reads back.
 *
 *   protocols:
 *     foo_protocol.x:
 *       since: 1.0.0
 *       constants:
 *         FOO_STRING_MAX: 4194304
 *         FOO_UUID_LEN: VIR_UUID_BUFLEN             # a C header has it
 *         FOO_LIST_MAX: {value: 64, since: 1.1.0}
 *       typedefs:
 *         foo_string: string <FOO_STRING_MAX>
 *         foo_more: {type: hyper, since: 1.1.0}
 *       enums:
 *         foo_kind:
 *           FOO_KIND_A: 0
 *           FOO_KIND_B: {value: 1, since: 1.1.0}
 *       structs:
 *         foo_open_args:                            # or {since: 1.1.0, members: [...]}
 *         - foo_string name
 *         - unsigned int flags
 *       unions:
 *         foo_value:
 *           switch: int type
 *           cases:
 *           - {case: [1, 2], type: int i}
 *           - {type: void}                          # the default
 *       messages:
 *         foo_procedure:                            # the enum, or PROGRAM.VERSION
 *           program: FOO_PROGRAM
 *           version: FOO_PROTOCOL_VERSION
 *           numbers:
 *             FOO_PROC_OPEN: {number: 1, args: foo_open_args, ret: [int]}
 *             FOO_PROC_CLOSE: {number: 2, since: 1.1.0}
 *
 * What stands in braces in another declaration is written so there. `since`
 * that is the protocol's is left out.
 */
#include "protocol-text.h"

#include <string.h>

/* ---- declarations ---- */

static void print_body(struct ab_buf *buf, const struct ab_xdr_definition *body)
{
	static const char *const words[AB_XDR_SORTS] = {"", "", "enum", "struct", "union"};

	ab_buf_addf(buf, "%s ", words[body->sort]);
	if (body->sort == AB_XDR_UNION) {
		ab_buf_add(buf, "switch (");
		ab_xdr_print(buf, &body->declaration);
		ab_buf_add(buf, ") ");
	}
	ab_buf_add(buf, "{ ");
	for (size_t i = 0; i < body->count; i++) {
		if (body->sort == AB_XDR_ENUM) {
			ab_buf_addf(buf, "%s%s = %s", i ? ", " : "", body->enumerators[i].name,
				    body->enumerators[i].value);
			continue;
		}
		if (body->sort == AB_XDR_UNION) {
			const struct ab_xdr_arm *arm = &body->arms[i];

			for (unsigned j = 0; j < arm->n_values; j++)
				ab_buf_addf(buf, "case %s: ", arm->values[j]);
			if (!arm->n_values)
				ab_buf_add(buf, "default: ");
		}
		ab_xdr_print(buf, body->sort == AB_XDR_UNION ? &body->arms[i].declaration
							     : &body->members[i]);
		ab_buf_add(buf, "; ");
	}
	ab_buf_add(buf, body->sort == AB_XDR_ENUM ? " }" : "}");
}

void ab_xdr_print(struct ab_buf *buf, const struct ab_xdr_declaration *declaration)
{
	const bool is_sized =
	    declaration->shape == AB_XDR_FIXED || declaration->shape == AB_XDR_VARIABLE;

	if (declaration->kind == AB_XDR_BODY)
		print_body(buf, declaration->body);
	else
		ab_buf_add(buf, declaration->kind == AB_XDR_NAME
				    ? declaration->type
				    : ab_xdr_kind_word(declaration->kind));
	if (declaration->shape == AB_XDR_OPTIONAL || declaration->name || is_sized)
		ab_buf_add(buf, " ");
	if (declaration->shape == AB_XDR_OPTIONAL)
		ab_buf_add(buf, "*");
	if (declaration->name)
		ab_buf_add(buf, declaration->name);
	if (is_sized)
		ab_buf_addf(buf, declaration->shape == AB_XDR_FIXED ? "[%s]" : "<%s>",
			    declaration->limit ? declaration->limit : "");
}

const char *ab_xdr_text(struct ab_arena *arena, const struct ab_xdr_declaration *declaration)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_xdr_print(&buf, declaration);
	return buf.text;
}

/* ---- the section ---- */

struct printer {
	struct ab_arena *arena;
	const struct ab_protocol *protocol;
};

static struct ab_yaml *mapping(const struct printer *p, bool is_flow)
{
	return ab_yaml_new(p->arena, AB_YAML_MAPPING, is_flow);
}

static void put(const struct printer *p, struct ab_yaml *map, const char *key, const char *text)
{
	if (text)
		ab_yaml_add(p->arena, map, key, ab_yaml_new_text(p->arena, text, false));
}

/* {KEY: text, since: ...}, or the text alone. */
static struct ab_yaml *with_since(const struct printer *p, const char *key, const char *text,
				  const char *since)
{
	struct ab_yaml *map;

	if (!since)
		return ab_yaml_new_text(p->arena, text, false);
	map = mapping(p, true);
	put(p, map, key, text);
	put(p, map, "since", since);
	return map;
}

static const char *type_text(const struct printer *p, const struct ab_xdr_declaration *from)
{
	struct ab_xdr_declaration unnamed = *from;

	unnamed.name = NULL;
	return ab_xdr_text(p->arena, &unnamed);
}

static struct ab_yaml *enum_of(const struct printer *p, const struct ab_xdr_definition *definition)
{
	struct ab_yaml *values = mapping(p, false), *map;

	for (size_t i = 0; i < definition->count; i++)
		ab_yaml_add(p->arena, values, definition->enumerators[i].name,
			    with_since(p, "value", definition->enumerators[i].value,
				       definition->enumerators[i].since));
	if (!definition->since)
		return values;
	map = mapping(p, false);
	put(p, map, "since", definition->since);
	ab_yaml_add(p->arena, map, "values", values);
	return map;
}

static struct ab_yaml *struct_of(const struct printer *p,
				 const struct ab_xdr_definition *definition)
{
	struct ab_yaml *members = ab_yaml_new(p->arena, AB_YAML_SEQUENCE, false), *map;

	for (size_t i = 0; i < definition->count; i++)
		put(p, members, NULL, ab_xdr_text(p->arena, &definition->members[i]));
	if (!definition->since)
		return members;
	map = mapping(p, false);
	put(p, map, "since", definition->since);
	ab_yaml_add(p->arena, map, "members", members);
	return map;
}

static struct ab_yaml *union_of(const struct printer *p, const struct ab_xdr_definition *definition)
{
	struct ab_yaml *cases = ab_yaml_new(p->arena, AB_YAML_SEQUENCE, false);
	struct ab_yaml *map = mapping(p, false);

	put(p, map, "since", definition->since);
	put(p, map, "switch", ab_xdr_text(p->arena, &definition->declaration));
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm = &definition->arms[i];
		struct ab_yaml *item = mapping(p, true);
		struct ab_yaml *values = ab_yaml_new(p->arena, AB_YAML_SEQUENCE, true);

		for (unsigned j = 0; j < arm->n_values; j++)
			put(p, values, NULL, arm->values[j]);
		if (arm->n_values == 1)
			put(p, item, "case", arm->values[0]);
		else if (arm->n_values)
			ab_yaml_add(p->arena, item, "case", values);
		put(p, item, "type", ab_xdr_text(p->arena, &arm->declaration));
		ab_yaml_add(p->arena, cases, NULL, item);
	}
	ab_yaml_add(p->arena, map, "cases", cases);
	return map;
}

static struct ab_yaml *definition_of(const struct printer *p,
				     const struct ab_xdr_definition *definition)
{
	switch (definition->sort) {
	case AB_XDR_CONST:
		return with_since(p, "value", definition->value, definition->since);
	case AB_XDR_TYPEDEF:
		return with_since(p, "type", type_text(p, &definition->declaration),
				  definition->since);
	case AB_XDR_ENUM:
		return enum_of(p, definition);
	case AB_XDR_STRUCT:
		return struct_of(p, definition);
	default:
		return union_of(p, definition);
	}
}

static void put_part(const struct printer *p, struct ab_yaml *map,
		     const struct ab_xdr_message *message, enum ab_xdr_part part)
{
	struct ab_yaml *list = ab_yaml_new(p->arena, AB_YAML_SEQUENCE, true);
	const struct ab_xdr_declaration *parts = message->parts[part];

	for (size_t i = 0; i < message->n_parts[part]; i++)
		put(p, list, NULL, ab_xdr_text(p->arena, &parts[i]));
	if (list->count == 1)
		put(p, map, ab_xdr_part_keys[part], list->items[0].value->text);
	else if (list->count)
		ab_yaml_add(p->arena, map, ab_xdr_part_keys[part], list);
}

static struct ab_yaml *program_of(const struct printer *p, const struct ab_xdr_program *program)
{
	struct ab_yaml *map = mapping(p, false), *numbers = mapping(p, false);

	put(p, map, "since", program->since);
	put(p, map, "program", program->number);
	put(p, map, "version", program->version);
	for (size_t i = 0; i < program->n_messages; i++) {
		const struct ab_xdr_message *message = &program->messages[i];
		struct ab_yaml *item = mapping(p, true);

		put(p, item, "number", message->number);
		put(p, item, "since", message->since);
		for (unsigned part = 0; part < AB_XDR_PARTS; part++)
			put_part(p, item, message, (enum ab_xdr_part)part);
		ab_yaml_add(p->arena, numbers, message->name, item);
	}
	ab_yaml_add(p->arena, map, "numbers", numbers);
	return map;
}

struct ab_yaml *ab_protocol_node(struct ab_arena *arena, const struct ab_protocol *protocol)
{
	const struct printer p = {arena, protocol};
	struct ab_yaml *map = mapping(&p, false), *messages = mapping(&p, false);

	put(&p, map, "since", protocol->since);
	for (unsigned sort = 0; sort < AB_XDR_SORTS; sort++) {
		struct ab_yaml *section = mapping(&p, false);

		for (size_t i = 0; i < protocol->n_definitions; i++)
			if (protocol->definitions[i]->sort == sort)
				ab_yaml_add(arena, section, protocol->definitions[i]->name,
					    definition_of(&p, protocol->definitions[i]));
		if (section->count)
			ab_yaml_add(arena, map, ab_xdr_sort_keys[sort], section);
	}
	for (size_t i = 0; i < protocol->n_programs; i++)
		ab_yaml_add(arena, messages, protocol->programs[i].name,
			    program_of(&p, &protocol->programs[i]));
	if (messages->count)
		ab_yaml_add(arena, map, "messages", messages);
	return map;
}
