/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * breaks.c - a record with one thing changed in it, of all that can be.
 *
 * Most of the changes break a promise, and some do not: they are what a record
 * is asked about, and another record has to give the same answer.
 */
#include "breaks.h"

#include <string.h>

#include "abiding/compare.h"
#include "abiding/resolve.h"

struct breaker {
	struct ab_record *record;
	unsigned long wanted, count;
	const char *what;
};

/* Whether it is this one's turn. */
static bool is_turn(struct breaker *b, const char *what, const char *of, const char *member)
{
	if (b->what || b->count++ != b->wanted)
		return false;
	b->what = ab_printf(b->record->arena, "%s %s%s%s", what, of, member ? "." : "",
			    member ? member : "");
	return true;
}

static const struct ab_type *named(struct breaker *b, enum ab_type_kind kind, const char *name)
{
	return ab_type_named(b->record->arena, kind, name, 0);
}

/* ---- types ---- */

/* The type of the same shape that is another one. */
static const char *twin_of(struct breaker *b, const struct ab_entity *entity)
{
	const char *const name = ab_printf(b->record->arena, "twin_of_%s",
					   entity->is_tag_only ? entity->tag : entity->name);
	struct ab_entity *const twin = ab_record_add(b->record, entity->kind, name);

	if (twin) {
		*twin = *entity;
		twin->name = name;
		twin->tag = NULL;
		twin->is_tag_only = false;
	}
	return name;
}

static struct ab_entity *aggregate_of(struct breaker *b, const struct ab_type *type)
{
	static const enum ab_kind kinds[] = {AB_STRUCT, AB_UNION, AB_ENUM};
	struct ab_entity *found = NULL;

	if (type->kind != AB_TYPE_TYPEDEF)
		return type->name ? ab_record_find_tag(b->record, type->name) : NULL;
	for (size_t i = 0; !found && i < sizeof kinds / sizeof *kinds; i++)
		found = ab_record_find(b->record, kinds[i], type->name);
	return found;
}

/* A change at each place of a type. */
static void break_type(struct breaker *b, const struct ab_type **at, const char *of,
		       const char *member)
{
	const struct ab_type *const type = *at;
	struct ab_type *copy = AB_NEW(b->record->arena, struct ab_type);
	struct ab_entity *entity;

	*copy = *type;
	if (type->kind != AB_TYPE_FUNCTION && is_turn(b, "another type for", of, member)) {
		*at = type->kind == AB_TYPE_BASIC && strcmp(type->name, "short") == 0
			  ? named(b, AB_TYPE_BASIC, "long")
			  : named(b, AB_TYPE_BASIC, "short");
		return;
	}
	entity = aggregate_of(b, type);
	if (entity && is_turn(b, "another type of the same shape for", of, member)) {
		copy->kind = AB_TYPE_TYPEDEF;
		copy->name = twin_of(b, entity);
		*at = copy;
		return;
	}
	if (type->kind == AB_TYPE_ARRAY) {
		if (is_turn(b, "a longer array for", of, member)) {
			copy->count = type->count < 0 ? 7 : type->count + 1;
			*at = copy;
		} else if (type->count != AB_COUNT_NONE &&
			   is_turn(b, "an array without length for", of, member)) {
			copy->count = AB_COUNT_NONE;
			*at = copy;
		}
	}
	if (type->kind == AB_TYPE_POINTER &&
	    ab_type_resolve(b->record, type->of, b->record->arena, NULL)->kind !=
		AB_TYPE_FUNCTION &&
	    is_turn(b, "another pointee for", of, member)) {
		copy->of = ab_type_qualified(b->record->arena, type->of, type->of->quals ^ 1);
		*at = copy;
	}
	if (type->kind == AB_TYPE_FUNCTION) {
		if (is_turn(b, "noreturn for", of, member)) {
			copy->convention = type->convention ? NULL : "noreturn";
			*at = copy;
		} else if (is_turn(b, "no parameters for", of, member)) {
			copy->n_params = type->n_params ? 0 : 1;
			copy->params =
			    type->n_params ? NULL : AB_NEW(b->record->arena, struct ab_param);
			if (copy->n_params)
				((struct ab_param *)copy->params)->type =
				    named(b, AB_TYPE_BASIC, "int");
			*at = copy;
		} else if (!type->n_params && is_turn(b, "another prototype for", of, member)) {
			copy->has_no_prototype = !type->has_no_prototype;
			*at = copy;
		} else if (is_turn(b, "variadic for", of, member)) {
			copy->is_variadic = !type->is_variadic;
			*at = copy;
		}
	}
	if (type->of && !b->what) {
		break_type(b, &copy->of, of, member);
		if (b->what)
			*at = copy;
	}
	for (unsigned i = 0; !b->what && i < type->n_params; i++) {
		struct ab_param *params =
		    AB_NEW_ARRAY(b->record->arena, struct ab_param, type->n_params);

		memcpy(params, type->params, type->n_params * sizeof *params);
		break_type(b, &params[i].type, of, member);
		copy->params = params;
		if (b->what)
			*at = copy;
	}
}

