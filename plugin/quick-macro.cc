/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quick-macro.cc - from macros to digests: numbers, strings, the text of a
 * body, and expressions of type int.  The rest is the comparison's.
 */
#include "gcc-includes.h"
#include "quick.h"

extern "C" {
#include "abiding/eval.h"
}

static const cpp_macro *macro_of(cpp_hashnode *node)
{
	const cpp_macro *macro;

	if (!cpp_user_macro_p(node))
		return NULL;
	macro = node->value.macro;
	return macro->kind == cmk_macro && !macro->lazy ? macro : NULL;
}

/* ---- numbers ---- */

struct number {
	uint64_t value;
	uint64_t type; /* its name as a fact; 0: it is none that is known here */
};

static unsigned digit_of(unsigned char c)
{
	const unsigned char lower = c | 0x20;

	return c >= '0' && c <= '9'	      ? c - '0'
	       : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
					      : 99;
}

/* The type by suffix and size (C17 6.4.4.1p5), as far as it is the same on all targets. */
static uint64_t type_of_literal(uint64_t value, bool is_decimal, unsigned n_unsigned,
				unsigned n_long)
{
	if (n_unsigned > 1)
		return 0;
	if (!n_long && value <= INT32_MAX)
		return n_unsigned ? LITERAL("unsigned int") : LITERAL("int");
	if (!n_long && value <= UINT32_MAX && (n_unsigned || !is_decimal))
		return LITERAL("unsigned int");
	if (n_long == 1 && value <= INT32_MAX)
		return n_unsigned ? LITERAL("long unsigned int") : LITERAL("long int");
	if (n_long == 2 && value <= INT64_MAX)
		return n_unsigned ? LITERAL("long long unsigned int") : LITERAL("long long int");
	return 0;
}

static struct number number_of(const cpp_string *text)
{
	const unsigned char *at = text->text, *const end = at + text->len;
	struct number number = {};
	unsigned base = 10, n_unsigned = 0, n_long = 0;

	if (text->len > 1 && at[0] == '0') {
		base = (at[1] | 0x20) == 'x' ? 16 : 8;
		at += base == 16 ? 2 : 1;
		if (base == 16 && at == end)
			return number;
	}
	for (; at < end && digit_of(*at) < base; at++) {
		if (number.value > UINT64_MAX / 32)
			return number;
		number.value = number.value * base + digit_of(*at);
	}
	/* "lL" is none, "LUL" neither: whatever else is there is left to the comparison */
	while (at < end && (*at | 0x20) == 'u')
		at++, n_unsigned++;
	while (at < end && (*at == 'l' || *at == 'L') && (!n_long || *at == at[-1]))
		at++, n_long++;
	if (!n_unsigned)
		while (at < end && (*at | 0x20) == 'u')
			at++, n_unsigned++;
	if (at == end)
		number.type = type_of_literal(number.value, base == 10, n_unsigned, n_long);
	return number;
}

/* ---- expressions of type int ---- */

struct expression {
	const cpp_token *at, *end;
	unsigned depth; /* of macros and parentheses */
	bool is_none;
};

enum { DEPTH_MAX = 32, OPERANDS_MAX = 1000 };

static unsigned n_operands; /* of one macro; those that it names may name each other many times */

static int64_t evaluate(struct expression *expression, int least);
static int64_t evaluate_operand(struct expression *expression);

static int64_t give_up(struct expression *expression)
{
	expression->is_none = true;
	expression->at = expression->end;
	return 0;
}

static int64_t value_of_name(struct expression *expression, cpp_hashnode *node)
{
	const cpp_macro *const macro = macro_of(node);
	struct expression inner = {};
	int64_t value;
	if (cpp_macro_p(node)) {
		if (!macro || macro->fun_like || !macro->count || expression->depth >= DEPTH_MAX)
			return give_up(expression);
		inner.at = macro->exp.tokens;
		inner.end = inner.at + macro->count;
		inner.depth = expression->depth + 1;
		/* what stands beside the name binds to the parts of its body, not to the whole */
		if (macro->count > 1 && macro->exp.tokens[0].type != CPP_OPEN_PAREN)
			return give_up(expression);
		value = evaluate_operand(&inner);
		if (inner.is_none || inner.at != inner.end)
			return give_up(expression);
		return value;
	}
	return quick_enumerator(node, &value) ? value : give_up(expression);
}

