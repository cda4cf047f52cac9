/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * oracle-record.c - a record as a list of facts.
 */
#include <string.h>

#include "oracle.h"

static const char *decl_text(struct ab_arena *arena, const char *name, const struct ab_type *type,
			     int bit_width)
{
	struct ab_decl decl = {.name = name, .type = type, .bit_width = bit_width};
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_decl_print(&buf, &decl);
	return buf.text;
}

static void add_signature(struct facts *facts, const char *subject, const struct ab_type *type)
{
	struct ab_arena *arena = facts->arena;
	unsigned i;

	fact_add(facts, subject, "return", ab_type_text(arena, type->of));
	fact_add(facts, subject, "arguments",
		 ab_printf(arena, "%u%s", type->n_params, type->is_variadic ? " and more" : ""));
	for (i = 0; i < type->n_params; i++) {
		fact_add(facts, subject, ab_printf(arena, "argument %u", i + 1),
			 ab_type_text(arena, type->params[i].type));
		fact_add(facts, subject, ab_printf(arena, "argument %u's name", i + 1),
			 type->params[i].name);
	}
}

static void add_fields(struct facts *facts, const char *subject, const char *prefix,
		       const struct ab_aggregate *body)
{
	struct ab_arena *arena = facts->arena;
	unsigned i;

	fact_add(facts, subject, ab_printf(arena, "%sfields", prefix),
		 ab_printf(arena, "%u", body->n_fields));
	for (i = 0; i < body->n_fields; i++) {
		const struct ab_field *field = &body->fields[i];
		const char *number = ab_printf(arena, "%s%u", prefix, i + 1);

		fact_add(facts, subject, ab_printf(arena, "field %s", number),
			 decl_text(arena, field->name, field->type, field->bit_width));
		if (field->type->body)
			add_fields(facts, subject, ab_printf(arena, "%s.", number),
				   field->type->body);
	}
}

static void add_enumerators(struct facts *facts, const struct ab_entity *owner)
{
	unsigned i;

	for (i = 0; i < owner->n_enumerators; i++) {
		const struct ab_enumerator *e = &owner->enumerators[i];
		const char *subject = ab_printf(facts->arena, "enumerator %s", e->name);

		fact_add(facts, subject, "enum", owner->name);
		fact_add(facts, subject, "header", owner->header);
		fact_add(facts, subject, "since", e->since ? e->since : owner->since);
		fact_add(facts, subject, "value", ab_int_text(facts->arena, e->value));
	}
}

static const char *params_text(struct ab_arena *arena, const struct ab_entity *macro)
{
	struct ab_buf buf;
	unsigned i;

	ab_buf_init(&buf, arena);
	for (i = 0; i < macro->n_params; i++)
		ab_buf_addf(&buf, "%s%s", i ? "," : "", macro->params[i]);
	return buf.text;
}

static const char *value_text(struct ab_arena *arena, const struct ab_entity *macro)
{
	switch (macro->value.kind) {
	case AB_VALUE_INTEGER:
		return ab_int_text(arena, macro->value.integer);
	case AB_VALUE_FLOAT:
	case AB_VALUE_STRING:
		return macro->value.text;
	case AB_VALUE_NONE:
		break;
	}
	return body_text(arena, macro->text);
}

static bool is_callback(const struct ab_entity *entity)
{
	const struct ab_type *type = entity->type;

	if (type->kind == AB_TYPE_POINTER)
		type = type->of;
	return type->kind == AB_TYPE_FUNCTION;
}

static const char *kind_word(const struct ab_entity *entity)
{
	switch (entity->kind) {
	case AB_TYPEDEF:
		return is_callback(entity) ? "callback" : "typedef";
	case AB_FUNCTION_MACRO:
		return "macro";
	default:
		return ab_kind_word(entity->kind);
	}
}