/* ---- structs and unions ---- */

static void remove_field(struct ab_aggregate *body, unsigned i)
{
	memmove(&body->fields[i], &body->fields[i + 1],
		(body->n_fields - i - 1) * sizeof *body->fields);
	body->n_fields--;
}

static void add_to(struct ab_per_model *number, uint64_t more)
{
	for (unsigned i = 0; i < AB_MODELS_MAX; i++)
		number->value[i] += more;
}

static void break_body(struct breaker *b, struct ab_aggregate *body, const char *of);

static void break_inner(struct ab_type *node, void *context)
{
	struct breaker *const b = context;

	if (node->body)
		break_body(b, node->body, b->record->library);
}

static void break_field(struct breaker *b, struct ab_aggregate *body, unsigned i, const char *of)
{
	struct ab_field *const field = &body->fields[i];
	const char *const name = field->name ? field->name : "";

	if (is_turn(b, "removed field", of, name)) {
		remove_field(body, i);
		return;
	}
	if (field->name && is_turn(b, "renamed field", of, name))
		field->name = "renamed_field";
	else if (field->name && is_turn(b, "unavailable field", of, name))
		field->is_unavailable = true;
	else if (is_turn(b, "moved field", of, name))
		add_to(&field->bit_offset, 8);
	else if (field->bit_width > 1 && is_turn(b, "narrower field", of, name))
		field->bit_width--;
	else if (!field->type->body)
		break_type(b, &field->type, of, name);
	if (!b->what)
		ab_type_each_body(field->type, break_inner, b);
}

static void break_body(struct breaker *b, struct ab_aggregate *body, const char *of)
{
	if (is_turn(b, "larger", of, NULL))
		add_to(&body->size_bytes, 8);
	else if (is_turn(b, "more aligned", of, NULL))
		add_to(&body->align_bytes, 8);
	for (unsigned i = 0; !b->what && i < body->n_fields; i++)
		break_field(b, body, i, of);
}

static void break_tag(struct breaker *b, struct ab_entity *entity)
{
	static const enum ab_kind others[AB_KINDS] = {
	    [AB_STRUCT] = AB_UNION, [AB_UNION] = AB_STRUCT, [AB_ENUM] = AB_STRUCT};
	struct ab_entity *other;

	if (!entity->is_tag_only && entity->tag &&
	    is_turn(b, "without its typedef", entity->name, NULL)) {
		ab_record_remove(b->record, entity);
		other = ab_record_add(
		    b->record, entity->kind,
		    ab_printf(b->record->arena, "%s %s", ab_kind_word(entity->kind), entity->tag));
		other->is_tag_only = true;
		other->header = entity->header;
		other->body = entity->body;
		other->enumerators = entity->enumerators;
		other->n_enumerators = entity->n_enumerators;
		memcpy(other->enum_type, entity->enum_type, sizeof other->enum_type);
		ab_record_set_tag(b->record, other, entity->tag);
		ab_record_index_enumerators(b->record, other);
	} else if (!entity->is_tag_only && entity->tag && entity->tag[0] != '_' &&
		   is_turn(b, "without its tag", entity->name, NULL)) {
		ab_record_set_tag(b->record, entity, "_another_tag");
	} else if (is_turn(b, "another kind of", entity->name, NULL)) {
		ab_record_remove(b->record, entity);
		other = ab_record_add(b->record, others[entity->kind], entity->name);
		other->is_tag_only = entity->is_tag_only;
		other->header = entity->header;
		if (entity->tag)
			ab_record_set_tag(b->record, other, entity->tag);
	}
}