static int64_t evaluate_operand(struct expression *expression)
{
	const cpp_token *token = expression->at;
	struct number number;
	int64_t value;

	if (token == expression->end || expression->depth >= DEPTH_MAX ||
	    ++n_operands > OPERANDS_MAX)
		return give_up(expression);
	expression->at++;
	switch (token->type) {
	case CPP_NUMBER:
		number = number_of(&token->val.str);
		return number.type == LITERAL("int") ? (int64_t)number.value : give_up(expression);
	case CPP_NAME:
		return value_of_name(expression, token->val.node.node);
	case CPP_MINUS:
		return -evaluate_operand(expression);
	case CPP_COMPL:
		return ~evaluate_operand(expression);
	case CPP_OPEN_PAREN:
		expression->depth++;
		value = evaluate(expression, 0);
		expression->depth--;
		if (expression->at == expression->end || expression->at->type != CPP_CLOSE_PAREN)
			return give_up(expression);
		expression->at++;
		return value;
	default:
		return give_up(expression);
	}
}

/* How tight an operator binds, 0: it is none of these. */
static int precedence_of(const struct expression *expression)
{
	if (expression->at == expression->end)
		return 0;
	switch (expression->at->type) {
	case CPP_OR:
		return 1;
	case CPP_XOR:
		return 2;
	case CPP_AND:
		return 3;
	case CPP_LSHIFT:
	case CPP_RSHIFT:
		return 4;
	case CPP_PLUS:
	case CPP_MINUS:
		return 5;
	case CPP_MULT:
		return 6;
	default:
		return 0;
	}
}

static int64_t apply(struct expression *expression, unsigned type, int64_t a, int64_t b)
{
	int64_t value;

	switch (type) {
	case CPP_OR:
		return a | b;
	case CPP_XOR:
		return a ^ b;
	case CPP_AND:
		return a & b;
	case CPP_LSHIFT:
		if (a < 0 || b < 0 || b > 30)
			return give_up(expression);
		value = a << b;
		break;
	case CPP_RSHIFT:
		if (a < 0 || b < 0 || b > 31)
			return give_up(expression);
		value = a >> b;
		break;
	case CPP_PLUS:
		value = a + b;
		break;
	case CPP_MINUS:
		value = a - b;
		break;
	default:
		value = a * b;
	}
	return value >= INT32_MIN && value <= INT32_MAX ? value : give_up(expression);
}

static int64_t evaluate(struct expression *expression, int least)
{
	int64_t value = evaluate_operand(expression);
	int precedence;

	while ((precedence = precedence_of(expression)) > least) {
		const unsigned type = expression->at++->type;

		value = apply(expression, type, value, evaluate(expression, precedence));
	}
	return value;
}

/* ---- the text of a definition ---- */

/* How tokens are spelled: "" for what is no operator, and what that is. */
#define OP(name, spelling) spelling,
#define TK(name, form) "",
static const char operators[][4] = {TTYPE_TABLE};
#undef OP
#undef TK
enum form { FORM_OPERATOR, FORM_IDENT, FORM_LITERAL, FORM_NONE };
#define OP(name, spelling) FORM_OPERATOR,
#define TK(name, form) FORM_##form,
static const unsigned char forms[] = {TTYPE_TABLE};
#undef OP
#undef TK

/* A definition less its name, as cpp_macro_definition() writes it: "(a,b) body". */
struct text {
	char letters[1024];
	size_t length;
	bool is_none; /* it is longer, or has what is rare */
};

static void add(struct text *text, const void *letters, size_t n)
{
	if (n > sizeof text->letters - text->length) {
		text->is_none = true;
		return;
	}
	memcpy(text->letters + text->length, letters, n);
	text->length += n;
}

static void add_name(struct text *text, cpp_hashnode *node)
{
	add(text, NODE_NAME(node), NODE_LEN(node));
}

static void add_token(struct text *text, const cpp_token *token)
{
	if (token->flags & PREV_WHITE)
		add(text, " ", 1);
	if (token->flags & STRINGIFY_ARG)
		add(text, "#", 1);
	text->is_none |= (token->flags & (DIGRAPH | NAMED_OP)) != 0;
	if (token->type == CPP_MACRO_ARG)
		add_name(text, token->val.macro_arg.spelling);
	else if (forms[token->type] == FORM_OPERATOR)
		for (const char *at = operators[token->type]; *at; at++)
			add(text, at, 1);
	else if (forms[token->type] == FORM_IDENT)
		add_name(text, token->val.node.spelling);
	else if (forms[token->type] == FORM_LITERAL)
		add(text, token->val.str.text, token->val.str.len);
	else
		text->is_none = true;
	if (token->flags & PASTE_LEFT)
		add(text, " ##", 3);
}

