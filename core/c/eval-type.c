/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval-type.h"

#include <string.h>

/* Typedefs whose width is known from their name. */
static const struct fixed {
	const char *name;
	enum ab_arith arith;
} fixed_typedefs[] = {
    {"int8_t", AB_ARITH_SCHAR},	    {"uint8_t", AB_ARITH_UCHAR},   {"int16_t", AB_ARITH_SHORT},
    {"uint16_t", AB_ARITH_USHORT},  {"int32_t", AB_ARITH_INT},	   {"uint32_t", AB_ARITH_UINT},
    {"int64_t", AB_ARITH_LLONG},    {"uint64_t", AB_ARITH_ULLONG}, {"intmax_t", AB_ARITH_LLONG},
    {"uintmax_t", AB_ARITH_ULLONG},
};

/* Typedefs as wide as a pointer. */
static const char *const pointer_wide[] = {"size_t", "ssize_t", "ptrdiff_t", "intptr_t",
					   "uintptr_t"};

void ab_eval_note(struct ab_eval_run *e, enum ab_arith arith)
{
	if (arith == AB_ARITH_LONG || arith == AB_ARITH_ULONG)
		e->sees_varying = true;
	if (arith == AB_ARITH_CHAR)
		e->sees_char = true;
}

static enum ab_arith pointer_arith(const struct ab_eval_run *e, bool is_unsigned)
{
	const enum ab_arith arith = e->env->pointer_bits == e->env->int_bits	? AB_ARITH_INT
				    : e->env->pointer_bits == e->env->long_bits ? AB_ARITH_LONG
										: AB_ARITH_LLONG;

	return is_unsigned ? (enum ab_arith)(arith + 1) : arith;
}

/* What C libraries make 64 bits of: long where it is wide enough. */
static enum ab_arith wide_arith(const struct ab_eval_run *e, enum ab_arith arith)
{
	if (e->env->long_bits < 64)
		return arith;
	return arith == AB_ARITH_LLONG ? AB_ARITH_LONG : AB_ARITH_ULONG;
}

static const struct fixed *find_fixed(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof fixed_typedefs / sizeof *fixed_typedefs; i++)
		if (strcmp(fixed_typedefs[i].name, name) == 0)
			return &fixed_typedefs[i];
	return NULL;
}

static bool is_pointer_wide(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof pointer_wide / sizeof *pointer_wide; i++)
		if (strcmp(pointer_wide[i], name) == 0)
			return true;
	return false;
}

static bool type_info(const struct ab_eval_run *e, const struct ab_type *type, uint64_t *size,
		      uint64_t *align, const char **basic)
{
	*basic = NULL;
	return e->env->type_info && e->env->type_info(e->env->context, type, size, align, basic);
}

/* For a typedef or enum. */
static enum ab_arith named_arith(struct ab_eval_run *e, const struct ab_type *type)
{
	const struct fixed *fixed;
	uint64_t size, align;
	const char *basic;
	enum ab_arith arith = AB_ARITH_NONE;

	if (type_info(e, type, &size, &align, &basic) && basic)
		arith = ab_arith_find(basic);
	if (!arith || type->kind != AB_TYPE_TYPEDEF) {
		ab_eval_note(e, arith);
		return arith;
	}
	fixed = find_fixed(type->name);
	if (is_pointer_wide(type->name)) {
		e->sees_varying = true;
		if (e->is_shadow)
			arith = pointer_arith(e, ab_arith_is_unsigned(e->env, arith));
	} else if (!fixed) {
		e->is_type_tainted = true;
	} else if (fixed->arith >= AB_ARITH_LLONG) {
		e->sees_varying = true;
		if (e->is_shadow)
			arith = wide_arith(e, fixed->arith);
	}
	ab_eval_note(e, arith);
	return arith;
}

enum ab_arith ab_eval_arith(struct ab_eval_run *e, const struct ab_type *type)
{
	enum ab_arith arith;

	if (type->kind == AB_TYPE_TYPEDEF || type->kind == AB_TYPE_ENUM)
		return named_arith(e, type);
	if (type->kind != AB_TYPE_BASIC)
		return AB_ARITH_NONE;
	arith = ab_arith_find(type->name);
	ab_eval_note(e, arith);
	return arith;
}

enum ab_arith ab_eval_wide(struct ab_eval_run *e, const struct ab_type **type)
{
	enum ab_arith arith;

	*type = ab_type_named(e->arena, AB_TYPE_TYPEDEF, "wchar_t", 0);
	arith = ab_eval_arith(e, *type);
	return arith ? arith : AB_ARITH_INT;
}

bool ab_type_has_fixed_size(const struct ab_type *type)
{
	enum ab_arith arith;

	while (type->kind == AB_TYPE_ARRAY || type->kind == AB_TYPE_VECTOR)
		type = type->of;
	if (type->kind == AB_TYPE_TYPEDEF)
		return find_fixed(type->name) != NULL;
	if (type->kind != AB_TYPE_BASIC)
		return false;
	arith = ab_arith_find(type->name);
	return arith && arith != AB_ARITH_LONG && arith != AB_ARITH_ULONG &&
	       arith != AB_ARITH_LDOUBLE && arith != AB_ARITH_FLOAT64X;
}

bool ab_eval_size(struct ab_eval_run *e, const struct ab_type *type, uint64_t *size)
{
	const char *basic;
	uint64_t align;

	switch (type->kind) {
	case AB_TYPE_BASIC:
		*size = ab_arith_size(e->env, ab_arith_find(type->name));
		return *size || type_info(e, type, size, &align, &basic);
	case AB_TYPE_POINTER:
		*size = e->env->pointer_bits / 8;
		return true;
	case AB_TYPE_ARRAY:
		return type->count >= 0 && ab_eval_size(e, type->of, size) &&
		       !__builtin_mul_overflow(*size, (uint64_t)type->count, size);
	case AB_TYPE_VECTOR:
		*size = (uint64_t)type->count;
		return true;
	case AB_TYPE_FUNCTION:
		return false;
	default:
		return type_info(e, type, size, &align, &basic);
	}
}

/* 8-byte types are aligned to 4 in some models. */
bool ab_eval_align(struct ab_eval_run *e, const struct ab_type *type, uint64_t *align)
{
	uint64_t size;
	const char *basic;

	while (type->kind == AB_TYPE_ARRAY)
		type = type->of;
	if (!ab_type_has_fixed_size(type) || !ab_eval_size(e, type, &size) || size > 4)
		e->is_tainted |= !e->unevaluated;
	if (type_info(e, type, &size, align, &basic))
		return true;
	return ab_type_has_fixed_size(type) && ab_eval_size(e, type, align) && *align <= 4;
}

static const struct ab_type *size_type(struct ab_eval_run *e)
{
	return ab_type_named(e->arena, AB_TYPE_TYPEDEF, "size_t", 0);
}

struct ab_operand ab_eval_size_operand(struct ab_eval_run *e, uint64_t size)
{
	const struct ab_type *const type = size_type(e);
	enum ab_arith arith = named_arith(e, type);
	struct ab_operand operand;

	if (!arith)
		arith = pointer_arith(e, true);
	e->sees_varying = true;
	operand = ab_operand_integer(e->env, arith, size);
	operand.type = type;
	return operand;
}
