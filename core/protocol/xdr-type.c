/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xdr-type.c - types and declarations of a protocol file, and what stands in braces (xdr.c). */
#include "xdr-parser.h"

#include <ctype.h>
#include <string.h>

#include "abiding/index.h"
#include "abiding/limits.h"
#include "protocol.h"

/* ---- types ---- */

/* The word just read. */
static bool read_unsigned(struct ab_xdr_parser *p, enum ab_xdr_kind *kind)
{
	static const struct {
		const char *word;
		enum ab_xdr_kind kind;
	} words[] = {
	    {"int", AB_XDR_UNSIGNED_INT},     {"long", AB_XDR_UNSIGNED_INT},
	    {"char", AB_XDR_UNSIGNED_CHAR},   {"short", AB_XDR_UNSIGNED_SHORT},
	    {"hyper", AB_XDR_UNSIGNED_HYPER},
	};

	*kind = AB_XDR_UNSIGNED_INT;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (ab_xdr_is(&p->token, words[i].word)) {
			*kind = words[i].kind;
			return ab_xdr_advance(p);
		}
	return true;
}

bool ab_xdr_find_sort(const struct ab_xdr_token *token, enum ab_xdr_sort *sort)
{
	static const char *const words[AB_XDR_SORTS] = {"const", "typedef", "enum", "struct",
							"union"};

	for (unsigned i = AB_XDR_CONST; i < AB_XDR_SORTS; i++)
		if (ab_xdr_is(token, words[i])) {
			*sort = (enum ab_xdr_sort)i;
			return true;
		}
	return false;
}

/* "struct NAME", "enum { ... }": the keyword is the token. */
static bool read_tagged(struct ab_xdr_parser *p, enum ab_xdr_sort sort,
			struct ab_xdr_declaration *declaration)
{
	struct ab_xdr_definition *body;
	ab_place place;

	if (!ab_xdr_advance(p))
		return false;
	if (p->token.kind == AB_XDR_WORD && !ab_xdr_is(&p->token, "switch")) {
		declaration->kind = AB_XDR_NAME;
		return ab_xdr_read_name(p, "a name", &declaration->type, &place);
	}
	if (p->depth == AB_XDR_LEVELS_MAX)
		return ab_xdr_fail(&p->lexer, p->token.place, "types are nested too deep");
	p->depth++;
	body = AB_NEW(p->arena, struct ab_xdr_definition);
	body->sort = sort;
	body->place = p->token.place;
	declaration->kind = AB_XDR_BODY;
	declaration->body = body;
	if (!ab_xdr_read_body(p, body))
		return false;
	p->depth--;
	return true;
}

bool ab_xdr_read_type(struct ab_xdr_parser *p, struct ab_xdr_declaration *declaration)
{
	enum ab_xdr_sort sort;

	if (p->token.kind != AB_XDR_WORD)
		return ab_xdr_expected(p, "a type");
	declaration->place = p->token.place;
	if (ab_xdr_is(&p->token, "unsigned"))
		return ab_xdr_advance(p) && read_unsigned(p, &declaration->kind);
	if (ab_xdr_find_sort(&p->token, &sort) && sort > AB_XDR_TYPEDEF)
		return read_tagged(p, sort, declaration);
	declaration->type = ab_xdr_text_of(p, &p->token);
	declaration->kind = ab_xdr_kind_of(declaration->type);
	if (declaration->kind != AB_XDR_NAME)
		declaration->type = NULL;
	return ab_xdr_advance(p);
}

/* ---- declarations ---- */