/* false: it has what is rare. */
static bool spell(const cpp_macro *macro, struct text *text)
{
	text->length = 0;
	text->is_none = macro->variadic || macro->extra_tokens;
	if (macro->fun_like)
		add(text, "(", 1);
	for (unsigned i = 0; i < macro->paramc; i++) {
		if (i)
			add(text, ",", 1);
		add_name(text, macro->parm.params[i]);
	}
	if (macro->fun_like)
		add(text, ") ", 2);
	for (unsigned i = 0; i < macro->count; i++)
		add_token(text, &macro->exp.tokens[i]);
	return !text->is_none;
}

/* "NAME(a,b) body" or "NAME body", less the name. */
static const char *definition_of(cpp_hashnode *node)
{
	const char *const text = (const char *)cpp_macro_definition(parse_in, node);

	return text ? text + NODE_LEN(node) : NULL;
}

static uint64_t digest_definition(cpp_hashnode *node, const cpp_macro *macro)
{
	const enum ab_digest_start start =
	    macro->fun_like ? AB_DIGEST_FUNCTION_TEXT : AB_DIGEST_TEXT;
	struct text text;
	const char *definition;

	if (spell(macro, &text))
		return ab_mix(start, ab_digest_text(text.letters, text.length));
	definition = definition_of(node);
	if (!definition)
		return AB_DIGEST_NONE;
	definition += *definition == ' ';
	return ab_mix(start, ab_digest_text(definition, strlen(definition)));
}

/* ---- one macro ---- */

static uint64_t digest_literal(const cpp_token *token)
{
	const cpp_string *const text = &token->val.str;
	struct number number;

	if (token->type == CPP_NUMBER) {
		number = number_of(text);
		return number.type ? ab_digest_integer(number.value, 0, number.type)
				   : AB_DIGEST_NONE;
	}
	if (token->type != CPP_STRING)
		return AB_DIGEST_NONE;
	/* what is spelled as the record spells its value has that value */
	return ab_mix(AB_DIGEST_STRING, ab_digest_text((const char *)text->text, text->len));
}

/* The value of a body that is an expression of type int; false: it is none. */
static bool evaluate_body(const cpp_macro *macro, int64_t *value)
{
	struct expression expression = {};

	n_operands = 0;
	expression.at = macro->exp.tokens;
	expression.end = expression.at + macro->count;
	*value = evaluate(&expression, 0);
	return !expression.is_none && expression.at == expression.end;
}

static uint64_t digest_expression(const cpp_macro *macro)
{
	int64_t value;

	if (!evaluate_body(macro, &value))
		return AB_DIGEST_NONE;
	return ab_digest_integer(value < 0 ? -(uint64_t)value : value, value < 0, LITERAL("int"));
}

bool quick_macro_number(cpp_hashnode *node, int64_t *value)
{
	const cpp_macro *const macro = macro_of(node);
	struct number number;

	if (!macro || macro->fun_like || !macro->count)
		return false;
	if (macro->count > 1 || macro->exp.tokens->type != CPP_NUMBER)
		return evaluate_body(macro, value);
	number = number_of(&macro->exp.tokens->val.str);
	*value = (int64_t)number.value;
	return number.type && number.value <= INT64_MAX;
}

bool quick_macro_is(cpp_hashnode *node, uint64_t wanted)
{
	const cpp_macro *const macro = macro_of(node);

	if (!macro || wanted == AB_DIGEST_NONE)
		return false;
	if (!macro->fun_like && macro->count == 1 && digest_literal(macro->exp.tokens) == wanted)
		return true;
	if (!macro->fun_like && macro->count && digest_expression(macro) == wanted)
		return true;
	return digest_definition(node, macro) == wanted;
}

/* ---- what is none to promise ---- */

bool quick_macro_is_decoration(cpp_hashnode *node, location_t where)
{
	const cpp_macro *const macro = macro_of(node);
	const char *body;

	(void)where;
	if (!macro)
		return false;
	if (!macro->count)
		return true;
	body = definition_of(node);
	if (body && macro->fun_like)
		body = strchr(body, ')') ? strchr(body, ')') + 1 : NULL;
	return body && ab_tokens_are_decoration(body);
}
