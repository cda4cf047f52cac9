/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Constant expressions by recursive descent.
 *
 * What another data model would say is asked of the expression itself: it is
 * evaluated again with other widths, and a value that comes out differently is
 * model dependent.  Only sizes and alignments, which are known for this model
 * alone, make a value so by their presence.
 */
#include "abiding/eval.h"

#include <string.h>

#include "eval-object.h"
#include "eval-operand.h"
#include "eval-type.h"

static bool parse_conditional(struct ab_eval_run *e, struct ab_operand *value);
static bool is_negative(const struct ab_eval_env *env, const struct ab_operand *operand);
static bool parse_primary(struct ab_eval_run *e, struct ab_operand *value);
static bool parse_unary(struct ab_eval_run *e, struct ab_operand *value);

static void next(struct ab_eval_run *e)
{
	e->token = ab_lexer_next(&e->lexer);
}

static bool at(const struct ab_eval_run *e, const char *text)
{
	return ab_token_is(&e->token, text);
}

static bool take(struct ab_eval_run *e, const char *text)
{
	if (!at(e, text))
		return false;
	next(e);
	return true;
}

static bool deeper(struct ab_eval_run *e)
{
	return ++e->level <= AB_NESTING_MAX;
}

/* A value that cannot be relied on: an error only where it is evaluated. */
static bool fault(const struct ab_eval_run *e)
{
	return e->unevaluated > 0;
}

/* ---- primary expressions ---- */

static bool parse_primary(struct ab_eval_run *e, struct ab_operand *value)
{
	if (!at(e, "("))
		return ab_eval_operand(e, value);
	next(e);
	return parse_conditional(e, value) && take(e, ")");
}

/* ---- operators ---- */

/* The size of what an expression has as type. */
static bool operand_size(struct ab_eval_run *e, const struct ab_operand *operand, uint64_t *size)
{
	const struct ab_units *const string = operand->string;
	const struct ab_type *type = operand->type;
	uint64_t unit;

	if (operand->kind == AB_VALUE_STRING) {
		unit = !ab_units_are_wide(string) ? 1
		       : string->prefix[0] == 'u' ? 2
		       : string->prefix[0] == 'U' ? 4
						  : ab_arith_size(e->env, ab_eval_wide(e, &type));
		*size = (string->count + 1) * unit;
		return true;
	}
	if (!type)
		type = ab_type_named(e->arena, AB_TYPE_BASIC, ab_arith_name(operand->arith), 0);
	e->is_tainted |= !ab_type_has_fixed_size(type) && !e->unevaluated;
	return ab_eval_size(e, type, size);
}

/* "sizeof (type)" or "sizeof expression", behind the word. */
static bool parse_sizeof(struct ab_eval_run *e, struct ab_operand *value)
{
	const struct ab_type *type;
	struct ab_eval_found found;
	uint64_t size = 0;
	bool is_known = true;

	if (ab_at_type_name(e)) {
		if (!ab_parse_type_name(e, &type))
			return false;
		e->is_tainted |= !ab_type_has_fixed_size(type) && !e->unevaluated;
		is_known = ab_eval_size(e, type, &size);
	} else if (ab_parse_object(e, &found)) {
		e->is_tainted |=
		    !(found.type && ab_type_has_fixed_size(found.type)) && !e->unevaluated;
		size = found.size_bytes;
	} else {
		e->unevaluated++;
		is_known = parse_unary(e, value);
		e->unevaluated--;
		is_known = is_known && operand_size(e, value, &size);
	}
	*value = ab_eval_size_operand(e, size);
	return is_known;
}

static bool parse_alignof(struct ab_eval_run *e, struct ab_operand *value)
{
	const struct ab_type *type;
	uint64_t align;

	if (!ab_at_type_name(e) || !ab_parse_type_name(e, &type) || !ab_eval_align(e, type, &align))
		return false;
	*value = ab_eval_size_operand(e, align);
	return true;
}

/* Whether an expression is a constant, behind the word: it is 1 of one that has a value here. */
static bool parse_constant_p(struct ab_eval_run *e, struct ab_operand *value)
{
	if (!take(e, "(") || !parse_conditional(e, value) || !take(e, ")") ||
	    value->kind == AB_VALUE_STRING)
		return false;
	*value = ab_operand_integer(e->env, AB_ARITH_INT, 1);
	return true;
}

