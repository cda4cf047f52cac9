/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Declarations from text, by recursive descent.
 *
 * A declarator reads as a chain from the name outwards ("*x[3]" is array, then
 * pointer); its nodes are linked by `of` while they are read, and tail points
 * to the last one's `of`, where the type that stands first in the text goes.
 */
#include "abiding/type.h"

#include <string.h>

#include "decl-parser.h"

enum { IS_STATIC = 0x100 }; /* among the quals of an array's brackets */

struct specifiers {
	unsigned quals;
	struct ab_buf words;	    /* of a basic type */
	const struct ab_type *type; /* any other type */
	unsigned column;	    /* of the type */
	unsigned restrict_column;
};

struct declarator {
	const char *name;
	unsigned column; /* of the name, or where it would be */
	const struct ab_type *type;
	const struct ab_type **tail;
};

static bool parse_declaration(struct ab_parser *p, bool is_param, struct declarator *d);

/* ---- specifiers ---- */

static unsigned qualifier(const struct ab_token *token)
{
	switch (token->text[strspn(token->text, "_")]) {
	case 'c':
		return AB_QUAL_CONST;
	case 'v':
		return AB_QUAL_VOLATILE;
	case 'r':
		return AB_QUAL_RESTRICT;
	default:
		return AB_QUAL_ATOMIC;
	}
}

static bool only_one_type(struct ab_parser *p)
{
	return ab_parser_unexpected(p, "one type only");
}

static bool parse_tag(struct ab_parser *p, struct specifiers *s, struct ab_attributes *a)
{
	const enum ab_type_kind kind = ab_parser_at(p, "struct")  ? AB_TYPE_STRUCT
				       : ab_parser_at(p, "union") ? AB_TYPE_UNION
								  : AB_TYPE_ENUM;
	const char *name = NULL;

	ab_parser_next(p);
	if (!ab_parser_attributes(p, a))
		return false;
	if (ab_parser_at(p, "{")) {
		ab_parser_next(p);
		if (!ab_parser_at(p, "}"))
			return ab_parser_unexpected(
			    p, "'}', as members do not stand in a declaration");
	} else if (p->token.kind != AB_TOKEN_WORD || ab_token_word(&p->token) != AB_WORD_NAME) {
		return ab_parser_unexpected(p, "a tag or '{}'");
	} else {
		name = ab_parser_text(p, &p->token);
	}
	ab_parser_next(p);
	if (name && ab_parser_at(p, "{"))
		return ab_parser_unexpected(p, "no members after a tag");
	s->type = ab_type_named(p->arena, kind, name, 0);
	return true;
}

/* _Atomic (type), at the parenthesis. */
static bool parse_atomic(struct ab_parser *p, struct specifiers *s)
{
	struct declarator d;

	ab_parser_next(p);
	if (!ab_parser_deeper(p) || !parse_declaration(p, false, &d))
		return false;
	if (d.name)
		return ab_error_set(p->error, p->arena, NULL, 0, d.column,
				    "unexpected '%s', expected ')'", d.name);
	if (d.type->kind == AB_TYPE_ARRAY || d.type->kind == AB_TYPE_FUNCTION)
		return ab_parser_fail(p, s->column,
				      "'_Atomic' cannot be of an array or a function");
	s->type = d.type;
	s->quals |= AB_QUAL_ATOMIC;
	return ab_parser_expect(p, ")");
}

static bool parse_qualifier(struct ab_parser *p, struct specifiers *s)
{
	const unsigned qual = qualifier(&p->token);
	const unsigned column = p->token.column;

	ab_parser_next(p);
	if (qual == AB_QUAL_RESTRICT)
		s->restrict_column = column;
	if (qual != AB_QUAL_ATOMIC || !ab_parser_at(p, "(")) {
		s->quals |= qual;
		return true;
	}
	if (s->type || s->words.length)
		return only_one_type(p);
	s->column = column;
	return parse_atomic(p, s);
}

