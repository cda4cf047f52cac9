/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * macro.cc - from macros to digests: numbers, strings, the text of a
 * body, and expressions of the integer types from int on.  The rest is the comparison's.
 */
#include "gcc/gcc-includes.h"
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

/* An integer type from int on (C17 6.3.1.1). */
struct integer_type {
	unsigned char rank; /* int, long, long long */
	bool is_unsigned;
	bool is_size; /* by the name of size_t */
};

static const uint64_t type_names[3][2] = {
    {LITERAL("int"), LITERAL("unsigned int")},
    {LITERAL("long int"), LITERAL("long unsigned int")},
    {LITERAL("long long int"), LITERAL("long long unsigned int")},
};

static unsigned width_of(struct integer_type type)
{
	return type.rank == 0	? TYPE_PRECISION(integer_type_node)
	       : type.rank == 1 ? TYPE_PRECISION(long_integer_type_node)
				: TYPE_PRECISION(long_long_integer_type_node);
}

struct number {
	uint64_t value;
	struct integer_type type;
	bool is_good; /* else it is none that is known here */
};

static unsigned digit_of(unsigned char c)
{
	const unsigned char lower = c | 0x20;

	return c >= '0' && c <= '9'	      ? c - '0'
	       : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
					      : 99;
}

/* The first type in the list of C17 6.4.4.1p5 that can hold it; false: none can. */
static bool type_of_literal(struct number *number, bool is_decimal, unsigned n_unsigned,
			    unsigned n_long)
{
	unsigned bits;

	for (unsigned char rank = n_long; rank < 3; rank++)
		for (int is_unsigned = n_unsigned; is_unsigned <= (n_unsigned || !is_decimal);
		     is_unsigned++) {
			number->type = {rank, is_unsigned != 0, false};
			bits = width_of(number->type) - !is_unsigned;
			if (bits >= 64 || number->value >> bits == 0)
				return true;
		}
	return false;
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
	number.is_good = at == end && n_unsigned <= 1 && n_long <= 2 &&
			 type_of_literal(&number, base == 10, n_unsigned, n_long);
	return number;
}

/* ---- expressions ---- */

struct value {
	uint64_t bits; /* as wide as 64 bits, by its sign or by zeroes */
	struct integer_type type;
};

static const struct integer_type type_int = {0, false, false};

static uint64_t widened(uint64_t bits, struct integer_type type)
{
	const unsigned unused = 64 - width_of(type);

	return type.is_unsigned ? bits << unused >> unused
				: (uint64_t)((int64_t)(bits << unused) >> unused);
}

struct expression {
	const cpp_token *at, *end;
	unsigned depth; /* of macros and parentheses */
	bool is_none;
};

enum { DEPTH_MAX = 32, OPERANDS_MAX = 1000 };

static unsigned n_operands; /* of one macro; those that it names may name each other many times */
static bool is_bare;	    /* one macro: it has operators that are not in parentheses */
static bool is_not_in_if;   /* ... or what #if cannot evaluate */

static struct value evaluate(struct expression *expression, int least);
static struct value evaluate_operand(struct expression *expression);

static struct value give_up(struct expression *expression)
{
	expression->is_none = true;
	expression->at = expression->end;
	return {0, type_int};
}

/* A result of an operation; one that its type cannot hold is none. */
static struct value result_of(struct expression *expression, uint64_t bits, bool overflows,
			      struct integer_type type)
{
	const struct value value = {widened(bits, type), type};

	if (!type.is_unsigned && (overflows || value.bits != bits))
		return give_up(expression);
	return value;
}

static struct value value_of_number(struct expression *expression, const cpp_string *text)
{
	const struct number number = number_of(text);

	return number.is_good ? (struct value){number.value, number.type} : give_up(expression);
}

static struct value value_of_name(struct expression *expression, cpp_hashnode *node)
{
	const cpp_macro *const macro = macro_of(node);
	struct expression inner = {};
	struct value value;
	int64_t number;

