/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval-operand.h"

#include <string.h>

static void advance(struct ab_eval_run *e)
{
	e->token = ab_lexer_next(&e->lexer);
}

/* The first type of the list in C17 6.4.4.1p5 that holds the value. */
static bool integer_constant(struct ab_eval_run *e, const struct ab_constant *constant,
			     struct ab_operand *value)
{
	int arith;

	for (arith = constant->longs == 2   ? AB_ARITH_LLONG
		     : constant->longs == 1 ? AB_ARITH_LONG
					    : AB_ARITH_INT;
	     arith <= AB_ARITH_ULLONG; arith++) {
		const bool is_unsigned = ab_arith_is_unsigned(e->env, (enum ab_arith)arith);
		const unsigned bits = ab_arith_bits(e->env, (enum ab_arith)arith) - !is_unsigned;

		if (constant->is_unsigned && !is_unsigned)
			continue;
		if (is_unsigned && !constant->is_unsigned && constant->is_decimal)
			continue;
		if (bits < 64 && constant->magnitude >> bits)
			continue;
		/* long was passed by, or would have been where it is wider */
		e->sees_varying |= arith >= AB_ARITH_LONG && constant->longs < 2;
		*value = ab_operand_integer(e->env, (enum ab_arith)arith, constant->magnitude);
		return true;
	}
	return false;
}

static bool parse_number(struct ab_eval_run *e, struct ab_operand *value)
{
	struct ab_constant constant;

	if (!ab_constant_parse(e->arena, &e->token, &constant))
		return false;
	advance(e);
	return constant.is_float ? ab_operand_float(&constant, value)
				 : integer_constant(e, &constant, value);
}

/* Several characters pack as GCC packs them: the last one lowest, of type int. */
static uint64_t pack_characters(struct ab_eval_run *e, const struct ab_units *units)
{
	uint64_t bits = 0;
	size_t i;

	if (units->count == 1 && !units->prefix[0]) {
		e->sees_char |= units->items[0] > 0x7f;
		return ab_operand_integer(e->env, AB_ARITH_CHAR, units->items[0]).bits;
	}
	for (i = 0; i < units->count; i++)
		bits = units->prefix[0] ? units->items[i] : bits << 8 | units->items[i];
	return bits;
}

static bool parse_character(struct ab_eval_run *e, struct ab_operand *value)
{
	struct ab_units units = {0};
	const struct ab_type *wide = NULL;
	enum ab_arith arith = AB_ARITH_INT;

	if (!ab_units_join(&units, &e->token) || !ab_units_add(e->arena, &units, &e->token))
		return false;
	advance(e);
	if (units.count == 0 || (units.prefix[0] && units.count > 1))
		return false;
	if (units.prefix[0] == 'L')
		arith = ab_eval_wide(e, &wide);
	else if (strcmp(units.prefix, "u8") == 0)
		arith = AB_ARITH_UCHAR;
	else if (units.prefix[0] == 'u')
		arith = AB_ARITH_USHORT;
	else if (units.prefix[0] == 'U')
		arith = AB_ARITH_UINT;
	if (arith == AB_ARITH_USHORT && units.items[0] > 0xffff)
		return false;
	*value = ab_operand_integer(e->env, arith, pack_characters(e, &units));
	if (wide)
		value->type = wide;
	return true;
}

static bool parse_strings(struct ab_eval_run *e, struct ab_operand *value)
{
	struct ab_units *units = AB_NEW(e->arena, struct ab_units);
	struct ab_lexer ahead = e->lexer;
	struct ab_token token;

	for (token = e->token; token.kind == AB_TOKEN_STRING; token = ab_lexer_next(&ahead))
		if (!ab_units_join(units, &token))
			return false;
	for (; e->token.kind == AB_TOKEN_STRING; advance(e))
		if (!ab_units_add(e->arena, units, &e->token))
			return false;
	memset(value, 0, sizeof *value);
	value->kind = AB_VALUE_STRING;
	value->string = units;
	return true;
}

/* An enumerator: it has the same value in every model, whatever holds it. */
static bool known_integer(struct ab_eval_run *e, const struct ab_value *known,
			  struct ab_operand *value)
{
	const uint64_t bits =
	    known->integer.is_negative ? -known->integer.magnitude : known->integer.magnitude;
	enum ab_arith arith = known->type ? ab_eval_arith(e, known->type) : AB_ARITH_INT;

	if (!arith || ab_arith_is_float(arith))
		return false;
	*value = ab_operand_integer(e->env, arith, bits);
	if (value->bits != bits)
		*value = ab_operand_integer(
		    e->env, known->integer.is_negative ? AB_ARITH_LLONG : AB_ARITH_ULLONG, bits);
	if (known->type && known->type->kind != AB_TYPE_BASIC)
		value->type = known->type;
	return true;
}

/*
 * true and false are int here, as they are in <stdbool.h> before C23: a macro
 * must not change its type with the language that includes its header.
 */
static bool parse_name(struct ab_eval_run *e, struct ab_operand *value)
{
	const char *const name = ab_strndup(e->arena, e->token.text, e->token.length);
	struct ab_value known = {0};

	advance(e);
	if (e->env->constant && e->env->constant(e->env->context, name, &known)) {
		e->is_tainted |= known.is_model_dependent && !e->unevaluated;
		return known.kind == AB_VALUE_INTEGER && known_integer(e, &known, value);
	}
	if (strcmp(name, "true") != 0 && strcmp(name, "false") != 0)
		return false;
	*value = ab_operand_integer(e->env, AB_ARITH_INT, name[0] == 't');
	return true;
}

bool ab_eval_operand(struct ab_eval_run *e, struct ab_operand *value)
{
	switch (e->token.kind) {
	case AB_TOKEN_NUMBER:
		return parse_number(e, value);
	case AB_TOKEN_CHAR:
		return parse_character(e, value);
	case AB_TOKEN_STRING:
		return parse_strings(e, value);
	case AB_TOKEN_WORD:
		return ab_token_word(&e->token) == AB_WORD_NAME && parse_name(e, value);
	default:
		return false;
	}
}