static bool parse_offsetof(struct ab_eval_run *e, struct ab_operand *value)
{
	uint64_t offset;

	if (!ab_parse_offset(e, &offset))
		return false;
	e->is_tainted |= !e->unevaluated;
	*value = ab_eval_size_operand(e, offset);
	return true;
}

static bool cast_to(struct ab_eval_run *e, const struct ab_type *type, struct ab_operand *value)
{
	enum ab_arith arith;

	type = ab_type_qualified(e->arena, type, 0);
	arith = ab_eval_arith(e, type);
	if (!arith || value->kind == AB_VALUE_STRING)
		return false;
	if (!ab_operand_convert(e->env, value, arith)) {
		*value = ab_operand_integer(e->env, arith, 0);
		if (!fault(e))
			return false;
	}
	value->type = type->kind == AB_TYPE_BASIC ? NULL : type;
	return true;
}

/* "(type) value"; "(type(value))" of C++ starts alike and is no cast yet. */
static bool parse_cast(struct ab_eval_run *e, struct ab_operand *value)
{
	const struct ab_eval_run before = *e;
	const struct ab_type *type;

	if (ab_parse_type_name(e, &type))
		return parse_unary(e, value) && cast_to(e, type, value);
	e->lexer = before.lexer;
	e->token = before.token;
	return parse_primary(e, value);
}

/*
 * Headers spell casts "static_cast<type>(value)" or "type(value)" where C++
 * includes them.
 */
static bool parse_cplusplus_cast(struct ab_eval_run *e, struct ab_operand *value)
{
	const bool is_keyword = at(e, "static_cast") || at(e, "reinterpret_cast");
	const char *start = e->token.text, *end;
	struct ab_error ignored;
	struct ab_decl decl;

	if (is_keyword) {
		next(e);
		start = e->lexer.at;
		if (!at(e, "<"))
			return false;
		while (!at(e, ">")) {
			next(e);
			if (e->token.kind == AB_TOKEN_END)
				return false;
		}
	}
	end = is_keyword ? e->token.text : start + e->token.length;
	next(e);
	if (!ab_decl_parse(e->arena, ab_strndup(e->arena, start, (size_t)(end - start)), &decl,
			   &ignored))
		return false;
	return take(e, "(") && parse_conditional(e, value) && take(e, ")") &&
	       cast_to(e, decl.type, value);
}

static bool at_cplusplus_cast(struct ab_eval_run *e)
{
	struct ab_lexer ahead = e->lexer;
	const struct ab_token after = ab_lexer_next(&ahead);

	if (at(e, "static_cast") || at(e, "reinterpret_cast"))
		return ab_token_is(&after, "<");
	return ab_token_is(&after, "(") && ab_is_type_word(e, &e->token);
}

static bool parse_sign(struct ab_eval_run *e, struct ab_operand *value)
{
	const char op = e->token.text[0];

	next(e);
	if (!parse_unary(e, value) || value->kind == AB_VALUE_STRING ||
	    (op == '~' && value->kind == AB_VALUE_FLOAT))
		return false;
	return ab_operand_unary(e->env, op, value) || fault(e);
}

static bool parse_unary_here(struct ab_eval_run *e, struct ab_operand *value)
{
	if (take(e, "__extension__"))
		return parse_unary(e, value);
	if (take(e, "sizeof"))
		return parse_sizeof(e, value);
	if (take(e, "_Alignof") || take(e, "alignof"))
		return parse_alignof(e, value);
	if (take(e, "__builtin_offsetof"))
		return parse_offsetof(e, value);
	if (take(e, "__builtin_constant_p"))
		return parse_constant_p(e, value);
	if (at(e, "-") || at(e, "+") || at(e, "~") || at(e, "!"))
		return parse_sign(e, value);
	if (ab_at_type_name(e))
		return parse_cast(e, value);
	if (at_cplusplus_cast(e))
		return parse_cplusplus_cast(e, value);
	return parse_primary(e, value);
}