	is_not_in_if |= !cpp_macro_p(node);
	if (!cpp_macro_p(node))
		return quick_enumerator(node, &number) ? (struct value){(uint64_t)number, type_int}
						       : give_up(expression);
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

static uint64_t fact_of_word(cpp_hashnode *node)
{
	return ab_name_fact(HT_NODE(node)->hash_value, (const char *)NODE_NAME(node),
			    NODE_LEN(node));
}

/* "size_t)" */
static bool read_size(struct expression *expression, struct integer_type *type)
{
	const cpp_token *at = expression->at;

	if (expression->end - at < 2 || at->type != CPP_NAME || cpp_macro_p(at->val.node.node) ||
	    fact_of_word(at->val.node.node) != LITERAL("size_t") || at[1].type != CPP_CLOSE_PAREN)
		return false;
	for (*type = {0, true, true};
	     type->rank < 2 && width_of(*type) < TYPE_PRECISION(size_type_node); type->rank++)
		;
	expression->at += 2;
	return true;
}

/* The words of a type in parentheses, if it is one: "(unsigned long)". */
static bool read_type(struct expression *expression, struct integer_type *type)
{
	const cpp_token *at = expression->at;
	unsigned n_int = 0, n_signed = 0, n_unsigned = 0, n_long = 0;

	for (; at != expression->end && at->type == CPP_NAME; at++) {
		cpp_hashnode *const node = at->val.node.node;
		const uint64_t word = fact_of_word(node);

		if (cpp_macro_p(node))
			return false;
		n_int += word == LITERAL("int");
		n_signed += word == LITERAL("signed");
		n_unsigned += word == LITERAL("unsigned");
		n_long += word == LITERAL("long");
		if (n_int + n_signed + n_unsigned + n_long != at - expression->at + 1)
			return false;
	}
	if (at == expression->at || at == expression->end || at->type != CPP_CLOSE_PAREN ||
	    n_int > 1 || n_signed + n_unsigned > 1 || n_long > 2)
		return false;
	expression->at = at + 1;
	*type = {(unsigned char)n_long, n_unsigned != 0, false};
	return true;
}

static struct value evaluate_parenthesis(struct expression *expression)
{
	struct integer_type type;
	struct value value;

	if (read_size(expression, &type) || read_type(expression, &type)) {
		is_not_in_if = true;
		value = evaluate_operand(expression);
		return {widened(value.bits, type), type};
	}
	expression->depth++;
	value = evaluate(expression, 0);
	expression->depth--;
	if (expression->at == expression->end || expression->at->type != CPP_CLOSE_PAREN)
		return give_up(expression);
	expression->at++;
	return value;
}

static struct value evaluate_operand(struct expression *expression)
{
	const cpp_token *token = expression->at;
	struct value value;