static bool parse_basic_word(struct ab_parser *p, struct specifiers *s)
{
	const bool is_bit_int = ab_parser_at(p, "_BitInt");
	const char *width;

	if (s->type)
		return only_one_type(p);
	if (!s->words.length)
		s->column = p->token.column;
	else
		ab_buf_add(&s->words, " ");
	ab_buf_add_n(&s->words, p->token.text, p->token.length);
	ab_parser_next(p);
	if (!is_bit_int)
		return true;
	if (!ab_parser_at(p, "("))
		return ab_parser_unexpected(p, "'('");
	if (!ab_parser_skip_balanced(p, &width))
		return false;
	ab_buf_addf(&s->words, "(%s)", width);
	return true;
}

static void parse_typedef_name(struct ab_parser *p, struct specifiers *s)
{
	s->column = p->token.column;
	s->type = ab_type_named(p->arena, AB_TYPE_TYPEDEF, ab_parser_text(p, &p->token), 0);
	if (!p->first.length)
		p->first = p->token;
	ab_parser_next(p);
}

/* One word of the specifiers; *is_done where it belongs to the declarator. */
static bool parse_specifier(struct ab_parser *p, struct specifiers *s, struct ab_attributes *a,
			    bool *is_done)
{
	enum ab_word word = ab_token_word(&p->token);

	if (p->is_own_bool && ab_parser_at(p, "bool"))
		word = AB_WORD_NAME;
	switch (word) {
	case AB_WORD_NAME:
		*is_done = s->type || s->words.length;
		if (!*is_done)
			parse_typedef_name(p, s);
		return true;
	case AB_WORD_BASIC:
		return parse_basic_word(p, s);
	case AB_WORD_QUALIFIER:
		return parse_qualifier(p, s);
	case AB_WORD_TAG:
		if (s->type || s->words.length)
			return only_one_type(p);
		s->column = p->token.column;
		return parse_tag(p, s, a);
	case AB_WORD_EMPTY:
		ab_parser_next(p);
		return true;
	case AB_WORD_ATTRIBUTE:
		return ab_parser_attributes(p, a);
	case AB_WORD_RESERVED:
		break;
	}
	return ab_parser_unexpected(p, s->type || s->words.length ? "a name" : "a type");
}

static bool finish_specifiers(struct ab_parser *p, struct specifiers *s)
{
	const char *name;

	if (s->words.length) {
		name = ab_basic_name(p->arena, s->words.text);
		if (!name)
			return ab_error_set(p->error, p->arena, NULL, 0, s->column,
					    "'%s' is not a type of C", s->words.text);
		s->type = ab_type_named(p->arena, AB_TYPE_BASIC, name, 0);
	}
	if (!s->type)
		return ab_parser_unexpected(p, "a type");
	if (s->quals & AB_QUAL_RESTRICT && s->type->kind != AB_TYPE_POINTER &&
	    s->type->kind != AB_TYPE_TYPEDEF)
		return ab_parser_fail(p, s->restrict_column,
				      "'restrict' here qualifies no pointer");
	s->type = ab_type_qualified(p->arena, s->type, s->type->quals | s->quals);
	return true;
}

static bool parse_specifiers(struct ab_parser *p, struct specifiers *s, struct ab_attributes *a)
{
	bool is_done = false;

	memset(s, 0, sizeof *s);
	ab_buf_init(&s->words, p->arena);
	while (!is_done) {
		if (!ab_parser_attributes(p, a))
			return false;
		if (p->token.kind != AB_TOKEN_WORD)
			break;
		if (!parse_specifier(p, s, a, &is_done))
			return false;
	}
	return finish_specifiers(p, s);
}

/* ---- declarators ---- */

static void merge_attributes(struct ab_parser *p, struct ab_attributes *to,
			     const struct ab_attributes *from)
{
	if (from->convention)
		ab_parser_add_convention(p, to, from->convention, NULL, from->column);
	if (from->vector_bytes)
		to->vector_bytes = from->vector_bytes;
}

static struct ab_type *append(struct ab_parser *p, struct declarator *d, enum ab_type_kind kind)
{
	struct ab_type *node = AB_NEW(p->arena, struct ab_type);

	node->kind = kind;
	*d->tail = node;
	d->tail = &node->of;
	return node;
}

