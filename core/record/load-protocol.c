/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load-protocol.c - the protocols of a record; the layout is told in print-protocol.c. */
#include <string.h>

#include "protocol-text.h"

const char *const ab_xdr_sort_keys[AB_XDR_SORTS] = {"constants", "typedefs", "enums", "structs",
						    "unions"};
const char *const ab_xdr_part_keys[AB_XDR_PARTS] = {"args", "ret", "msg"};

struct loading {
	struct ab_loader *l;
	struct ab_protocol *protocol;
};

static const struct ab_yaml_source *source_of(const struct loading *p)
{
	return &p->l->source;
}

/* ---- small values ---- */

static bool load_declaration(const struct loading *p, const struct ab_yaml *node, bool wants_name,
			     struct ab_xdr_declaration *declaration)
{
	const char *text, *problem;

	if (!ab_yaml_scalar(source_of(p), node, "a declaration", &text))
		return false;
	if (!ab_xdr_parse_declaration(p->l->arena, text, declaration, &problem))
		return ab_yaml_fail(source_of(p), node, "'%s' is not a declaration: %s", text,
				    problem);
	if ((declaration->name != NULL) != (wants_name && declaration->kind != AB_XDR_VOID))
		return ab_yaml_fail(source_of(p), node, "'%s' %s a name", text,
				    wants_name ? "must have" : "must not have");
	declaration->place = ab_yaml_place(node);
	return true;
}

/* A text, or a mapping of it (key) and `since`; *text is its node. */
static bool load_with_since(const struct loading *p, const struct ab_yaml *node, const char *what,
			    const char *key, const struct ab_yaml **text, const char **since)
{
	const char *const keys[] = {key, "since", NULL};

	*text = node;
	if (node->kind == AB_YAML_SCALAR)
		return true;
	if (!ab_yaml_has_only(source_of(p), node, what, keys) ||
	    !ab_yaml_has(source_of(p), node, what, key) ||
	    !ab_yaml_release(source_of(p), node, "since", since))
		return false;
	*text = ab_yaml_get(node, key);
	return true;
}

/* ---- definitions ---- */

static bool load_const(const struct loading *p, const struct ab_yaml *node,
		       struct ab_xdr_definition *definition)
{
	const struct ab_yaml *text;

	return load_with_since(p, node, "a constant", "value", &text, &definition->since) &&
	       ab_yaml_scalar(source_of(p), text, "a constant", &definition->value);
}

static bool load_typedef(const struct loading *p, const struct ab_yaml *node,
			 struct ab_xdr_definition *definition)
{
	const struct ab_yaml *text;

	if (!load_with_since(p, node, "a typedef", "type", &text, &definition->since) ||
	    !load_declaration(p, text, false, &definition->declaration))
		return false;
	definition->declaration.name = definition->name;
	return true;
}

static bool load_enumerator(const struct loading *p, const struct ab_yaml_item *item,
			    struct ab_xdr_definition *definition)
{
	struct ab_xdr_enumerator *enumerator = &definition->enumerators[definition->count++];
	const struct ab_yaml *text;

	enumerator->name = item->key->text;
	enumerator->place = ab_yaml_place(item->key);
	if (!load_with_since(p, item->value, "a value", "value", &text, &enumerator->since) ||
	    !ab_yaml_scalar(source_of(p), text, "a value", &enumerator->value))
		return false;
	return ab_protocol_know(p->protocol, definition, enumerator) ||
	       ab_yaml_fail(source_of(p), item->key, "repeated name '%s'", enumerator->name);
}

static bool load_enum(const struct loading *p, const struct ab_yaml *node,
		      struct ab_xdr_definition *definition)
{
	static const char *const keys[] = {"since", "values", NULL};
	const struct ab_yaml *values = node;