	if (token == expression->end || expression->depth >= DEPTH_MAX ||
	    ++n_operands > OPERANDS_MAX)
		return give_up(expression);
	expression->at++;
	switch (token->type) {
	case CPP_NUMBER:
		return value_of_number(expression, &token->val.str);
	case CPP_NAME:
		return value_of_name(expression, token->val.node.node);
	case CPP_MINUS:
		value = evaluate_operand(expression);
		value.type.is_size = false;
		return result_of(expression, -value.bits, value.bits == UINT64_C(1) << 63,
				 value.type);
	case CPP_COMPL:
		value = evaluate_operand(expression);
		value.type.is_size = false;
		return result_of(expression, ~value.bits, false, value.type);
	case CPP_OPEN_PAREN:
		return evaluate_parenthesis(expression);
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

/* The type of the left operand; the bits that it shifts out must be none that count. */
static struct value shift(struct expression *expression, bool is_left, struct value a,
			  struct value b)
{
	const unsigned width = width_of(a.type);
	uint64_t bits;

	a.type.is_size = false;
	if (b.bits >= width || (!a.type.is_unsigned && (int64_t)a.bits < 0))
		return give_up(expression);
	if (!is_left)
		return {a.bits >> b.bits, a.type};
	bits = a.bits << b.bits;
	return result_of(expression, bits, bits >> b.bits != a.bits, a.type);
}

/* C17 6.3.1.8: where the signed one has the higher rank, it has to be wider as well. */
static struct integer_type common_type(struct integer_type a, struct integer_type b)
{
	const struct integer_type high = a.rank >= b.rank ? a : b, low = a.rank >= b.rank ? b : a;

	if (a.rank == b.rank)
		return {a.rank, a.is_unsigned || b.is_unsigned, false};
	if (high.is_unsigned || !low.is_unsigned || width_of(high) > width_of(low))
		return {high.rank, high.is_unsigned, false};
	return {high.rank, true, false};
}

static struct value apply(struct expression *expression, unsigned operation, struct value a,
			  struct value b)
{
	const struct integer_type type = common_type(a.type, b.type);
	uint64_t bits;
	int64_t exact;
	bool overflows = false;

	if (operation == CPP_LSHIFT || operation == CPP_RSHIFT)
		return shift(expression, operation == CPP_LSHIFT, a, b);
	a.bits = widened(a.bits, type);
	b.bits = widened(b.bits, type);
	switch (operation) {
	case CPP_OR:
		return {a.bits | b.bits, type};
	case CPP_XOR:
		return {a.bits ^ b.bits, type};
	case CPP_AND:
		return {a.bits & b.bits, type};
	case CPP_PLUS:
		bits = a.bits + b.bits;
		overflows = __builtin_add_overflow((int64_t)a.bits, (int64_t)b.bits, &exact);
		break;
	case CPP_MINUS:
		bits = a.bits - b.bits;
		overflows = __builtin_sub_overflow((int64_t)a.bits, (int64_t)b.bits, &exact);
		break;
	default:
		bits = a.bits * b.bits;
		overflows = __builtin_mul_overflow((int64_t)a.bits, (int64_t)b.bits, &exact);
	}
	return result_of(expression, bits, overflows, type);
}

static struct value evaluate(struct expression *expression, int least)
{
	struct value value = evaluate_operand(expression);
	int precedence;

	while ((precedence = precedence_of(expression)) > least) {
		const unsigned operation = expression->at++->type;

		is_bare |= !expression->depth;
		value = apply(expression, operation, value, evaluate(expression, precedence));
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

static uint64_t digest_integer(uint64_t magnitude, bool is_negative, struct integer_type type)
{
	return ab_digest_integer(magnitude, is_negative,
				 type.is_size ? LITERAL("size_t")
					      : type_names[type.rank][type.is_unsigned]);
}

static uint64_t digest_literal(const cpp_token *token)
{
	const cpp_string *const text = &token->val.str;
	struct number number;

	if (token->type == CPP_NUMBER) {
		number = number_of(text);
		return number.is_good ? digest_integer(number.value, false, number.type)
				      : AB_DIGEST_NONE;
	}
	if (token->type != CPP_STRING)
		return AB_DIGEST_NONE;
	/* what is spelled as the record spells its value has that value */
	return ab_mix(AB_DIGEST_STRING, ab_digest_text((const char *)text->text, text->len));
}

/* The value of a body that is an expression; false: it is none. */
static bool evaluate_body(const cpp_macro *macro, struct value *value)
{
	struct expression expression = {};
	const cpp_macro *named;

	/* nothing stands beside a name that is all of a body */
	for (unsigned i = 0;
	     i < DEPTH_MAX && macro->count == 1 && macro->exp.tokens->type == CPP_NAME &&
	     (named = macro_of(macro->exp.tokens->val.node.node)) && !named->fun_like &&
	     named->count;
	     i++)
		macro = named;
	n_operands = 0;
	is_bare = is_not_in_if = false;
	expression.at = macro->exp.tokens;
	expression.end = expression.at + macro->count;
	*value = evaluate(&expression, 0);
	return !expression.is_none && expression.at == expression.end;
}

static bool is_negative(struct value value)
{
	return !value.type.is_unsigned && (int64_t)value.bits < 0;
}

static uint64_t digest_expression(const cpp_macro *macro)
{
	struct value value;
	uint64_t digest;

	if (!evaluate_body(macro, &value) || is_bare)
		return AB_DIGEST_NONE;
	/* one operand: a mere name of an enumerator counts as a number */
	is_not_in_if &= n_operands > 1;
	digest = digest_integer(is_negative(value) ? -value.bits : value.bits, is_negative(value),
				value.type);
	return is_not_in_if && !value.type.is_size ? ab_digest_not_in_if(digest) : digest;
}

bool quick_macro_number(cpp_hashnode *node, uint64_t *number)
{
	const cpp_macro *const macro = macro_of(node);
	struct value value;

	if (!macro || macro->fun_like || !macro->count || !evaluate_body(macro, &value) ||
	    is_negative(value))
		return false;
	*number = value.bits;
	return true;
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

enum { NESTED_MAX = 8 };

/* Less what is itself one by the name of a macro. */
static bool is_decoration(const cpp_macro *macro, unsigned depth)
{
	struct text text;

	text.length = 0;
	text.is_none = false;
	for (unsigned i = 0; i < macro->count; i++) {
		const cpp_token *const token = &macro->exp.tokens[i];
		const cpp_macro *const named =
		    token->type == CPP_NAME ? macro_of(token->val.node.node) : NULL;

		if (!named || named->fun_like || depth >= NESTED_MAX ||
		    !is_decoration(named, depth + 1))
			add_token(&text, token);
	}
	add(&text, "", 1);
	return !text.is_none && ab_tokens_are_decoration(text.letters);
}

bool quick_macro_is_decoration(cpp_hashnode *node)
{
	const cpp_macro *const macro = macro_of(node);

	return macro && is_decoration(macro, 0);
}