/* Parameters decay (C17 6.7.6.3) and lose their own qualifiers. */
static void adjust_param(struct ab_parser *p, struct declarator *d)
{
	if (d->type->kind == AB_TYPE_ARRAY)
		d->type = ab_type_derived(p->arena, AB_TYPE_POINTER, d->type->of, 0, 0);
	else if (d->type->kind == AB_TYPE_FUNCTION)
		d->type = ab_type_derived(p->arena, AB_TYPE_POINTER, d->type, 0, 0);
	else
		d->type = ab_type_of_param(p->arena, d->type);
}

static bool is_void(const struct ab_type *type)
{
	return type->kind == AB_TYPE_BASIC && strcmp(type->name, "void") == 0;
}

/* One parameter; "(void)" adds none. */
static bool parse_param(struct ab_parser *p, struct ab_type *function, struct ab_param **params,
			size_t *capacity)
{
	const unsigned level = p->level;
	struct declarator d;

	if (!parse_declaration(p, true, &d))
		return false;
	p->level = level;
	if (is_void(d.type)) {
		if (function->n_params || d.name || !ab_parser_at(p, ")"))
			return ab_parser_fail(p, d.column, "a parameter cannot be of type 'void'");
		return true;
	}
	*params = AB_GROW(p->arena, *params, function->n_params, capacity);
	(*params)[function->n_params].name = d.name;
	(*params)[function->n_params].type = d.type;
	function->n_params++;
	function->params = *params;
	return true;
}

/*
 * "(...)" behind a declarator, at the parenthesis.  A calling convention inside
 * of the declarator's own parentheses is that of the function behind them.
 */
static bool parse_function(struct ab_parser *p, struct declarator *d, struct ab_attributes *inner)
{
	struct ab_type *const function = append(p, d, AB_TYPE_FUNCTION);
	struct ab_param *params = NULL;
	size_t capacity = 0;

	function->convention = inner->convention;
	inner->convention = NULL;
	ab_parser_next(p);
	function->has_no_prototype = ab_parser_at(p, ")");
	while (!ab_parser_at(p, ")")) {
		if (ab_parser_at(p, "...")) {
			ab_parser_next(p);
			function->is_variadic = true;
			break;
		}
		if (!parse_param(p, function, &params, &capacity))
			return false;
		if (ab_parser_at(p, ")"))
			break;
		if (!ab_parser_at(p, ","))
			return ab_parser_unexpected(p, "',' or ')'");
		ab_parser_next(p);
		if (ab_parser_at(p, ")"))
			return ab_parser_unexpected(p, "a parameter");
	}
	return ab_parser_expect(p, ")");
}

/* Qualifiers and static inside of brackets. */
static void parse_bracket_words(struct ab_parser *p, struct ab_type *array)
{
	for (;; ab_parser_next(p)) {
		if (ab_parser_at(p, "static"))
			array->quals |= IS_STATIC;
		else if (p->token.kind == AB_TOKEN_WORD &&
			 ab_token_word(&p->token) == AB_WORD_QUALIFIER)
			array->quals |= qualifier(&p->token);
		else
			return;
	}
}

static bool parse_array(struct ab_parser *p, struct declarator *d)
{
	struct ab_type *const array = append(p, d, AB_TYPE_ARRAY);

	ab_parser_next(p);
	parse_bracket_words(p, array);
	if (ab_parser_at(p, "*")) {
		array->count = AB_COUNT_VARIABLE;
		ab_parser_next(p);
	} else if (ab_parser_at(p, "]")) {
		array->count = AB_COUNT_NONE;
	} else if (!ab_parser_number(p, "a decimal bound", INT64_MAX, &array->count)) {
		return false;
	}
	return ab_parser_expect(p, "]");
}

/* A run of '*'; of several, the last stands nearest to the name. */
static bool parse_stars(struct ab_parser *p, struct declarator *run, struct ab_attributes *a)
{
	struct ab_type *star;

	run->type = NULL;
	run->tail = NULL;
	while (ab_parser_at(p, "*")) {
		if (!ab_parser_deeper(p))
			return false;
		star = AB_NEW(p->arena, struct ab_type);
		star->kind = AB_TYPE_POINTER;
		star->of = run->type;
		if (!run->tail)
			run->tail = &star->of;
		run->type = star;
		ab_parser_next(p);
		if (!ab_parser_attributes(p, a))
			return false;
		while (p->token.kind == AB_TOKEN_WORD &&
		       ab_token_word(&p->token) == AB_WORD_QUALIFIER) {
			star->quals |= qualifier(&p->token);
			ab_parser_next(p);
			if (!ab_parser_attributes(p, a))
				return false;
		}
	}
	return true;
}