	if (!ab_yaml_is(source_of(p), node, AB_YAML_MAPPING, "an enum"))
		return false;
	if (ab_yaml_get(node, "values") && ab_yaml_get(node, "since")) {
		if (!ab_yaml_has_only(source_of(p), node, "an enum", keys) ||
		    !ab_yaml_release(source_of(p), node, "since", &definition->since))
			return false;
		values = ab_yaml_get(node, "values");
		if (!ab_yaml_is(source_of(p), values, AB_YAML_MAPPING, "'values'"))
			return false;
	}
	definition->enumerators =
	    AB_NEW_ARRAY(p->l->arena, struct ab_xdr_enumerator, values->count);
	definition->capacity = values->count;
	for (size_t i = 0; i < values->count; i++)
		if (!load_enumerator(p, &values->items[i], definition))
			return false;
	return true;
}

static bool load_struct(const struct loading *p, const struct ab_yaml *node,
			struct ab_xdr_definition *definition)
{
	static const char *const keys[] = {"since", "members", NULL};

	if (node->kind == AB_YAML_MAPPING) {
		if (!ab_yaml_has_only(source_of(p), node, "a struct", keys) ||
		    !ab_yaml_has(source_of(p), node, "a struct", "members") ||
		    !ab_yaml_release(source_of(p), node, "since", &definition->since))
			return false;
		node = ab_yaml_get(node, "members");
	}
	if (!ab_yaml_is(source_of(p), node, AB_YAML_SEQUENCE, "the members of a struct"))
		return false;
	definition->members = AB_NEW_ARRAY(p->l->arena, struct ab_xdr_declaration, node->count);
	for (; definition->count < node->count; definition->count++)
		if (!load_declaration(p, node->items[definition->count].value, true,
				      &definition->members[definition->count]))
			return false;
	return true;
}

static bool load_arm(const struct loading *p, const struct ab_yaml *node, struct ab_xdr_arm *arm)
{
	static const char *const keys[] = {"case", "type", NULL};

	arm->place = ab_yaml_place(node);
	return ab_yaml_has_only(source_of(p), node, "a case", keys) &&
	       ab_yaml_has(source_of(p), node, "a case", "type") &&
	       ab_yaml_texts(source_of(p), node, "case", true, &arm->values, &arm->n_values) &&
	       load_declaration(p, ab_yaml_get(node, "type"), true, &arm->declaration);
}

static bool load_union(const struct loading *p, const struct ab_yaml *node,
		       struct ab_xdr_definition *definition)
{
	static const char *const keys[] = {"since", "switch", "cases", NULL};
	const struct ab_yaml *cases;

	if (!ab_yaml_has_only(source_of(p), node, "a union", keys) ||
	    !ab_yaml_has(source_of(p), node, "a union", "switch") ||
	    !ab_yaml_has(source_of(p), node, "a union", "cases") ||
	    !ab_yaml_release(source_of(p), node, "since", &definition->since) ||
	    !load_declaration(p, ab_yaml_get(node, "switch"), true, &definition->declaration))
		return false;
	cases = ab_yaml_get(node, "cases");
	if (!ab_yaml_is(source_of(p), cases, AB_YAML_SEQUENCE, "'cases'"))
		return false;
	definition->arms = AB_NEW_ARRAY(p->l->arena, struct ab_xdr_arm, cases->count);
	for (; definition->count < cases->count; definition->count++)
		if (!load_arm(p, cases->items[definition->count].value,
			      &definition->arms[definition->count]))
			return false;
	return true;
}

static bool load_definition(const struct loading *p, const struct ab_yaml_item *item,
			    enum ab_xdr_sort sort)
{
	static bool (*const load[AB_XDR_SORTS])(const struct loading *p, const struct ab_yaml *node,
						struct ab_xdr_definition *definition) = {
	    load_const, load_typedef, load_enum, load_struct, load_union};
	struct ab_xdr_definition *definition =
	    ab_protocol_define(p->protocol, sort, item->key->text);

	if (!definition)
		return ab_yaml_fail(source_of(p), item->key, "repeated name '%s'", item->key->text);
	definition->place = ab_yaml_place(item->key);
	return load[sort](p, item->value, definition);
}

static bool load_definitions(const struct loading *p, const struct ab_yaml *map,
			     enum ab_xdr_sort sort)
{
	const struct ab_yaml *section = ab_yaml_get(map, ab_xdr_sort_keys[sort]);

