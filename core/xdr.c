/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xdr.c - protocol files, read as rpcgen and libvirt's scripts read them.
 *
 *   file:        definition...
 *   definition:  const NAME = value ;
 *              | typedef declaration ;
 *              | enum NAME { NAME [= value] , ... } ;
 *              | struct NAME { declaration ; ... } ;
 *              | union NAME switch ( declaration ) { arm ... } ;
 *              | program NAME { version NAME { procedure ; ... } = value ; ... } = value ;
 *   arm:         case value : ... declaration ; | default : declaration ;
 *   procedure:   type NAME ( type [NAME] , ... ) = value
 *   declaration: type [*] NAME [ "[" value "]" | "<" [value] ">" ] | void
 *   type:        a word of XDR's, NAME, struct NAME, or what stands in braces
 *
 * RFC 4506 section 6.3 and RFC 5531 section 12, and what rpcgen takes besides:
 * char, short and long, "unsigned" alone, enumerators without a value.
 */
#include "abiding/protocol.h"

#include <ctype.h>
#include <string.h>

#include "abiding/file.h"
#include "protocol.h"
#include "xdr-lex.h"

enum { NESTING_MAX = 32 };

struct parser {
	struct ab_xdr_lexer lexer;
	struct ab_arena *arena;
	struct ab_protocol *protocol;
	struct ab_xdr_token token, next;
	size_t n_macros; /* of the lexer's, that have been looked at */
	unsigned depth;	 /* of bodies within bodies */
};

static bool advance(struct parser *p)
{
	p->token = p->next;
	return ab_xdr_lex(&p->lexer, &p->next);
}

static bool is(const struct ab_xdr_token *token, const char *text)
{
	return (token->kind == AB_XDR_WORD || token->kind == AB_XDR_PUNCTUATOR) &&
	       token->length == strlen(text) && strncmp(token->text, text, token->length) == 0;
}

static const char *text_of(const struct parser *p, const struct ab_xdr_token *token)
{
	return ab_strndup(p->arena, token->text, token->length);
}

static bool expected(struct parser *p, const char *what)
{
	if (p->token.kind == AB_XDR_END)
		return ab_xdr_fail(&p->lexer, p->token.place,
				   "expected %s, found the end of the file", what);
	return ab_xdr_fail(&p->lexer, p->token.place, "expected %s, found '%s'", what,
			   text_of(p, &p->token));
}

static bool expect(struct parser *p, const char *punctuator, const char *behind)
{
	if (p->token.kind == AB_XDR_PUNCTUATOR && is(&p->token, punctuator))
		return advance(p);
	return expected(p, ab_printf(p->arena, "'%s' behind %s", punctuator, behind));
}

static bool read_name(struct parser *p, const char *what, const char **name, ab_place *place)
{
	if (p->token.kind != AB_XDR_WORD) {
		expected(p, what);
		return false; /* said here, so that GCC 14 sees that the name is not used */
	}
	*name = text_of(p, &p->token);
	*place = p->token.place;
	return advance(p);
}

/* #define NAME 12 is a constant, too. */
static void take_macros(struct parser *p)
{
	for (; p->n_macros < p->lexer.n_macros; p->n_macros++) {
		const struct ab_xdr_macro *macro = &p->lexer.macros[p->n_macros];
		struct ab_xdr_definition *definition;
		struct ab_int number;

		if (macro->is_undefined || !ab_xdr_number(macro->value, &number))
			continue;
		definition = ab_protocol_define(p->protocol, AB_XDR_CONST, macro->name);
		if (!definition)
			continue;
		definition->place = macro->place;
		definition->value = macro->value;
	}
}

static bool read_value(struct parser *p, const char **value)
{
	struct ab_int number;

	if (p->token.kind == AB_XDR_NUMBER) {
		*value = text_of(p, &p->token);
		return ab_xdr_number(*value, &number)
			   ? advance(p)
			   : ab_xdr_fail(&p->lexer, p->token.place, "'%s' is no number of 64 bits",
					 *value);
	}
	if (p->token.kind != AB_XDR_WORD)
		return expected(p, "a number or the name of a constant");
	take_macros(p);
	*value = text_of(p, &p->token);
	return advance(p);
}

/* ---- types ---- */

static bool read_body(struct parser *p, struct ab_xdr_definition *definition);