/*
 * Whether the parenthesis here opens a declarator, not parameters.  "(name)" is
 * one only before "(" or "[": otherwise the word is a type (6.7.6.3p11).
 */
static bool is_nested(const struct ab_parser *p)
{
	struct ab_parser ahead = *p;
	struct ab_error ignored;
	struct ab_attributes a = {0};

	ahead.error = &ignored;
	ab_parser_next(&ahead);
	if (!ab_parser_attributes(&ahead, &a))
		return false;
	if (ab_parser_at(&ahead, "*") || ab_parser_at(&ahead, "(") || ab_parser_at(&ahead, "["))
		return true;
	if (ahead.token.kind != AB_TOKEN_WORD || ab_token_word(&ahead.token) != AB_WORD_NAME)
		return false;
	ab_parser_next(&ahead);
	if (!ab_parser_at(&ahead, ")"))
		return false;
	ab_parser_next(&ahead);
	return ab_parser_at(&ahead, "(") || ab_parser_at(&ahead, "[");
}

static bool parse_declarator(struct ab_parser *p, struct declarator *d, struct ab_attributes *a);

/* "( declarator )", at the parenthesis; inner are the attributes in it. */
static bool parse_nested(struct ab_parser *p, struct declarator *d, struct ab_attributes *inner)
{
	if (!ab_parser_deeper(p))
		return false;
	ab_parser_next(p);
	return parse_declarator(p, d, inner) && ab_parser_expect(p, ")");
}

static bool parse_suffixes(struct ab_parser *p, struct declarator *d, struct ab_attributes *inner)
{
	while (ab_parser_at(p, "(") ||
	       (ab_parser_at(p, "[") && !ab_parser_at_bracket_attribute(p))) {
		if (!ab_parser_deeper(p))
			return false;
		if (ab_parser_at(p, "(") ? !parse_function(p, d, inner) : !parse_array(p, d))
			return false;
	}
	return true;
}

static bool parse_declarator(struct ab_parser *p, struct declarator *d, struct ab_attributes *a)
{
	struct ab_attributes inner = {0};
	struct declarator stars;

	if (!ab_parser_attributes(p, a) || !parse_stars(p, &stars, a))
		return false;
	if (ab_parser_at(p, "(") && is_nested(p)) {
		if (!parse_nested(p, d, &inner))
			return false;
	} else {
		d->column = p->token.column;
		if (p->token.kind == AB_TOKEN_WORD && ab_token_word(&p->token) == AB_WORD_NAME) {
			d->name = ab_parser_text(p, &p->token);
			ab_parser_next(p);
		}
	}
	if (!ab_parser_attributes(p, a) || !parse_suffixes(p, d, &inner) ||
	    !ab_parser_attributes(p, a))
		return false;
	merge_attributes(p, a, &inner);
	if (stars.type) {
		*d->tail = stars.type;
		d->tail = stars.tail;
	}
	return true;
}

/* ---- whole declarations ---- */

static bool apply_vector(struct ab_parser *p, struct specifiers *s, int64_t bytes)
{
	if (s->type->kind != AB_TYPE_BASIC && s->type->kind != AB_TYPE_TYPEDEF &&
	    s->type->kind != AB_TYPE_ENUM)
		return ab_parser_fail(p, s->column,
				      "'vector_size' is for integers and floats only");
	s->type = ab_type_derived(p->arena, AB_TYPE_VECTOR, s->type, bytes, 0);
	return true;
}

/* A convention outside of parentheses is that of the function declared or pointed to. */
static bool apply_convention(struct ab_parser *p, struct declarator *d, struct ab_attributes *a)
{
	const struct ab_type *type = d->type;

	while (type->kind == AB_TYPE_POINTER || type->kind == AB_TYPE_ARRAY)
		type = type->of;
	if (type->kind != AB_TYPE_FUNCTION)
		return ab_error_set(p->error, p->arena, NULL, 0, a->column,
				    "'%s' here is the calling convention of no function",
				    a->convention);
	if (type->convention)
		a->convention = ab_printf(p->arena, "%s, %s", type->convention, a->convention);
	((struct ab_type *)type)->convention = a->convention;
	return true;
}