/* ---- enums ---- */

static void break_enum(struct breaker *b, struct ab_entity *entity)
{
	for (unsigned i = 0; !b->what && i < entity->n_enumerators; i++) {
		struct ab_enumerator *const one = &entity->enumerators[i];

		if (is_turn(b, "removed enumerator", entity->name, one->name)) {
			if (entity->sentinel && strcmp(entity->sentinel, one->name) == 0)
				entity->sentinel = NULL;
			ab_record_remove_enumerator(b->record, entity, one);
			return;
		}
		if (is_turn(b, "unavailable enumerator", entity->name, one->name))
			one->is_unavailable = true;
		else if (is_turn(b, "another value of", entity->name, one->name))
			one->value.magnitude += 100;
		else if (one->value.magnitude &&
			 is_turn(b, "a smaller value of", entity->name, one->name))
			one->value.magnitude = 0;
	}
	if (is_turn(b, "another type of enum", entity->name, NULL))
		for (unsigned i = 0; i < AB_MODELS_MAX; i++)
			entity->enum_type[i] = "unsigned long";
	else if (entity->n_enumerators && is_turn(b, "incomplete", entity->name, NULL)) {
		for (unsigned i = 0; i < entity->n_enumerators; i++)
			ab_record_remove_enumerator(b->record, entity, &entity->enumerators[i]);
		entity->is_incomplete = true;
		entity->sentinel = NULL;
	}
}

/* ---- functions, variables, macros ---- */

static void add_attribute(struct breaker *b, struct ab_entity *entity, const char *attribute)
{
	const char **const all =
	    AB_NEW_ARRAY(b->record->arena, const char *, entity->n_attributes + 1);

	if (entity->n_attributes)
		memcpy(all, entity->attributes, entity->n_attributes * sizeof *all);
	all[entity->n_attributes] = attribute;
	entity->attributes = all;
	entity->n_attributes++;
}

static void break_attributes(struct breaker *b, struct ab_entity *entity)
{
	static const char *const more[] = {
	    "nonnull",	       "format (printf, 1, 2)", "warn_unused_result", "may_alias",
	    "designated_init", "aligned (64)",		"unavailable"};

	for (unsigned i = 0; !b->what && i < entity->n_attributes; i++)
		if (is_turn(b, entity->attributes[i], "lost by", entity->name)) {
			const char **const rest =
			    AB_NEW_ARRAY(b->record->arena, const char *, entity->n_attributes);
			unsigned n = 0;

			for (unsigned j = 0; j < entity->n_attributes; j++)
				if (j != i)
					rest[n++] = entity->attributes[j];
			entity->attributes = rest;
			entity->n_attributes = n;
		}
	for (size_t i = 0; !b->what && i < sizeof more / sizeof *more; i++)
		if (is_turn(b, more[i], "gained by", entity->name))
			add_attribute(b, entity, more[i]);
}

static void break_linkage(struct breaker *b, struct ab_entity *entity)
{
	static const char *const words[] = {"",	      "static", "static inline",
					    "hidden", "weak",	"thread-local"};

	for (size_t i = 0; !b->what && i < sizeof words / sizeof *words; i++)
		if (is_turn(b, *words[i] ? words[i] : "external", "linkage of", entity->name))
			ab_linkage_parse(words[i], &entity->linkage);
	if (is_turn(b, "another label of", entity->name, NULL))
		entity->asm_name = "another_symbol";
}

static void break_one_value(struct breaker *b, struct ab_value *value)
{
	if (value->kind == AB_VALUE_INTEGER)
		value->integer.magnitude++;
	else if (value->kind != AB_VALUE_NONE)
		value->text = value->kind == AB_VALUE_STRING ? "\"another\"" : "12345.5";
	(void)b;
}