static bool parse_unary(struct ab_eval_run *e, struct ab_operand *value)
{
	bool is_value;

	if (!deeper(e))
		return false;
	is_value = parse_unary_here(e, value);
	e->level--;
	return is_value;
}

/* ---- what is not in parentheses ---- */

/* A number as a literal of its type; NULL: there is none. */
static const char *literal_of(struct ab_eval_run *e, struct ab_operand operand)
{
	static const char *const suffixes[AB_ARITHS] = {
	    [AB_ARITH_INT] = "",     [AB_ARITH_UINT] = "u",   [AB_ARITH_LONG] = "l",
	    [AB_ARITH_ULONG] = "ul", [AB_ARITH_LLONG] = "ll", [AB_ARITH_ULLONG] = "ull",
	    [AB_ARITH_FLOAT] = "f",  [AB_ARITH_DOUBLE] = "",  [AB_ARITH_LDOUBLE] = "l",
	};
	struct ab_int number;
	const char *text;

	if (operand.kind == AB_VALUE_INTEGER) {
		ab_operand_promote(e->env, &operand);
		number.is_negative = is_negative(e->env, &operand);
		number.magnitude = number.is_negative ? -operand.bits : operand.bits;
		return ab_printf(e->arena, "%s%s", ab_int_text(e->arena, number),
				 suffixes[operand.arith]);
	}
	text = operand.kind == AB_VALUE_FLOAT ? ab_operand_float_text(e->arena, &operand) : NULL;
	if (!text || !suffixes[operand.arith])
		return NULL;
	return ab_printf(e->arena, "%s%s%s", text, strpbrk(text, ".en") ? "" : ".0",
			 suffixes[operand.arith]);
}

static void add_bare(struct ab_eval_run *e, const char *text)
{
	if (!e->bare || e->inside)
		return;
	e->is_bare_lost |= !text;
	if (text)
		ab_buf_addf(e->bare, "%s%s", e->bare->length ? " " : "", text);
}

static void add_bare_operator(struct ab_eval_run *e, const char *text)
{
	add_bare(e, text);
	e->has_operator |= !e->inside;
}

/* An operand with its own signs, casts and parentheses. */
static bool parse_operand(struct ab_eval_run *e, struct ab_operand *value)
{
	bool is_value;

	e->inside++;
	is_value = parse_unary(e, value);
	e->inside--;
	if (is_value && e->bare && !e->inside)
		add_bare(e, literal_of(e, *value));
	return is_value;
}

static const struct operator
{
	const char *text;
	unsigned precedence;
	char op; /* see ab_operand_binary() */
}
operators[] = {
    {"*", 10, '*'}, {"/", 10, '/'}, {"%", 10, '%'}, {"+", 9, '+'},  {"-", 9, '-'},  {"<<", 8, 'l'},
    {">>", 8, 'r'}, {"<", 7, '<'},  {">", 7, '>'},  {"<=", 7, '{'}, {">=", 7, '}'}, {"==", 6, '='},
    {"!=", 6, '!'}, {"&", 5, '&'},  {"^", 4, '^'},  {"|", 3, '|'},  {"&&", 2, 'a'}, {"||", 1, 'o'},
};

static const struct operator* find_operator(const struct ab_eval_run *e, unsigned least)
{
	size_t i;

	if (e->token.kind != AB_TOKEN_PUNCTUATOR)
		return NULL;
	for (i = 0; i < sizeof operators / sizeof *operators; i++)
		if (at(e, operators[i].text) && operators[i].precedence >= least)
			return &operators[i];
	return NULL;
}

/* Whether C has the operator for such operands: strings none, floats not all. */
static bool has_operator(char op, const struct ab_operand *a, const struct ab_operand *b)
{
	if (a->kind == AB_VALUE_STRING || b->kind == AB_VALUE_STRING)
		return false;
	return !strchr("%&^|lr", op) ||
	       (a->kind == AB_VALUE_INTEGER && b->kind == AB_VALUE_INTEGER);
}

static bool parse_binary(struct ab_eval_run *e, unsigned least, struct ab_operand *value);