/* What C forbids of derived types (6.7.6.2p1, 6.7.6.3p1). */
static const char *wrong_derivation(const struct ab_type *type, bool is_param_itself)
{
	const struct ab_type *const of = type->of;

	if (type->kind == AB_TYPE_FUNCTION && of->kind == AB_TYPE_FUNCTION)
		return "a function cannot return a function";
	if (type->kind == AB_TYPE_FUNCTION && of->kind == AB_TYPE_ARRAY)
		return "a function cannot return an array";
	if (type->kind != AB_TYPE_ARRAY)
		return NULL;
	if (type->quals && !is_param_itself)
		return "words in brackets are for the outermost array of a parameter";
	if (of->kind == AB_TYPE_FUNCTION)
		return "there is no array of functions";
	if (is_void(of))
		return "there is no array of 'void'";
	if (of->kind == AB_TYPE_ARRAY && of->count == AB_COUNT_NONE)
		return "only the first bound of an array may be left out";
	return NULL;
}

static bool check_derivations(struct ab_parser *p, const struct declarator *d, bool is_param)
{
	const struct ab_type *type;
	const char *wrong;

	for (type = d->type; type->of; type = type->of) {
		wrong = wrong_derivation(type, is_param && type == d->type);
		if (!wrong)
			continue;
		if (d->name)
			wrong = ab_printf(p->arena, "'%s': %s", d->name, wrong);
		return ab_parser_fail(p, d->column, wrong);
	}
	return true;
}

/* Specifiers and a declarator. */
static bool parse_declaration(struct ab_parser *p, bool is_param, struct declarator *d)
{
	struct ab_attributes a = {0};
	struct specifiers s;

	memset(d, 0, sizeof *d);
	d->tail = &d->type;
	if (!parse_specifiers(p, &s, &a) || !parse_declarator(p, d, &a))
		return false;
	if (a.vector_bytes && !apply_vector(p, &s, a.vector_bytes))
		return false;
	*d->tail = s.type;
	if (a.convention && !apply_convention(p, d, &a))
		return false;
	if (!check_derivations(p, d, is_param))
		return false;
	if (is_param)
		adjust_param(p, d);
	return true;
}

/* ": width", at the colon. */
static bool parse_bit_width(struct ab_parser *p, struct ab_decl *decl)
{
	const enum ab_type_kind kind = decl->type->kind;
	int64_t width;

	if ((kind != AB_TYPE_BASIC && kind != AB_TYPE_TYPEDEF && kind != AB_TYPE_ENUM) ||
	    is_void(decl->type))
		return ab_parser_unexpected(p, "the end, as only an integer can be a bit-field");
	ab_parser_next(p);
	if (!ab_parser_number(p, "a number of bits", INT32_MAX, &width))
		return false;
	decl->bit_width = (int)width;
	return true;
}

static bool parse_whole(struct ab_parser *p, const char *text, struct ab_decl *decl)
{
	struct declarator d;

	ab_lexer_init(&p->lexer, text);
	ab_parser_next(p);
	if (!parse_declaration(p, false, &d))
		return false;
	decl->name = d.name;
	decl->type = d.type;
	decl->bit_width = -1;
	if (ab_parser_at(p, ":") && !parse_bit_width(p, decl))
		return false;
	return p->token.kind == AB_TOKEN_END || ab_parser_unexpected(p, "the end");
}

bool ab_decl_parse(struct ab_arena *arena, const char *text, struct ab_decl *decl,
		   struct ab_error *error)
{
	struct ab_parser p = {.arena = arena, .error = error};

	return parse_whole(&p, text, decl);
}

bool ab_decl_parse_own_bool(struct ab_arena *arena, const char *text, struct ab_decl *decl,
			    struct ab_error *error)
{
	struct ab_parser p = {.arena = arena, .error = error, .is_own_bool = true};

	return parse_whole(&p, text, decl);
}