/* The word just read. */
static bool read_unsigned(struct parser *p, enum ab_xdr_kind *kind)
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
		if (is(&p->token, words[i].word)) {
			*kind = words[i].kind;
			return advance(p);
		}
	return true;
}

static bool find_sort(const struct ab_xdr_token *token, enum ab_xdr_sort *sort)
{
	static const char *const words[AB_XDR_SORTS] = {"const", "typedef", "enum", "struct",
							"union"};

	for (unsigned i = AB_XDR_CONST; i < AB_XDR_SORTS; i++)
		if (is(token, words[i])) {
			*sort = (enum ab_xdr_sort)i;
			return true;
		}
	return false;
}

/* "struct NAME", "enum { ... }": the keyword is the token. */
static bool read_tagged(struct parser *p, enum ab_xdr_sort sort,
			struct ab_xdr_declaration *declaration)
{
	struct ab_xdr_definition *body;
	ab_place place;

	if (!advance(p))
		return false;
	if (p->token.kind == AB_XDR_WORD && !is(&p->token, "switch")) {
		declaration->kind = AB_XDR_NAME;
		return read_name(p, "a name", &declaration->type, &place);
	}
	if (p->depth == NESTING_MAX)
		return ab_xdr_fail(&p->lexer, p->token.place, "types are nested too deep");
	p->depth++;
	body = AB_NEW(p->arena, struct ab_xdr_definition);
	body->sort = sort;
	body->place = p->token.place;
	declaration->kind = AB_XDR_BODY;
	declaration->body = body;
	if (!read_body(p, body))
		return false;
	p->depth--;
	return true;
}

static bool read_type(struct parser *p, struct ab_xdr_declaration *declaration)
{
	enum ab_xdr_sort sort;

	if (p->token.kind != AB_XDR_WORD)
		return expected(p, "a type");
	declaration->place = p->token.place;
	if (is(&p->token, "unsigned"))
		return advance(p) && read_unsigned(p, &declaration->kind);
	if (find_sort(&p->token, &sort) && sort > AB_XDR_TYPEDEF)
		return read_tagged(p, sort, declaration);
	declaration->type = text_of(p, &p->token);
	declaration->kind = ab_xdr_kind_of(declaration->type);
	if (declaration->kind != AB_XDR_NAME)
		declaration->type = NULL;
	return advance(p);
}

/* ---- declarations ---- */

static bool read_bounds(struct parser *p, struct ab_xdr_declaration *declaration)
{
	const bool is_fixed = is(&p->token, "[");

	if (!is_fixed && !is(&p->token, "<"))
		return true;
	if (declaration->shape == AB_XDR_OPTIONAL)
		return ab_xdr_fail(&p->lexer, p->token.place,
				   "'%s' cannot be a pointer and an array", declaration->name);
	if (is_fixed && declaration->kind == AB_XDR_STRING)
		return ab_xdr_fail(&p->lexer, p->token.place,
				   "a string has no fixed length, expected '<'");
	declaration->shape = is_fixed ? AB_XDR_FIXED : AB_XDR_VARIABLE;
	if (!advance(p))
		return false;
	if (is_fixed || !is(&p->token, ">"))
		if (!read_value(p, &declaration->limit))
			return false;
	return expect(p, is_fixed ? "]" : ">", is_fixed ? "the length" : "the limit");
}

static bool has_sense(struct parser *p, const struct ab_xdr_declaration *declaration)
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
static bool read_declaration(struct parser *p, struct ab_xdr_declaration *declaration)
{
	if (!read_type(p, declaration))
		return false;
	if (declaration->kind == AB_XDR_VOID)
		return true;
	if (is(&p->token, "*")) {
		declaration->shape = AB_XDR_OPTIONAL;
		if (!advance(p))
			return false;
	}
	return read_name(p, "a name behind the type", &declaration->name, &declaration->place) &&
	       read_bounds(p, declaration) && has_sense(p, declaration);
}

/* ---- what stands in braces ---- */

static bool grow(struct parser *p, struct ab_xdr_definition *definition)
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
	return true;
}