/* && and ||: where the left side decides, the right one is not evaluated. */
static bool parse_logical(struct ab_eval_run *e, const struct operator* operator,
			  struct ab_operand * value)
{
	const bool is_and = operator->op == 'a';
	const bool left = !ab_operand_is_zero(value);
	struct ab_operand right;
	bool is_value;

	e->unevaluated += left != is_and;
	is_value = parse_binary(e, operator->precedence + 1, &right);
	e->unevaluated -= left != is_and;
	if (!is_value || right.kind == AB_VALUE_STRING)
		return false;
	*value = ab_operand_integer(e->env, AB_ARITH_INT,
				    left != is_and ? left : !ab_operand_is_zero(&right));
	return true;
}

/* Operators of at least that precedence, and all that bind tighter. */
static bool parse_binary(struct ab_eval_run *e, unsigned least, struct ab_operand *value)
{
	const struct operator* operator;
	struct ab_operand right;

	if (!parse_operand(e, value))
		return false;
	while ((operator= find_operator(e, least))) {
		if (value->kind == AB_VALUE_STRING)
			return false;
		add_bare_operator(e, operator->text);
		next(e);
		if (operator->op == 'a' || operator->op == 'o') {
			if (!parse_logical(e, operator, value))
				return false;
			continue;
		}
		if (!parse_binary(e, operator->precedence + 1, &right) ||
		    !has_operator(operator->op, value, &right))
			return false;
		if (!ab_operand_binary(e->env, operator->op, value, right) && !fault(e))
			return false;
	}
	return true;
}

/* "? a : b" and GNU's "?: b", behind the question mark; value holds the condition. */
static bool parse_choices(struct ab_eval_run *e, struct ab_operand *value)
{
	const bool is_first = !ab_operand_is_zero(value);
	struct ab_operand first = *value, second;
	enum ab_arith common;
	bool is_value = true;

	e->unevaluated += !is_first;
	if (!at(e, ":"))
		is_value = parse_conditional(e, &first);
	e->unevaluated -= !is_first;
	add_bare_operator(e, ":");
	if (!is_value || !take(e, ":"))
		return false;
	e->unevaluated += is_first;
	is_value = parse_conditional(e, &second);
	e->unevaluated -= is_first;
	if (!is_value || first.kind == AB_VALUE_STRING || second.kind == AB_VALUE_STRING)
		return false;
	common = ab_arith_common(e->env, &first, &second);
	*value = is_first ? first : second;
	return ab_operand_convert(e->env, value, common);
}

static bool parse_conditional(struct ab_eval_run *e, struct ab_operand *value)
{
	bool is_value;

	if (!deeper(e))
		return false;
	is_value = parse_binary(e, 1, value);
	if (is_value && at(e, "?"))
		add_bare_operator(e, "?");
	if (is_value && take(e, "?"))
		is_value = value->kind != AB_VALUE_STRING && parse_choices(e, value);
	e->level--;
	return is_value;
}

/* ---- whole expressions ---- */

static bool run(struct ab_eval_run *e, const char *text, struct ab_operand *result)
{
	e->constant = parse_conditional;
	e->unary = parse_unary;
	ab_lexer_init(&e->lexer, text);
	next(e);
	return parse_conditional(e, result) && e->token.kind == AB_TOKEN_END;
}

static bool is_negative(const struct ab_eval_env *env, const struct ab_operand *operand)
{
	return !ab_arith_is_unsigned(env, operand->arith) && (int64_t)operand->bits < 0;
}

static bool is_same(const struct ab_eval_env *env, const struct ab_operand *a,
		    const struct ab_operand *b)
{
	return a->kind == b->kind && a->bits == b->bits && a->number == b->number &&
	       is_negative(env, a) == is_negative(env, b);
}

/* What the text comes to with other widths, or with a plain char of the other sign. */
static void compare_elsewhere(struct ab_arena *arena, const struct ab_eval_env *other,
			      const char *text, const struct ab_operand *result,
			      struct ab_value *value)
{
	struct ab_eval_run shadow = {.arena = arena, .env = other, .is_shadow = true};
	struct ab_operand again;

	if (!run(&shadow, text, &again) || !is_same(other, &again, result))
		value->is_model_dependent = true;
	else if (!again.type && again.arith != result->arith)
		value->is_type_model_dependent = true;
}

