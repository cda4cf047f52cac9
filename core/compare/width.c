/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * width.c - what data models decide of types: "unsigned long" and
 * "uint64_t" are alike on one and not on another, and who changes one into the
 * other has seen only the first; and a bound may be made of sizeof.
 */
#include "comparison.h"

#include <stdlib.h>
#include <string.h>

enum model { LP64, ILP32, LLP64, MODELS };

static const char *const model_names[MODELS] = {"lp64", "ilp32", "llp64"};

struct width {
	const char *name;
	bool is_unsigned;
	unsigned bits[MODELS];
};

static const struct width widths[] = {
    {"signed char", false, {8, 8, 8}},	{"unsigned char", true, {8, 8, 8}},
    {"short", false, {16, 16, 16}},	{"unsigned short", true, {16, 16, 16}},
    {"int", false, {32, 32, 32}},	{"unsigned int", true, {32, 32, 32}},
    {"long", false, {64, 32, 32}},	{"unsigned long", true, {64, 32, 32}},
    {"long long", false, {64, 64, 64}}, {"unsigned long long", true, {64, 64, 64}},
    {"size_t", true, {64, 32, 64}},	{"ssize_t", false, {64, 32, 64}},
    {"ptrdiff_t", false, {64, 32, 64}}, {"intptr_t", false, {64, 32, 64}},
    {"uintptr_t", true, {64, 32, 64}},	{"int8_t", false, {8, 8, 8}},
    {"uint8_t", true, {8, 8, 8}},	{"int16_t", false, {16, 16, 16}},
    {"uint16_t", true, {16, 16, 16}},	{"int32_t", false, {32, 32, 32}},
    {"uint32_t", true, {32, 32, 32}},	{"int64_t", false, {64, 64, 64}},
    {"uint64_t", true, {64, 64, 64}},	{"intmax_t", false, {64, 64, 64}},
    {"uintmax_t", true, {64, 64, 64}},
};

static const struct width *width_of(const struct ab_type *type)
{
	for (size_t i = 0; type->name && i < sizeof widths / sizeof *widths; i++)
		if (strcmp(widths[i].name, type->name) == 0)
			return &widths[i];
	return NULL;
}

static const struct ab_type *resolve(const struct ab_comparison *cmp,
				     const struct ab_record *record, const struct ab_type *type)
{
	return ab_type_resolve(record, type, cmp->arena, NULL);
}

/* What both are pointers to, or arrays of, if they are. */
static void peel(const struct ab_comparison *cmp, const struct ab_type **then,
		 const struct ab_type **now)
{
	*then = resolve(cmp, cmp->promised, *then);
	*now = resolve(cmp, cmp->current, *now);
	while ((*then)->kind == (*now)->kind && (*then)->count == (*now)->count &&
	       ((*then)->kind == AB_TYPE_POINTER || (*then)->kind == AB_TYPE_ARRAY)) {
		*then = resolve(cmp, cmp->promised, (*then)->of);
		*now = resolve(cmp, cmp->current, (*now)->of);
	}
}

/* What a number is on the data model at hand: "unsigned int" of "uint32_t"; NULL: not known. */
static const char *stands_for(const struct ab_record *record, const struct ab_type *type, int model)
{
	return type->kind == AB_TYPE_BASIC ? type->name : ab_stands_for(record, type->name, model);
}

/* Whether the compiler takes the one for the other, whatever they are called. */
static bool is_one_type(const struct ab_comparison *cmp, const struct ab_type *then,
			const struct ab_type *now)
{
	const char *a = stands_for(cmp->promised, then, cmp->then_model);
	const char *b = stands_for(cmp->current, now, cmp->now_model);

	return a && b && strcmp(a, b) == 0;
}

const char *ab_where_types_part(const struct ab_comparison *cmp, const struct ab_type *then,
				const struct ab_type *now)
{
	const struct width *a, *b;

	peel(cmp, &then, &now);
	a = width_of(then);
	b = width_of(now);
	if (!a || !b || a == b || a->is_unsigned != b->is_unsigned ||
	    a->bits[LP64] != b->bits[LP64])
		return NULL;
	for (unsigned model = ILP32; model < MODELS; model++)
		if (a->bits[model] != b->bits[model])
			return ab_printf(cmp->arena,
					 "the two are alike on %s; on %s, '%s' has %u bits and "
					 "'%s' has %u",
					 model_names[LP64], model_names[model], a->name,
					 a->bits[model], b->name, b->bits[model]);
	if (is_one_type(cmp, then, now))
		return ab_printf(cmp->arena,
				 "the two are one type on %s; where '%s' is another type, they are "
				 "not",
				 cmp->current->models[cmp->now_model],
				 now->kind == AB_TYPE_BASIC ? then->name : now->name);
	return "the two are alike in size, but not one type to a compiler that is handed a "
	       "pointer to one for the other";
}

bool ab_is_bound_of_model(const struct ab_comparison *cmp, const struct ab_type *then,
			  const struct ab_type *now)
{
	bool differs = false;

	/* each record has the bounds of its own first one */
	if (!cmp->promised->n_models || (cmp->then_model == 0 && cmp->now_model == 0))
		return false;
	then = resolve(cmp, cmp->promised, then);
	now = resolve(cmp, cmp->current, now);
	while (then->kind == AB_TYPE_ARRAY && now->kind == AB_TYPE_ARRAY && then->count > 0 &&
	       now->count > 0) {
		differs |= then->count != now->count;
		then = resolve(cmp, cmp->promised, then->of);
		now = resolve(cmp, cmp->current, now->of);
	}
	return differs && ab_types_differ(cmp, then, now) == AB_SAME;
}

static const char *layout_text(const struct ab_comparison *cmp, const struct ab_aggregate *body)
{
	const unsigned bit = cmp->then_model < 0 ? 0 : 1u << cmp->then_model;

	if (!body || !(body->size_bytes.known & bit) || !(body->align_bytes.known & bit))
		return NULL;
	return ab_printf(cmp->arena, "%u bytes, aligned to %u",
			 (unsigned)body->size_bytes.value[cmp->then_model],
			 (unsigned)body->align_bytes.value[cmp->then_model]);
}

static const char *what_tag_was(const struct ab_comparison *cmp, const struct ab_entity *tag)
{
	return tag->kind == AB_ENUM ? tag->enum_type[cmp->then_model] : layout_text(cmp, tag->body);
}

/* As a record keeps it of types from elsewhere; NULL: not known. */
static const char *what_it_was(const struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *tag;
	const struct ab_type *type;

	if (then->kind != AB_TYPEDEF)
		return what_tag_was(cmp, then);
	type = ab_type_resolve(cmp->promised, then->type, cmp->arena, &tag);
	if (tag)
		return what_tag_was(cmp, tag);
	if (type->body)
		return layout_text(cmp, type->body);
	/* of a pointer nothing is kept but that it is one, and that suits one to void alone */
	if (type->kind == AB_TYPE_POINTER)
		return type->of->kind == AB_TYPE_BASIC && !strcmp(type->of->name, "void")
			   ? "pointer"
			   : NULL;
	return type->name ? stands_for(cmp->promised, type, cmp->then_model) : NULL;
}

bool ab_is_taken_over(const struct ab_comparison *cmp, const struct ab_entity *then,
		      const char **was, const char **is)
{
	*was = *is = NULL;
	if (!ab_record_find_external(cmp->current, then->name))
		return false;
	if (!cmp->is_layout_comparable)
		return true;
	*is = ab_stands_for(cmp->current, then->name, cmp->now_model);
	*was = what_it_was(cmp, then);
	return *is && *was && strcmp(*was, *is) == 0;
}
