/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest.c - the digests of a record's entities (digest.h). */
#include "abiding/image-make.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* For what has no digest: left at once, with all that holds it. */
struct digesting {
	const struct ab_record *record;
	int model;
	bool has_sentinel;
	const char *release; /* members that came later are left out; NULL: none is */
	bool is_none;
};

static bool is_later(const struct digesting *d, const char *since)
{
	return d->release && since && ab_release_compare(since, d->release) > 0;
}

/* 0: there is none. */
static uint64_t fact_of(const char *name)
{
	const size_t length = name ? strlen(name) : 0;

	return name ? ab_name_fact(ab_name_hash(name, length), name, length) : 0;
}

/* ---- types ---- */

/* The names of basic types as the record has them, and as GCC keeps them. */
static const struct {
	const char *canonical, *gcc;
} basics[] = {
    {"int", "int"},
    {"unsigned int", "unsigned int"},
    {"long", "long int"},
    {"unsigned long", "long unsigned int"},
    {"long long", "long long int"},
    {"unsigned long long", "long long unsigned int"},
    {"short", "short int"},
    {"unsigned short", "short unsigned int"},
    {"char", "char"},
    {"signed char", "signed char"},
    {"unsigned char", "unsigned char"},
    {"float", "float"},
    {"double", "double"},
    {"long double", "long double"},
    {"void", "void"},
    {"_Bool", "_Bool"},
};

static uint64_t fact_of_basic(struct digesting *d, const char *canonical)
{
	for (size_t i = 0; canonical && i < sizeof basics / sizeof *basics; i++)
		if (strcmp(basics[i].canonical, canonical) == 0)
			return fact_of(basics[i].gcc);
	d->is_none = true;
	return 0;
}

/* What a type from elsewhere stands for here, as the collector writes it. */
static uint64_t digest_external(struct digesting *d, const char *name)
{
	const struct ab_external *external = ab_record_find_external(d->record, name);
	const char *text = external ? external->stands_for[d->model] : NULL;
	unsigned bits = 0, bytes, align;

	if (!text)
		return 0;
	if (strcmp(text, "pointer") == 0)
		return AB_DIGEST_POINTER;
	if (sscanf(text, "%u bytes, aligned to %u", &bytes, &align) == 2 ||
	    sscanf(text, "%u bits in %u bytes, aligned to %u", &bits, &bytes, &align) == 3)
		return ab_digest_size(bits, bytes, align);
	return fact_of_basic(d, text);
}

static uint64_t digest_type(struct digesting *d, const struct ab_type *type, bool is_value);

static uint64_t digest_name(struct digesting *d, uint64_t fact, const char *name, unsigned quals)
{
	return ab_digest_name(AB_DIGEST_NAME, ab_mix(fact, digest_external(d, name)), quals);
}

static uint64_t digest_tag(struct digesting *d, const struct ab_type *type, unsigned quals)
{
	const struct ab_entity *entity;

	if (!type->name) {
		d->is_none = true;
		return 0;
	}
	entity = ab_record_find_tag(d->record, type->name);
	if (entity && !entity->is_tag_only)
		return digest_name(d, fact_of(entity->name), entity->name, quals);
	return ab_digest_name(type->kind == AB_TYPE_STRUCT  ? AB_DIGEST_STRUCT
			      : type->kind == AB_TYPE_UNION ? AB_DIGEST_UNION
							    : AB_DIGEST_ENUM,
			      fact_of(type->name), quals);
}

static uint64_t digest_signature(struct digesting *d, const struct ab_type *type)
{
	uint64_t digest = ab_mix(AB_DIGEST_SIGNATURE, digest_type(d, type->of, true));

	/* an atomic result is none in C23 */
	d->is_none |= type->convention != NULL || type->of->quals & AB_QUAL_ATOMIC;
	for (unsigned i = 0; i < type->n_params; i++)
		digest = ab_mix(digest, digest_type(d, type->params[i].type, true));
	/* "(...)" and "()" are one to the compiler's trees */
	d->is_none |= type->is_variadic && !type->n_params;
	return ab_mix(digest, type->n_params * 2 + (type->is_variadic || type->has_no_prototype));
}

static uint64_t number_of(struct digesting *d, const struct ab_per_model *number)
{
	if (number->known >> d->model & 1)
		return number->value[d->model];
	d->is_none = true;
	return 0;
}