static void add_entity(struct facts *facts, const struct ab_entity *entity)
{
	struct ab_arena *arena = facts->arena;
	const char *subject = ab_printf(arena, "%s %s", kind_word(entity), entity->name);

	fact_add(facts, subject, "header", entity->header);
	fact_add(facts, subject, "since", entity->since);
	switch (entity->kind) {
	case AB_FUNCTION:
		add_signature(facts, subject, entity->type);
		break;
	case AB_TYPEDEF:
		if (is_callback(entity))
			add_signature(facts, subject,
				      entity->type->kind == AB_TYPE_POINTER ? entity->type->of
									    : entity->type);
		else
			fact_add(facts, subject, "type", ab_type_text(arena, entity->type));
		break;
	case AB_VARIABLE:
		fact_add(facts, subject, "type", ab_type_text(arena, entity->type));
		break;
	case AB_STRUCT:
	case AB_UNION:
		fact_add(facts, subject, "tag", entity->tag ? entity->tag : "none");
		if (entity->body)
			add_fields(facts, subject, "", entity->body);
		else
			fact_add(facts, subject, "fields", "0");
		break;
	case AB_ENUM:
		add_enumerators(facts, entity);
		break;
	case AB_ENUMERATOR:
		fact_add(facts, subject, "enum", "none");
		fact_add(facts, subject, "value", ab_int_text(arena, entity->value.integer));
		break;
	case AB_FUNCTION_MACRO:
		fact_add(facts, subject, "parameters", params_text(arena, entity));
		fact_add(facts, subject, "body", body_text(arena, entity->text));
		break;
	case AB_MACRO:
		fact_add(facts, subject, "value", value_text(arena, entity));
		break;
	case AB_KINDS:
		break;
	}
}

void facts_of_record(struct facts *facts, const struct ab_record *record)
{
	size_t i;
	int kind;

	for (kind = 0; kind < AB_KINDS; kind++)
		for (i = 0; i < record->of[kind].count; i++)
			add_entity(facts, record->of[kind].items[i]);
}

static size_t fields_in(const struct ab_aggregate *body)
{
	size_t n = body->n_fields;
	unsigned i;

	for (i = 0; i < body->n_fields; i++)
		if (body->fields[i].type->body)
			n += fields_in(body->fields[i].type->body);
	return n;
}

static void count_structs(const struct ab_record *record, struct tally *defined,
			  struct tally *opaque, struct tally *fields)
{
	size_t i;

	for (i = 0; i < record->of[AB_STRUCT].count; i++) {
		const struct ab_aggregate *body = record->of[AB_STRUCT].items[i]->body;

		defined->count += body != NULL;
		opaque->count += body == NULL;
		if (body)
			fields->count += fields_in(body);
	}
}

static void count_enumerators(const struct ab_record *record, struct tally *all,
			      struct tally *sentinels)
{
	size_t i;

	for (i = 0; i < record->of[AB_ENUM].count; i++) {
		all->count += record->of[AB_ENUM].items[i]->n_enumerators;
		sentinels->count += record->of[AB_ENUM].items[i]->sentinel != NULL;
	}
}

/* Whether the compile it was collected from had the guard of sentinels defined. */
static bool has_sentinels(const struct ab_record *record)
{
	size_t i;

	for (i = 0; i < record->n_conditions; i++)
		if (record->conditions[i].is_defined)
			return true;
	return false;
}

size_t tallies_of_record(const struct ab_record *record, struct tally tallies[TALLIES])
{
	enum {
		FUNCTIONS,
		VARIABLES,
		STRUCTS,
		OPAQUE,
		FIELDS,
		UNIONS,
		ENUMS,
		ENUMERATORS,
		SENTINELS,
		LOOSE,
		MACROS,
		FUNCTION_MACROS,
		TYPEDEFS,
		CALLBACKS,
		COUNT
	};
	static const char *const names[COUNT] = {
	    "functions", "variables",	    "structs",	   "opaque-structs", "fields",
	    "unions",	 "enums",	    "enumerators", "sentinels",	     "loose-enumerators",
	    "macros",	 "function-macros", "typedefs",	   "callbacks",
	};
	const struct ab_entities *of = record->of;
	size_t i;

	for (i = 0; i < COUNT; i++)
		tallies[i] = (struct tally){.what = names[i]};
	if (!has_sentinels(record)) {
		tallies[ENUMERATORS].what = "enumerators-unguarded";
		tallies[SENTINELS].what = "sentinels-unguarded";
	}
	tallies[FUNCTIONS].count = of[AB_FUNCTION].count;
	tallies[VARIABLES].count = of[AB_VARIABLE].count;
	tallies[UNIONS].count = of[AB_UNION].count;
	tallies[ENUMS].count = of[AB_ENUM].count;
	tallies[LOOSE].count = of[AB_ENUMERATOR].count;
	tallies[MACROS].count = of[AB_MACRO].count;
	tallies[FUNCTION_MACROS].count = of[AB_FUNCTION_MACRO].count;
	for (i = 0; i < of[AB_TYPEDEF].count; i++)
		tallies[is_callback(of[AB_TYPEDEF].items[i]) ? CALLBACKS : TYPEDEFS].count++;
	count_structs(record, &tallies[STRUCTS], &tallies[OPAQUE], &tallies[FIELDS]);
	count_enumerators(record, &tallies[ENUMERATORS], &tallies[SENTINELS]);
	return COUNT;
}