/* One more than the one before. */
static bool count_on(struct parser *p, const struct ab_xdr_definition *definition,
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

static bool read_enumerators(struct parser *p, struct ab_xdr_definition *definition)
{
	while (p->token.kind == AB_XDR_WORD) {
		struct ab_xdr_enumerator *enumerator;

		grow(p, definition);
		enumerator = &definition->enumerators[definition->count - 1];
		memset(enumerator, 0, sizeof *enumerator);
		if (!read_name(p, "a name", &enumerator->name, &enumerator->place))
			return false;
		if (is(&p->token, "=")) {
			if (!advance(p) || !read_value(p, &enumerator->value))
				return false;
		} else if (!count_on(p, definition, enumerator)) {
			return false;
		}
		if (!ab_protocol_know(p->protocol, definition->name ? definition : NULL,
				      enumerator))
			return ab_xdr_fail(&p->lexer, enumerator->place, "repeated name '%s'",
					   enumerator->name);
		if (!is(&p->token, ","))
			break;
		if (!advance(p))
			return false;
	}
	return definition->count || expected(p, "a name");
}

static bool read_members(struct parser *p, struct ab_xdr_definition *definition)
{
	while (!is(&p->token, "}")) {
		struct ab_xdr_declaration *member;

		grow(p, definition);
		member = &definition->members[definition->count - 1];
		memset(member, 0, sizeof *member);
		if (!read_declaration(p, member) ||
		    !expect(p, ";",
			    member->name ? ab_printf(p->arena, "'%s'", member->name) : "'void'"))
			return false;
	}
	return definition->count || expected(p, "a member");
}

/* "case 1: case 2:", "default:" */
static bool read_labels(struct parser *p, struct ab_xdr_arm *arm)
{
	const char **values = NULL;
	size_t capacity = 0, n = 0;

	if (is(&p->token, "default"))
		return advance(p) && expect(p, ":", "'default'");
	while (is(&p->token, "case")) {
		values = AB_GROW(p->arena, values, n, &capacity);
		if (!advance(p) || !read_value(p, &values[n]) || !expect(p, ":", "the value"))
			return false;
		n++;
	}
	arm->values = values;
	arm->n_values = (unsigned)n;
	return n || expected(p, "'case' or 'default'");
}

static bool read_arms(struct parser *p, struct ab_xdr_definition *definition)
{
	while (!is(&p->token, "}")) {
		struct ab_xdr_arm *arm;

		grow(p, definition);
		arm = &definition->arms[definition->count - 1];
		memset(arm, 0, sizeof *arm);
		arm->place = p->token.place;
		if (!read_labels(p, arm) || !read_declaration(p, &arm->declaration) ||
		    !expect(p, ";",
			    arm->declaration.name
				? ab_printf(p->arena, "'%s'", arm->declaration.name)
				: "'void'"))
			return false;
	}
	return definition->count || expected(p, "'case'");
}

static bool read_switch(struct parser *p, struct ab_xdr_definition *definition)
{
	if (!is(&p->token, "switch"))
		return expected(p, "'switch'");
	return advance(p) && expect(p, "(", "'switch'") &&
	       read_declaration(p, &definition->declaration) &&
	       expect(p, ")", "what the union switches on");
}

static bool read_body(struct parser *p, struct ab_xdr_definition *definition)
{
	const char *before =
	    definition->name ? ab_printf(p->arena, "'%s'", definition->name) : "the keyword";

	if (definition->sort == AB_XDR_UNION) {
		if (!read_switch(p, definition))
			return false;
		before = "')'";
	}
	return expect(p, "{", before) &&
	       (definition->sort == AB_XDR_ENUM	    ? read_enumerators(p, definition)
		: definition->sort == AB_XDR_STRUCT ? read_members(p, definition)
						    : read_arms(p, definition)) &&
	       expect(p, "}",
		      definition->name ? ab_printf(p->arena, "what '%s' holds", definition->name)
				       : "the members");
}

/* ---- definitions ---- */

static struct ab_xdr_definition *define(struct parser *p, enum ab_xdr_sort sort, const char *name,
					ab_place place)
{
	const struct ab_xdr_definition *first = ab_protocol_find(p->protocol, name);
	struct ab_xdr_definition *definition = ab_protocol_define(p->protocol, sort, name);

	if (!definition)
		ab_xdr_fail(&p->lexer, place, "repeated definition of '%s', first on line %u", name,
			    ab_place_line(first->place));
	else
		definition->place = place;
	return definition;
}

static bool read_const(struct parser *p)
{
	struct ab_xdr_definition *definition;
	const char *name;
	ab_place place;

	if (!read_name(p, "the name of a constant", &name, &place))
		return false;
	definition = define(p, AB_XDR_CONST, name, place);
	if (!definition || !expect(p, "=", ab_printf(p->arena, "'%s'", name)))
		return false;
	if (p->token.kind != AB_XDR_TEXT)
		return read_value(p, &definition->value);
	definition->value = text_of(p, &p->token);
	return advance(p);
}

static bool read_typedef(struct parser *p)
{
	struct ab_xdr_declaration declaration = {0};
	struct ab_xdr_definition *definition;

	if (!read_declaration(p, &declaration))
		return false;
	if (!declaration.name)
		return ab_xdr_fail(&p->lexer, declaration.place, "a typedef of void has no sense");
	definition = define(p, AB_XDR_TYPEDEF, declaration.name, declaration.place);
	if (!definition)
		return false;
	definition->declaration = declaration;
	return true;
}

static bool read_definition_of(struct parser *p, enum ab_xdr_sort sort)
{
	struct ab_xdr_definition *definition;
	const char *name;
	ab_place place;

	if (sort == AB_XDR_CONST)
		return read_const(p);
	if (sort == AB_XDR_TYPEDEF)
		return read_typedef(p);
	if (!read_name(p, "a name", &name, &place))
		return false;
	definition = define(p, sort, name, place);
	return definition && read_body(p, definition);
}

/* ---- programs ---- */

/* A type alone, as of an argument; a name may follow and says nothing. */
static bool read_argument(struct parser *p, struct ab_xdr_declaration *declaration)
{
	ab_place place;
	const char *name;

	if (!read_type(p, declaration))
		return false;
	if (declaration->kind == AB_XDR_STRING)
		declaration->shape = AB_XDR_VARIABLE;
	if (is(&p->token, "*")) {
		declaration->shape = AB_XDR_OPTIONAL;
		if (!advance(p))
			return false;
	}
	if (p->token.kind == AB_XDR_WORD && !read_name(p, "a name", &name, &place))
		return false;
	return read_bounds(p, declaration);
}

static void add_part(struct parser *p, struct ab_xdr_message *message, enum ab_xdr_part part,
		     const struct ab_xdr_declaration *declaration)
{
	struct ab_xdr_declaration *parts;
	const size_t n = message->n_parts[part];

	if (declaration->kind == AB_XDR_VOID)
		return;
	parts = AB_NEW_ARRAY(p->arena, struct ab_xdr_declaration, n + 1);
	if (n)
		memcpy(parts, message->parts[part], n * sizeof *parts);
	parts[n] = *declaration;
	message->parts[part] = parts;
	message->n_parts[part] = n + 1;
}

static bool read_arguments(struct parser *p, struct ab_xdr_message *message)
{
	if (!expect(p, "(", ab_printf(p->arena, "'%s'", message->name)))
		return false;
	while (!is(&p->token, ")")) {
		struct ab_xdr_declaration argument = {0};

		if (!read_argument(p, &argument))
			return false;
		add_part(p, message, AB_XDR_ARGS, &argument);
		if (!is(&p->token, ","))
			break;
		if (!advance(p))
			return false;
	}
	return expect(p, ")", "the arguments");
}

static bool read_procedure(struct parser *p, struct ab_xdr_program *program)
{
	struct ab_xdr_declaration result = {0};
	struct ab_xdr_message *message;
	const char *name;
	ab_place place;

	if (!read_type(p, &result))
		return false;
	if (result.kind == AB_XDR_STRING)
		result.shape = AB_XDR_VARIABLE;
	if (is(&p->token, "*")) {
		result.shape = AB_XDR_OPTIONAL;
		if (!advance(p))
			return false;
	}
	if (!read_name(p, "the name of a procedure", &name, &place))
		return false;
	if (ab_program_find(program, name))
		return ab_xdr_fail(&p->lexer, place, "repeated procedure '%s'", name);
	message = ab_program_add(p->arena, program, name);
	message->place = place;
	add_part(p, message, AB_XDR_RET, &result);
	return read_arguments(p, message) && expect(p, "=", "')'") &&
	       read_value(p, &message->number) && expect(p, ";", "the number");
}

static bool read_version(struct parser *p, const char *program_name)
{
	const size_t index = p->protocol->n_programs;
	struct ab_xdr_program *program;
	const char *name;
	ab_place place;

	if (!is(&p->token, "version"))
		return expected(p, "'version'");
	if (!advance(p) || !read_name(p, "the name of a version", &name, &place))
		return false;
	program =
	    ab_protocol_add_program(p->protocol, ab_printf(p->arena, "%s.%s", program_name, name));
	program->place = place;
	if (!expect(p, "{", ab_printf(p->arena, "'%s'", name)))
		return false;
	while (!is(&p->token, "}"))
		if (!read_procedure(p, &p->protocol->programs[index]))
			return false;
	return advance(p) && expect(p, "=", "'}'") &&
	       read_value(p, &p->protocol->programs[index].version) &&
	       expect(p, ";", "the number of the version");
}

static bool read_program(struct parser *p)
{
	const size_t first = p->protocol->n_programs;
	const char *name, *number;
	ab_place place;

	if (!read_name(p, "the name of a program", &name, &place) ||
	    !expect(p, "{", ab_printf(p->arena, "'%s'", name)))
		return false;
	while (!is(&p->token, "}"))
		if (!read_version(p, name))
			return false;
	if (!advance(p) || !expect(p, "=", "'}'") || !read_value(p, &number))
		return false;
	for (size_t i = first; i < p->protocol->n_programs; i++)
		p->protocol->programs[i].number = number;
	return true;
}

/* ---- the whole ---- */

static bool unknown_definition(struct parser *p)
{
	static const char *const words[] = {"const",  "typedef", "enum",
					    "struct", "union",	 "program"};
	const char *word, *nearest;

	if (p->token.kind != AB_XDR_WORD)
		return expected(p, "a definition such as 'struct'");
	word = text_of(p, &p->token);
	nearest = ab_nearest(word, words, sizeof words / sizeof *words);
	return ab_xdr_fail(&p->lexer, p->token.place, "unknown word '%s', %s%s%s", word,
			   nearest ? "did you mean '"
				   : "expected const, typedef, enum, struct, union or program",
			   nearest ? nearest : "", nearest ? "'?" : "");
}

static bool read_definition(struct parser *p)
{
	enum ab_xdr_sort sort;

	if (is(&p->token, "program")) {
		if (!advance(p) || !read_program(p))
			return false;
	} else if (!find_sort(&p->token, &sort)) {
		return unknown_definition(p);
	} else if (!advance(p) || !read_definition_of(p, sort)) {
		return false;
	}
	return expect(p, ";", "the definition");
}

static bool start(struct parser *p, struct ab_arena *arena, const char *file, const char *text,
		  struct ab_error *error)
{
	p->arena = arena;
	ab_xdr_lex_start(&p->lexer, arena, file, text, error);
	return ab_xdr_lex(&p->lexer, &p->next) && advance(p);
}

bool ab_protocol_parse(struct ab_arena *arena, const char *path, const char *text,
		       struct ab_protocol **protocol, struct ab_error *error)
{
	struct parser p = {.protocol = ab_protocol_new(arena, path)};

	p.protocol->file = path;
	if (!start(&p, arena, path, text, error))
		return false;
	while (p.token.kind != AB_XDR_END)
		if (!read_definition(&p))
			return false;
	take_macros(&p);
	ab_protocol_find_messages(p.protocol);
	*protocol = p.protocol;
	return true;
}

bool ab_protocol_load(struct ab_arena *arena, const char *path, struct ab_protocol **protocol,
		      struct ab_error *error)
{
	size_t length;
	char *text;

	if (!ab_file_read(arena, path, &text, &length, error))
		return false;
	if (strlen(text) < length)
		return ab_error_set(error, arena, path, 0, 0,
				    "this is no text, and so no protocol");
	return ab_protocol_parse(arena, path, text, protocol, error);
}

bool ab_xdr_parse_declaration(struct ab_arena *arena, const char *text,
			      struct ab_xdr_declaration *declaration, const char **problem)
{
	struct ab_error error = {0};
	struct parser p = {.protocol = ab_protocol_new(arena, "")};
	bool is_good;

	memset(declaration, 0, sizeof *declaration);
	is_good = start(&p, arena, NULL, text, &error) && read_type(&p, declaration);
	if (is_good && is(&p.token, "*")) {
		declaration->shape = AB_XDR_OPTIONAL;
		is_good = advance(&p);
	}
	if (is_good && p.token.kind == AB_XDR_WORD)
		is_good = read_name(&p, "a name", &declaration->name, &declaration->place);
	is_good = is_good && read_bounds(&p, declaration) &&
		  (p.token.kind == AB_XDR_END || expected(&p, "nothing more"));
	*problem = error.message;
	return is_good;
}