static uint64_t digest_body(struct digesting *d, const struct ab_aggregate *body)
{
	uint64_t digest = ab_mix(AB_DIGEST_BODY, (uint64_t)(body->is_union + 2 * body->is_packed));

	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *field = &body->fields[i];
		const bool is_body = !field->type->name && field->type->body;

		if (is_later(d, field->since))
			continue;
		d->is_none |= field->is_unavailable;
		digest = ab_digest_field(
		    digest, fact_of(field->name),
		    is_body ? ab_mix(digest_body(d, field->type->body), field->type->quals)
			    : digest_type(d, field->type, false),
		    field->bit_width, number_of(d, &field->bit_offset));
	}
	digest = ab_mix(digest, number_of(d, &body->size_bytes));
	return ab_mix(digest, number_of(d, &body->align_bytes));
}

/* is_value: a parameter or result, of whose own qualifiers _Atomic alone counts. */
static uint64_t digest_type(struct digesting *d, const struct ab_type *type, bool is_value)
{
	const unsigned quals = is_value ? type->quals & AB_QUAL_ATOMIC : type->quals;

	switch (type->kind) {
	case AB_TYPE_BASIC:
		return digest_name(d, fact_of_basic(d, type->name), type->name, quals);
	case AB_TYPE_TYPEDEF:
		return digest_name(d, fact_of(type->name), type->name, quals);
	case AB_TYPE_STRUCT:
	case AB_TYPE_UNION:
	case AB_TYPE_ENUM:
		return digest_tag(d, type, quals);
	case AB_TYPE_POINTER:
		return ab_digest_pointer(digest_type(d, type->of, false), quals);
	case AB_TYPE_ARRAY:
		return ab_digest_array(digest_type(d, type->of, is_value), type->count);
	case AB_TYPE_FUNCTION:
		return digest_signature(d, type);
	default:
		d->is_none = true;
		return 0;
	}
}

/* ---- functions and variables ---- */

/* "nonnull (1, 3)": as bits. */
static uint64_t positions_of(const char *list)
{
	uint64_t positions = 0;

	while (*list) {
		char *end;
		const unsigned long position = strtoul(list, &end, 10);

		if (end != list && position < 64)
			positions |= UINT64_C(1) << position;
		list = end == list ? list + 1 : end;
	}
	return positions;
}

/* "format (printf, 1, 2)" */
static uint64_t format_of(const char *list)
{
	const size_t length = strcspn(list, ",");
	char *end;
	const unsigned long string = strtoul(list + length + (list[length] == ','), &end, 10);
	const unsigned long first = strtoul(end + (*end == ','), NULL, 10);

	return ab_mix(ab_mix(ab_name_fact(ab_name_hash(list, length), list, length), string),
		      first);
}

static uint64_t contract_of(struct digesting *d, const char *text)
{
	const enum ab_attribute attribute = ab_attribute_find(text);
	const enum ab_attribute_form form = ab_attribute_info(attribute)->form;
	const char *arguments = strchr(text, '(');

	if (form == AB_ATTRIBUTE_IS_PLAIN && !arguments)
		return ab_digest_contract(attribute, 0);
	if (form == AB_ATTRIBUTE_IS_NUMBER && arguments)
		return ab_digest_contract(attribute, strtoul(arguments + 1, NULL, 10));
	if (attribute == AB_ATTRIBUTE_NONNULL)
		return ab_digest_contract(attribute,
					  arguments ? positions_of(arguments + 1) : UINT64_MAX);
	if (attribute == AB_ATTRIBUTE_FORMAT && arguments)
		return ab_digest_contract(attribute, format_of(arguments + 1));
	d->is_none = true;
	return 0;
}

static uint64_t digest_linked(struct digesting *d, const struct ab_entity *entity)
{
	const bool is_function = entity->kind == AB_FUNCTION;
	uint64_t digest, contracts = 0;

	d->is_none |= entity->value.kind != AB_VALUE_NONE;
	for (unsigned i = 0; i < entity->n_attributes; i++)
		contracts += contract_of(d, entity->attributes[i]);
	digest = ab_digest_linked(is_function ? AB_DIGEST_FUNCTION : AB_DIGEST_VARIABLE,
				  digest_type(d, entity->type, false), entity->linkage, contracts,
				  fact_of(entity->asm_name));
	if (!is_function && entity->object_size.known)
		digest = ab_mix(digest, number_of(d, &entity->object_size));
	return digest;
}

/* ---- tags and typedefs ---- */

static uint64_t digest_enumerators(struct digesting *d, const struct ab_entity *entity)
{
	uint64_t sum = 0;

	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		const struct ab_enumerator *one = &entity->enumerators[i];
		const size_t length = strlen(one->name);
		struct ab_int value = one->value;

		if (is_later(d, one->since))
			continue;
		d->is_none |= one->is_unavailable;
		if (entity->sentinel && !strcmp(one->name, entity->sentinel)) {
			/* where the guard is defined, it does not show whether the sentinel needs it */
			d->is_none |= d->has_sentinel && entity->has_open_sentinel;
			if (!d->has_sentinel && !entity->has_open_sentinel)
				continue;
			value = ab_sentinel_at(entity, one, d->release);
		}
		sum += ab_digest_enumerator(ab_name_hash(one->name, length), one->name, length,
					    value.magnitude, value.is_negative);
	}
	return ab_mix(ab_mix(AB_DIGEST_ENUMERATORS, sum),
		      fact_of_basic(d, entity->enum_type[d->model]));
}