bool ab_xdr_read_bounds(struct ab_xdr_parser *p, struct ab_xdr_declaration *declaration)
{
	const bool is_fixed = ab_xdr_is(&p->token, "[");

	if (!is_fixed && !ab_xdr_is(&p->token, "<"))
		return true;
	if (declaration->shape == AB_XDR_OPTIONAL)
		return ab_xdr_fail(&p->lexer, p->token.place,
				   "'%s' cannot be a pointer and an array", declaration->name);
	if (is_fixed && declaration->kind == AB_XDR_STRING)
		return ab_xdr_fail(&p->lexer, p->token.place,
				   "a string has no fixed length, expected '<'");
	declaration->shape = is_fixed ? AB_XDR_FIXED : AB_XDR_VARIABLE;
	if (!ab_xdr_advance(p))
		return false;
	if (is_fixed || !ab_xdr_is(&p->token, ">"))
		if (!ab_xdr_read_value(p, &declaration->limit))
			return false;
	return ab_xdr_expect(p, is_fixed ? "]" : ">", is_fixed ? "the length" : "the limit");
}

static bool has_sense(struct ab_xdr_parser *p, const struct ab_xdr_declaration *declaration)
{
	const bool is_array =
	    declaration->shape == AB_XDR_FIXED || declaration->shape == AB_XDR_VARIABLE;

	if ((declaration->kind == AB_XDR_OPAQUE || declaration->kind == AB_XDR_STRING) && !is_array)
		return ab_xdr_fail(&p->lexer, declaration->place,
				   "'%s' needs a length, as in '%s<10>'", declaration->name,
				   declaration->name);
	return true;
}

/* "void", or a type and a name with what belongs to it. */
bool ab_xdr_read_declaration(struct ab_xdr_parser *p, struct ab_xdr_declaration *declaration)
{
	if (!ab_xdr_read_type(p, declaration))
		return false;
	if (declaration->kind == AB_XDR_VOID)
		return true;
	if (ab_xdr_is(&p->token, "*")) {
		declaration->shape = AB_XDR_OPTIONAL;
		if (!ab_xdr_advance(p))
			return false;
	}
	return ab_xdr_read_name(p, "a name after the type", &declaration->name,
				&declaration->place) &&
	       ab_xdr_read_bounds(p, declaration) && has_sense(p, declaration);
}

/* ---- what stands in braces ---- */

static void grow(struct ab_xdr_parser *p, struct ab_xdr_definition *definition)
{
	switch (definition->sort) {
	case AB_XDR_ENUM:
		definition->enumerators = AB_GROW(p->arena, definition->enumerators,
						  definition->count, &definition->capacity);
		break;
	case AB_XDR_STRUCT:
		definition->members = AB_GROW(p->arena, definition->members, definition->count,
					      &definition->capacity);
		break;
	default:
		definition->arms =
		    AB_GROW(p->arena, definition->arms, definition->count, &definition->capacity);
	}
	definition->count++;
}

/* One more than the one before. */
static bool count_on(struct ab_xdr_parser *p, const struct ab_xdr_definition *definition,
		     struct ab_xdr_enumerator *enumerator)
{
	struct ab_int number = {false, 0};

	if (definition->count > 1) {
		if (!ab_protocol_number(p->protocol, enumerator[-1].value, &number))
			return ab_xdr_fail(
			    &p->lexer, enumerator->place,
			    "'%s' needs a value: that of '%s' before it is not known",
			    enumerator->name, enumerator[-1].name);
		if (number.is_negative)
			number.magnitude--;
		else
			number.magnitude++;
		number.is_negative &= number.magnitude != 0;
	}
	enumerator->value = ab_int_text(p->arena, number);
	return true;
}

static bool read_enumerators(struct ab_xdr_parser *p, struct ab_xdr_definition *definition)
{
	while (p->token.kind == AB_XDR_WORD) {
		struct ab_xdr_enumerator *enumerator;

		grow(p, definition);
		enumerator = &definition->enumerators[definition->count - 1];
		if (!ab_xdr_read_name(p, "a name", &enumerator->name, &enumerator->place))
			return false;
		if (ab_xdr_is(&p->token, "=")) {
			if (!ab_xdr_advance(p) || !ab_xdr_read_value(p, &enumerator->value))
				return false;
		} else if (!count_on(p, definition, enumerator)) {
			return false;
		}
		if (!ab_protocol_know(p->protocol, definition->name ? definition : NULL,
				      enumerator))
			return ab_xdr_fail(&p->lexer, enumerator->place, "repeated name '%s'",
					   enumerator->name);
		if (!ab_xdr_is(&p->token, ","))
			break;
		if (!ab_xdr_advance(p))
			return false;
	}
	return definition->count || ab_xdr_expected(p, "a name");
}