/* Whether any common data model gives another value, or another type. */
static void look_elsewhere(const struct ab_eval_run *e, const char *text,
			   const struct ab_operand *result, struct ab_value *value)
{
	static const struct {
		unsigned long_bits, pointer_bits;
	} models[] = {{32, 32}, {64, 64}, {32, 64}};
	struct ab_eval_env other = *e->env;

	value->is_model_dependent = e->is_tainted;
	value->is_type_model_dependent = e->is_type_tainted && !result->type;
	for (size_t i = 0; e->sees_varying && i < sizeof models / sizeof *models; i++) {
		other.long_bits = models[i].long_bits;
		other.pointer_bits = models[i].pointer_bits;
		compare_elsewhere(e->arena, &other, text, result, value);
	}
	other = *e->env;
	other.is_char_unsigned = !other.is_char_unsigned;
	if (e->sees_char)
		compare_elsewhere(e->arena, &other, text, result, value);
}

static bool set_value(struct ab_arena *arena, const struct ab_eval_env *env,
		      const struct ab_operand *result, struct ab_value *value)
{
	if (result->kind == AB_VALUE_STRING)
		value->text = ab_units_text(arena, result->string);
	else if (result->kind == AB_VALUE_FLOAT)
		value->text = ab_operand_float_text(arena, result);
	if (result->kind != AB_VALUE_INTEGER && !value->text)
		return false;
	value->type = result->type;
	if (result->kind != AB_VALUE_STRING && !value->type)
		value->type = ab_type_named(arena, AB_TYPE_BASIC, ab_arith_name(result->arith), 0);
	if (result->kind == AB_VALUE_INTEGER) {
		value->integer.is_negative = is_negative(env, result);
		value->integer.magnitude =
		    value->integer.is_negative ? -result->bits : result->bits;
	}
	value->kind = result->kind;
	return true;
}

/* Whether it can be joined with other strings, as "a" "b". */
static bool starts_with_string(const char *text)
{
	struct ab_lexer lexer;

	ab_lexer_init(&lexer, text);
	return ab_lexer_next(&lexer).kind == AB_TOKEN_STRING;
}

/*
 * A constant that only long can hold (2147483648) has that type here and long
 * long elsewhere: its type depends on the model, its value does not.
 */
bool ab_eval(struct ab_arena *arena, const struct ab_eval_env *env, const char *text,
	     struct ab_value *value)
{
	struct ab_buf bare;
	struct ab_eval_run e = {.arena = arena, .env = env, .bare = &bare};
	struct ab_operand result;

	memset(value, 0, sizeof *value);
	ab_buf_init(&bare, arena);
	if (!run(&e, text, &result) || !set_value(arena, env, &result, value))
		return false;
	look_elsewhere(&e, text, &result, value);
	if (result.kind == AB_VALUE_STRING)
		value->bare =
		    starts_with_string(text) ? NULL : ab_printf(arena, "(%s)", value->text);
	else if (e.has_operator && !e.is_bare_lost)
		value->bare = bare.text;
	return true;
}

/* ---- expressions of #if ---- */

bool ab_type_fits_if(const struct ab_type *type)
{
	const enum ab_arith arith =
	    type && type->kind == AB_TYPE_BASIC ? ab_arith_find(type->name) : AB_ARITH_NONE;

	return arith >= AB_ARITH_INT && arith <= AB_ARITH_ULLONG;
}

/* true and false are macros, or what #if knows, wherever they are 1 and 0. */
static bool fits_if(struct ab_arena *arena, const struct ab_token *token)
{
	struct ab_constant constant;

	switch (token->kind) {
	case AB_TOKEN_NUMBER:
		return ab_constant_parse(arena, token, &constant) && !constant.is_float;
	case AB_TOKEN_WORD:
		return ab_token_is(token, "true") || ab_token_is(token, "false");
	default:
		return token->kind == AB_TOKEN_CHAR || token->kind == AB_TOKEN_PUNCTUATOR;
	}
}

bool ab_tokens_fit_if(struct ab_arena *arena, const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer))
		if (!fits_if(arena, &token))
			return false;
	return true;
}