	if (!section)
		return true;
	if (!ab_yaml_is(source_of(p), section, AB_YAML_MAPPING,
			ab_printf(p->l->arena, "'%s'", ab_xdr_sort_keys[sort])))
		return false;
	for (size_t i = 0; i < section->count; i++)
		if (!load_definition(p, &section->items[i], sort))
			return false;
	return true;
}

/* ---- messages ---- */

static bool load_part(const struct loading *p, const struct ab_yaml *map, enum ab_xdr_part part,
		      struct ab_xdr_message *message)
{
	const struct ab_yaml *node = ab_yaml_get(map, ab_xdr_part_keys[part]);
	const size_t n = !node ? 0 : node->kind == AB_YAML_SEQUENCE ? node->count : 1;

	message->parts[part] = AB_NEW_ARRAY(p->l->arena, struct ab_xdr_declaration, n);
	message->n_parts[part] = n;
	for (size_t i = 0; i < n; i++)
		if (!load_declaration(p,
				      node->kind == AB_YAML_SEQUENCE ? node->items[i].value : node,
				      false, &message->parts[part][i]))
			return false;
	return true;
}

static bool load_message(const struct loading *p, const struct ab_yaml_item *item,
			 struct ab_xdr_program *program)
{
	static const char *const keys[] = {"number", "since", "args", "ret", "msg", NULL};
	struct ab_xdr_message *message = ab_program_add(p->l->arena, program, item->key->text);

	message->place = ab_yaml_place(item->key);
	if (!ab_yaml_has_only(source_of(p), item->value, "a message", keys) ||
	    !ab_yaml_has(source_of(p), item->value, "a message", "number") ||
	    !ab_yaml_text(source_of(p), item->value, "number", &message->number) ||
	    !ab_yaml_release(source_of(p), item->value, "since", &message->since))
		return false;
	for (unsigned part = 0; part < AB_XDR_PARTS; part++)
		if (!load_part(p, item->value, (enum ab_xdr_part)part, message))
			return false;
	return true;
}

static bool load_program(const struct loading *p, const struct ab_yaml_item *item)
{
	static const char *const keys[] = {"since", "program", "version", "numbers", NULL};
	struct ab_xdr_program *program = ab_protocol_add_program(p->protocol, item->key->text);
	const struct ab_yaml *numbers;

	program->place = ab_yaml_place(item->key);
	if (!ab_yaml_has_only(source_of(p), item->value, "a program", keys) ||
	    !ab_yaml_has(source_of(p), item->value, "a program", "numbers") ||
	    !ab_yaml_release(source_of(p), item->value, "since", &program->since) ||
	    !ab_yaml_text(source_of(p), item->value, "program", &program->number) ||
	    !ab_yaml_text(source_of(p), item->value, "version", &program->version))
		return false;
	numbers = ab_yaml_get(item->value, "numbers");
	if (!ab_yaml_is(source_of(p), numbers, AB_YAML_MAPPING, "'numbers'"))
		return false;
	for (size_t i = 0; i < numbers->count; i++)
		if (!load_message(p, &numbers->items[i], program))
			return false;
	return true;
}

bool ab_load_protocol(struct ab_loader *l, const struct ab_yaml_item *item)
{
	static const char *const keys[] = {"since",   "constants", "typedefs", "enums",
					   "structs", "unions",	   "messages", NULL};
	const struct loading p = {l, ab_protocol_new(l->arena, item->key->text)};
	const struct ab_yaml *messages;

	p.protocol->place = ab_yaml_place(item->key);
	if (!ab_yaml_has_only(&l->source, item->value, "a protocol", keys) ||
	    !ab_yaml_release(&l->source, item->value, "since", &p.protocol->since))
		return false;
	for (unsigned sort = 0; sort < AB_XDR_SORTS; sort++)
		if (!load_definitions(&p, item->value, (enum ab_xdr_sort)sort))
			return false;
	messages = ab_yaml_get(item->value, "messages");
	if (messages && !ab_yaml_is(&l->source, messages, AB_YAML_MAPPING, "'messages'"))
		return false;
	for (size_t i = 0; messages && i < messages->count; i++)
		if (!load_program(&p, &messages->items[i]))
			return false;
	ab_record_add_protocol(l->record, p.protocol);
	return true;
}