static uint64_t digest_tagged(struct digesting *d, const struct ab_entity *entity)
{
	uint64_t digest = ab_mix(ab_mix(AB_DIGEST_TAG, entity->kind), fact_of(entity->tag));

	d->is_none |= entity->n_attributes > 0;
	/* "enum foo : short;" */
	d->is_none |= entity->is_incomplete && entity->enum_type[d->model];
	if (entity->kind == AB_ENUM && !entity->is_incomplete)
		return ab_mix(digest, digest_enumerators(d, entity));
	if (entity->body)
		return ab_mix(digest, digest_body(d, entity->body));
	return ab_mix(digest, AB_DIGEST_OPAQUE);
}

static uint64_t digest_typedef(struct digesting *d, const struct ab_entity *entity)
{
	d->is_none |= entity->n_attributes > 0;
	return ab_mix(AB_DIGEST_TYPEDEF, digest_type(d, entity->type, false));
}

/* ---- macros ---- */

/* The type of a value; of typedef names only size_t, the commonest. */
static uint64_t fact_of_value_type(struct digesting *d, const struct ab_type *type)
{
	if (!type)
		return 0;
	if (type->kind == AB_TYPE_TYPEDEF && !type->quals && strcmp(type->name, "size_t") == 0)
		return fact_of(type->name);
	d->is_none |= type->kind != AB_TYPE_BASIC || type->quals;
	return d->is_none ? 0 : fact_of_basic(d, type->name);
}

static uint64_t digest_integer(struct digesting *d, const struct ab_value *value)
{
	return ab_digest_integer(value->integer.magnitude, value->integer.is_negative,
				 fact_of_value_type(d, value->type));
}

static uint64_t digest_macro(struct digesting *d, const struct ab_entity *entity)
{
	const struct ab_value *value = ab_macro_value(entity, d->model);

	if (entity->value.kind == AB_VALUE_NONE)
		return ab_mix(AB_DIGEST_TEXT, ab_digest_text(entity->text, strlen(entity->text)));
	d->is_none |= value && value->bare;
	if (value && value->kind == AB_VALUE_INTEGER)
		return entity->is_not_in_if ? ab_digest_not_in_if(digest_integer(d, value))
					    : digest_integer(d, value);
	if (value && value->kind == AB_VALUE_STRING)
		return ab_mix(AB_DIGEST_STRING, ab_digest_text(value->text, strlen(value->text)));
	d->is_none = true;
	return 0;
}

/* As cpp_macro_definition() writes it, less the name: "(a,b) body". */
static uint64_t digest_function_macro(struct ab_arena *arena, const struct ab_entity *entity)
{
	struct ab_buf text;

	ab_buf_init(&text, arena);
	ab_buf_add(&text, "(");
	for (unsigned i = 0; i < entity->n_params; i++)
		ab_buf_addf(&text, "%s%s", i ? "," : "", entity->params[i]);
	ab_buf_addf(&text, ") %s", entity->text);
	return ab_mix(AB_DIGEST_FUNCTION_TEXT, ab_digest_text(text.text, text.length));
}

/* ---- any ---- */

uint64_t ab_digest_of(const struct ab_record *record, const struct ab_entity *entity, int model,
		      bool has_sentinel, const char *release)
{
	struct digesting d = {record, model, has_sentinel, release, false};
	uint64_t digest = 0;

	switch (entity->kind) {
	case AB_FUNCTION:
	case AB_VARIABLE:
		digest = digest_linked(&d, entity);
		break;
	case AB_STRUCT:
	case AB_UNION:
	case AB_ENUM:
		digest = digest_tagged(&d, entity);
		break;
	case AB_TYPEDEF:
		digest = digest_typedef(&d, entity);
		break;
	case AB_ENUMERATOR:
		d.is_none |= entity->n_attributes > 0;
		digest = ab_digest_integer(entity->value.integer.magnitude,
					   entity->value.integer.is_negative, 0);
		break;
	case AB_MACRO:
		digest = digest_macro(&d, entity);
		break;
	case AB_FUNCTION_MACRO:
		digest = digest_function_macro(record->arena, entity);
		break;
	default:
		d.is_none = true;
	}
	return d.is_none ? AB_DIGEST_NONE : digest;
}
