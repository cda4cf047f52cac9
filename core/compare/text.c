/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - declarations, macros and values as C writes them. */
#include "comparison.h"

#include <string.h>

const char *ab_decl_text(const struct ab_comparison *cmp, const char *name,
			 const struct ab_type *type, int bit_width)
{
	const struct ab_decl decl = {name, type, bit_width};
	struct ab_buf buf;

	ab_buf_init(&buf, cmp->arena);
	ab_decl_print(&buf, &decl);
	return buf.text;
}

/* "int __attribute__((aligned (8)))"; for what a typedef names, its kind: "struct". */
const char *ab_typedef_text(const struct ab_comparison *cmp, const struct ab_entity *entity)
{
	const char *text;

	if (entity->kind != AB_TYPEDEF)
		return ab_kind_word(entity->kind);
	text = ab_type_text(cmp->arena, entity->type);
	for (unsigned i = 0; i < entity->n_attributes; i++)
		text = ab_printf(cmp->arena, "%s __attribute__((%s))", text, entity->attributes[i]);
	return text;
}

const char *ab_macro_value_text(const struct ab_comparison *cmp, const struct ab_entity *macro,
				const struct ab_value *value)
{
	if (value->kind != AB_VALUE_NONE)
		return ab_value_text(cmp->arena, value);
	return macro->text ? macro->text : "";
}

/* What was promised for this data model; for another one where there is nothing else to say. */
const struct ab_value *ab_promised_value(const struct ab_comparison *cmp,
					 const struct ab_entity *then)
{
	const struct ab_value *value = ab_macro_value(then, cmp->then_model);

	return value ? value : &then->value;
}

const char *ab_value_text(struct ab_arena *arena, const struct ab_value *value)
{
	if (value->kind == AB_VALUE_INTEGER)
		return ab_int_text(arena, value->integer);
	/* "3" would read like an integer */
	if (value->kind == AB_VALUE_FLOAT && !strpbrk(value->text, ".enx"))
		return ab_printf(arena, "%s.0", value->text);
	return value->text;
}

const char *ab_define_text(const struct ab_comparison *cmp, const struct ab_entity *macro)
{
	struct ab_buf text;

	if (macro->kind == AB_FUNCTION_MACRO) {
		ab_buf_init(&text, cmp->arena);
		ab_buf_addf(&text, "#define %s(", macro->name);
		for (unsigned i = 0; i < macro->n_params; i++)
			ab_buf_addf(&text, "%s%s", i ? ", " : "", macro->params[i]);
		ab_buf_addf(&text, ") %s", ab_excerpt(cmp->arena, macro->text ? macro->text : ""));
		return text.text;
	}
	return ab_printf(
	    cmp->arena, "#define %s %s", macro->name,
	    ab_excerpt(cmp->arena, ab_macro_value_text(cmp, macro, ab_promised_value(cmp, macro))));
}

bool ab_macro_is_variadic(const struct ab_entity *macro)
{
	const char *last = macro->n_params ? macro->params[macro->n_params - 1] : "";
	const size_t length = strlen(last);

	return length >= 3 && strcmp(last + length - 3, "...") == 0;
}

const char *ab_member_text(const struct ab_comparison *cmp, const struct ab_field *field)
{
	return ab_decl_text(cmp, field->name, field->type, field->bit_width);
}