/* A name twice is no C, and which of the two moved nobody could tell. */
static bool is_first(struct ab_xdr_parser *p, struct ab_index *names,
		     const struct ab_xdr_declaration *member)
{
	bool is_new = true;

	if (member->name)
		ab_index_enter(p->arena, names, 0, member->name, &is_new);
	return is_new ||
	       ab_xdr_fail(&p->lexer, member->place, "repeated member '%s'", member->name);
}

static bool read_members(struct ab_xdr_parser *p, struct ab_xdr_definition *definition)
{
	struct ab_index names = {0};

	while (!ab_xdr_is(&p->token, "}")) {
		struct ab_xdr_declaration *member;

		grow(p, definition);
		member = &definition->members[definition->count - 1];
		if (!ab_xdr_read_declaration(p, member) || !is_first(p, &names, member) ||
		    !ab_xdr_expect(p, ";",
				   member->name ? ab_printf(p->arena, "'%s'", member->name)
						: "'void'"))
			return false;
	}
	return definition->count || ab_xdr_expected(p, "a member");
}

/* "case 1: case 2:", "default:" */
static bool read_labels(struct ab_xdr_parser *p, struct ab_xdr_arm *arm)
{
	const char **values = NULL;
	size_t capacity = 0, n = 0;

	if (ab_xdr_is(&p->token, "default"))
		return ab_xdr_advance(p) && ab_xdr_expect(p, ":", "'default'");
	while (ab_xdr_is(&p->token, "case")) {
		values = AB_GROW(p->arena, values, n, &capacity);
		if (!ab_xdr_advance(p) || !ab_xdr_read_value(p, &values[n]) ||
		    !ab_xdr_expect(p, ":", "the value"))
			return false;
		n++;
	}
	arm->values = values;
	arm->n_values = (unsigned)n;
	return n || ab_xdr_expected(p, "'case' or 'default'");
}

static bool read_arms(struct ab_xdr_parser *p, struct ab_xdr_definition *definition)
{
	while (!ab_xdr_is(&p->token, "}")) {
		struct ab_xdr_arm *arm;

		grow(p, definition);
		arm = &definition->arms[definition->count - 1];
		arm->place = p->token.place;
		if (!read_labels(p, arm) || !ab_xdr_read_declaration(p, &arm->declaration) ||
		    !ab_xdr_expect(p, ";",
				   arm->declaration.name
				       ? ab_printf(p->arena, "'%s'", arm->declaration.name)
				       : "'void'"))
			return false;
	}
	return definition->count || ab_xdr_expected(p, "'case'");
}

static bool read_switch(struct ab_xdr_parser *p, struct ab_xdr_definition *definition)
{
	if (!ab_xdr_is(&p->token, "switch"))
		return ab_xdr_expected(p, "'switch'");
	return ab_xdr_advance(p) && ab_xdr_expect(p, "(", "'switch'") &&
	       ab_xdr_read_declaration(p, &definition->declaration) &&
	       ab_xdr_expect(p, ")", "what the union switches on");
}

bool ab_xdr_read_body(struct ab_xdr_parser *p, struct ab_xdr_definition *definition)
{
	const char *before =
	    definition->name ? ab_printf(p->arena, "'%s'", definition->name) : "the keyword";

	if (definition->sort == AB_XDR_UNION) {
		if (!read_switch(p, definition))
			return false;
		before = "')'";
	}
	return ab_xdr_expect(p, "{", before) &&
	       (definition->sort == AB_XDR_ENUM	    ? read_enumerators(p, definition)
		: definition->sort == AB_XDR_STRUCT ? read_members(p, definition)
						    : read_arms(p, definition)) &&
	       ab_xdr_expect(p, "}",
			     definition->name
				 ? ab_printf(p->arena, "what '%s' holds", definition->name)
				 : "the members");
}
