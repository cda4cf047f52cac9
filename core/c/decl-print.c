/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Declarations as text.  The declarator is built from the name outwards, one
 * derivation at a time; what is left in the end is the type that stands first.
 */
#include "abiding/type.h"

#include <inttypes.h>

static const char *const qualifiers[] = {"const", "volatile", "restrict", "_Atomic"};

enum { QUALIFIERS = sizeof qualifiers / sizeof *qualifiers };

static bool is_derived(const struct ab_type *type)
{
	return type->kind == AB_TYPE_POINTER || type->kind == AB_TYPE_ARRAY ||
	       type->kind == AB_TYPE_FUNCTION;
}

static const char *pointer_text(struct ab_arena *arena, const struct ab_type *type,
				const char *inner)
{
	const struct ab_type *const to = type->of;
	struct ab_buf buf;
	unsigned i;

	ab_buf_init(&buf, arena);
	if (is_derived(to) && to->kind != AB_TYPE_POINTER)
		ab_buf_add(&buf, "(");
	if (to->kind == AB_TYPE_FUNCTION && to->convention)
		ab_buf_addf(&buf, "__attribute__((%s)) ", to->convention);
	ab_buf_add(&buf, "*");
	for (i = 0; i < QUALIFIERS; i++)
		if (type->quals & 1u << i)
			ab_buf_addf(&buf, "%s%s", buf.text[buf.length - 1] == '*' ? "" : " ",
				    qualifiers[i]);
	if (type->quals && *inner)
		ab_buf_add(&buf, " ");
	ab_buf_add(&buf, inner);
	if (is_derived(to) && to->kind != AB_TYPE_POINTER)
		ab_buf_add(&buf, ")");
	return buf.text;
}

static const char *array_text(struct ab_arena *arena, const struct ab_type *type, const char *inner)
{
	if (type->count == AB_COUNT_NONE)
		return ab_printf(arena, "%s[]", inner);
	if (type->count == AB_COUNT_VARIABLE)
		return ab_printf(arena, "%s[*]", inner);
	return ab_printf(arena, "%s[%" PRId64 "]", inner, type->count);
}

static const char *function_text(struct ab_arena *arena, const struct ab_type *type,
				 const char *inner)
{
	struct ab_buf buf;
	unsigned i;

	ab_buf_init(&buf, arena);
	ab_buf_addf(&buf, "%s(", inner);
	for (i = 0; i < type->n_params; i++) {
		const struct ab_decl param = {type->params[i].name, type->params[i].type, -1};

		if (i)
			ab_buf_add(&buf, ", ");
		ab_decl_print(&buf, &param);
	}
	if (type->is_variadic)
		ab_buf_add(&buf, type->n_params ? ", ..." : "...");
	else if (!type->n_params && !type->has_no_prototype)
		ab_buf_add(&buf, "void");
	ab_buf_add(&buf, ")");
	return buf.text;
}

static void base_print(struct ab_buf *buf, const struct ab_type *type)
{
	const struct ab_type *const named = type->kind == AB_TYPE_VECTOR ? type->of : type;
	unsigned i;

	for (i = 0; i < QUALIFIERS; i++)
		if (type->quals & 1u << i)
			ab_buf_addf(buf, "%s ", qualifiers[i]);
	if (named->kind == AB_TYPE_STRUCT)
		ab_buf_add(buf, "struct ");
	else if (named->kind == AB_TYPE_UNION)
		ab_buf_add(buf, "union ");
	else if (named->kind == AB_TYPE_ENUM)
		ab_buf_add(buf, "enum ");
	ab_buf_add(buf, named->name ? named->name : "{}");
	if (type->kind == AB_TYPE_VECTOR)
		ab_buf_addf(buf, " __attribute__((vector_size (%" PRId64 ")))", type->count);
}

void ab_decl_print(struct ab_buf *buf, const struct ab_decl *decl)
{
	const struct ab_type *type = decl->type;
	const char *inner = decl->name ? decl->name : "";

	for (; is_derived(type); type = type->of) {
		if (type->kind == AB_TYPE_POINTER)
			inner = pointer_text(buf->arena, type, inner);
		else if (type->kind == AB_TYPE_ARRAY)
			inner = array_text(buf->arena, type, inner);
		else
			inner = function_text(buf->arena, type, inner);
	}
	base_print(buf, type);
	if (*inner)
		ab_buf_addf(buf, " %s", inner);
	if (decl->type->kind == AB_TYPE_FUNCTION && decl->type->convention)
		ab_buf_addf(buf, " __attribute__((%s))", decl->type->convention);
	if (decl->bit_width >= 0)
		ab_buf_addf(buf, " : %d", decl->bit_width);
}

const char *ab_type_text(struct ab_arena *arena, const struct ab_type *type)
{
	const struct ab_decl decl = {NULL, type, -1};
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_decl_print(&buf, &decl);
	return buf.text;
}