static void break_value(struct breaker *b, struct ab_entity *entity)
{
	if (entity->value.kind == AB_VALUE_NONE)
		return;
	if (is_turn(b, "another value of", entity->name, NULL)) {
		break_one_value(b, &entity->value);
		for (unsigned i = 0; entity->values && i < AB_MODELS_MAX; i++)
			break_one_value(b, &entity->values[i]);
	} else if (entity->value.type &&
		   is_turn(b, "another type of value of", entity->name, NULL)) {
		entity->value.type = named(b, AB_TYPE_BASIC, "unsigned long long");
		for (unsigned i = 0; entity->values && i < AB_MODELS_MAX; i++)
			entity->values[i].type = entity->value.type;
	} else if (entity->kind == AB_MACRO && is_turn(b, "no #if for", entity->name, NULL)) {
		entity->is_not_in_if = !entity->is_not_in_if;
	} else if (entity->kind == AB_MACRO && is_turn(b, "parentheses of", entity->name, NULL)) {
		entity->value.bare = entity->value.bare ? NULL
				     : entity->value.kind == AB_VALUE_STRING
					 ? ab_printf(b->record->arena, "(%s)", entity->value.text)
					 : "1 + 2";
	} else if (entity->kind != AB_ENUMERATOR && is_turn(b, "no value of", entity->name, NULL)) {
		entity->value.kind = AB_VALUE_NONE;
		entity->values = NULL;
		entity->text = "something_else";
	}
}

/* The same constant as another sort of one. */
static void break_sort(struct breaker *b, const struct ab_entity *entity)
{
	static const enum ab_kind kinds[] = {AB_MACRO, AB_ENUMERATOR, AB_FUNCTION,
					     AB_FUNCTION_MACRO};

	for (size_t i = 0; !b->what && i < sizeof kinds / sizeof *kinds; i++) {
		struct ab_entity *other;

		if (kinds[i] == entity->kind || ab_record_find(b->record, kinds[i], entity->name) ||
		    !is_turn(b, ab_kind_word(kinds[i]), "in place of", entity->name))
			continue;
		ab_record_remove(b->record, entity);
		other = ab_record_add(b->record, kinds[i], entity->name);
		other->header = entity->header;
		other->value = entity->value;
		other->text = entity->text ? entity->text : "1";
		if (other->value.kind == AB_VALUE_NONE && kinds[i] == AB_ENUMERATOR)
			other->value.kind = AB_VALUE_INTEGER;
		other->type = ab_type_derived(b->record->arena, AB_TYPE_FUNCTION,
					      named(b, AB_TYPE_BASIC, "int"), 0, 0);
	}
}

static void break_macro(struct breaker *b, struct ab_entity *entity)
{
	break_value(b, entity);
	if (entity->text && is_turn(b, "another text of", entity->name, NULL))
		entity->text = ab_printf(b->record->arena, "%s + 1", entity->text);
	if (entity->kind == AB_FUNCTION_MACRO &&
	    is_turn(b, "one parameter less of", entity->name, NULL))
		entity->n_params = entity->n_params ? entity->n_params - 1 : 0;
	break_sort(b, entity);
}

/* ---- all ---- */

static void break_entity(struct breaker *b, struct ab_entity *entity)
{
	if (is_turn(b, ab_kind_word(entity->kind), "removed:", entity->name)) {
		ab_record_remove(b->record, entity);
		return;
	}
	switch (entity->kind) {
	case AB_FUNCTION:
	case AB_VARIABLE:
		break_linkage(b, entity);
		break_attributes(b, entity);
		if (entity->kind == AB_VARIABLE)
			break_value(b, entity);
		break_type(b, &entity->type, entity->name, NULL);
		break;
	case AB_TYPEDEF:
		break_attributes(b, entity);
		break_type(b, &entity->type, entity->name, NULL);
		break;
	case AB_STRUCT:
	case AB_UNION:
		break_attributes(b, entity);
		break_tag(b, entity);
		if (entity->body && is_turn(b, "opaque", entity->name, NULL))
			entity->body = NULL;
		if (entity->body)
			break_body(b, entity->body, entity->name);
		break;
	case AB_ENUM:
		break_attributes(b, entity);
		break_enum(b, entity);
		break_tag(b, entity);
		break;
	case AB_ENUMERATOR:
		break_value(b, entity);
		break_sort(b, entity);
		break;
	default:
		break_macro(b, entity);
		break;
	}
	if (entity->type && !b->what)
		ab_type_each_body(entity->type, break_inner, b);
}

const char *break_record(struct ab_record *record, unsigned long k)
{
	struct breaker b = {.record = record, .wanted = k};

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; !b.what && i < record->of[kind].count; i++)
			break_entity(&b, record->of[kind].items[i]);
	ab_record_sweep(record);
	return b.what;
}
