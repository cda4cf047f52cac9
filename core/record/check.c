/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check.c - whether a record contradicts itself: layouts that no compiler makes,
 * an enumerator that is there twice.  A hand, or a merge, has made it; what it promises
 * no header can keep.
 *
 * Sizes of types are known as far as the record tells; of the rest, the least that they
 * can be.
 */
#include "abiding/resolve.h"
#include "load.h"

#include <string.h>

#include "abiding/limits.h"

struct checking {
	struct ab_loader *l;
	const struct ab_record *record;
	const struct ab_entity *entity; /* whose body it is */
	bool is_good;
};

static void fail(struct checking *c, ab_place place, const char *message)
{
	if (c->is_good)
		ab_error_set(c->l->source.error, c->l->arena, c->l->source.file,
			     ab_place_line(place), ab_place_column(place), "%s", message);
	c->is_good = false;
}

static bool known(const struct ab_per_model *number, unsigned model, uint64_t *value)
{
	if (!(number->known >> model & 1))
		return false;
	*value = number->value[model];
	return true;
}

/* ---- sizes ---- */

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* The least that a type can take, in bits. */
static uint64_t least_bits(const struct checking *c, const struct ab_type *type, unsigned model,
			   unsigned depth)
{
	const struct ab_entity *entity;
	uint64_t size = 0;

	type = ab_type_resolve(c->record, type, c->l->arena, &entity);
	/* bounds are those of the first data model: sizeof may have made them */
	if (depth > 64 || (type->kind == AB_TYPE_ARRAY && model > 0))
		return 0;
	if (type->kind == AB_TYPE_ARRAY && type->count > 0) {
		const uint64_t element = least_bits(c, type->of, model, depth + 1);

		return element > UINT64_MAX / (uint64_t)type->count
			   ? UINT64_MAX
			   : element * (uint64_t)type->count;
	}
	if (type->kind == AB_TYPE_POINTER)
		return starts_with(c->record->models[model], "lp64") ? 64 : 16;
	if (type->body)
		return known(&type->body->size_bytes, model, &size) ? size * 8 : 0;
	if (entity && entity->body)
		return known(&entity->body->size_bytes, model, &size) ? size * 8 : 0;
	return type->kind == AB_TYPE_BASIC && strcmp(type->name, "void") != 0 ? 8 : 0;
}

static uint64_t field_bits(const struct checking *c, const struct ab_field *field, unsigned model)
{
	return field->bit_width >= 0 ? (uint64_t)field->bit_width
				     : least_bits(c, field->type, model, 0);
}

/* ---- bodies ---- */

static const char *name_of(const struct ab_field *field)
{
	return field->name ? field->name : "(unnamed)";
}

static void check_field(struct checking *c, const struct ab_aggregate *body,
			const struct ab_field *field, unsigned model, uint64_t *end)
{
	const uint64_t bits = field_bits(c, field, model);
	uint64_t offset, size;

	if (!known(&field->bit_offset, model, &offset))
		return;
	if (offset > UINT64_MAX - bits)
		offset = UINT64_MAX - bits;
	if (field->bit_width < 0 && offset % 8)
		fail(c, field->place,
		     ab_printf(c->l->arena,
			       "field '%s' of '%s' is at bit %llu on %s, inside a byte",
			       name_of(field), c->entity->name, (unsigned long long)offset,
			       c->record->models[model]));
	else if (!body->is_union && offset < *end)
		fail(c, field->place,
		     ab_printf(c->l->arena,
			       "field '%s' of '%s' is at bit %llu on %s, and what is before it "
			       "ends at bit %llu",
			       name_of(field), c->entity->name, (unsigned long long)offset,
			       c->record->models[model], (unsigned long long)*end));
	else if (known(&body->size_bytes, model, &size) && size <= UINT64_MAX / 8 &&
		 offset + bits > size * 8)
		fail(c, field->place,
		     ab_printf(c->l->arena,
			       "field '%s' of '%s' ends at bit %llu on %s, beyond the %llu bytes "
			       "of what it is in",
			       name_of(field), c->entity->name, (unsigned long long)(offset + bits),
			       c->record->models[model], (unsigned long long)size));
	if (*end < offset + bits)
		*end = offset + bits;
}

static void check_type(struct checking *c, const struct ab_type *type);

static void check_body(struct checking *c, const struct ab_aggregate *body)
{
	for (unsigned model = 0; model < c->record->n_models; model++) {
		uint64_t end = 0;

		for (unsigned i = 0; i < body->n_fields; i++)
			check_field(c, body, &body->fields[i], model, &end);
	}
	for (unsigned i = 0; i < body->n_fields; i++)
		check_type(c, body->fields[i].type);
}

static void check_node(struct ab_type *node, void *checking)
{
	if (node->body)
		check_body(checking, node->body);
}

static void check_type(struct checking *c, const struct ab_type *type)
{
	ab_type_each_body(type, check_node, c);
}

static void check_typedef(struct checking *c)
{
	if (ab_typedef_is_far(c->record, c->entity))
		fail(c, c->entity->place,
		     ab_printf(
			 c->l->arena,
			 "typedef '%s' refers to itself, or through more than %d other typedefs",
			 c->entity->name, AB_TYPEDEFS_MAX));
}

/* ---- enumerators ---- */

static void check_enumerators(struct checking *c)
{
	const struct ab_entity *loose;
	struct ab_entity *owner;

	for (unsigned i = 0; i < c->entity->n_enumerators; i++) {
		const struct ab_enumerator *one = &c->entity->enumerators[i];
		const struct ab_enumerator *other =
		    ab_record_find_enumerator(c->record, one->name, &owner);

		loose = ab_record_find(c->record, AB_ENUMERATOR, one->name);
		/* the look-up knows the last one that was read */
		if (other && other != one)
			fail(c, other->place,
			     ab_printf(c->l->arena, "repeated enumerator '%s', first on line %u",
				       one->name, ab_place_line(one->place)));
		else if (loose)
			fail(c, loose->place,
			     ab_printf(c->l->arena,
				       "repeated enumerator '%s', which is one of '%s', too",
				       one->name, c->entity->name));
	}
}

bool ab_record_is_consistent(struct ab_loader *l)
{
	struct checking c = {.l = l, .record = l->record, .is_good = true};

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < l->record->of[kind].count && c.is_good; i++) {
			c.entity = l->record->of[kind].items[i];
			if (c.entity->body)
				check_body(&c, c.entity->body);
			if (c.entity->type)
				check_type(&c, c.entity->type);
			check_typedef(&c);
			check_enumerators(&c);
		}
	return c.is_good;
}
