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
#include "abiding/limits.h"
#include "abiding/index.h"
#include "protocol.h"
#include "xdr-parser.h"

static struct ab_xdr_definition *define(struct ab_xdr_parser *p, enum ab_xdr_sort sort,
					const char *name, ab_place place)
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

static bool read_const(struct ab_xdr_parser *p)
{
	struct ab_xdr_definition *definition;
	const char *name;
	ab_place place;

	if (!ab_xdr_read_name(p, "the name of a constant", &name, &place))
		return false;
	definition = define(p, AB_XDR_CONST, name, place);
	if (!definition || !ab_xdr_expect(p, "=", ab_printf(p->arena, "'%s'", name)))
		return false;
	if (p->token.kind != AB_XDR_TEXT)
		return ab_xdr_read_value(p, &definition->value);
	definition->value = ab_xdr_text_of(p, &p->token);
	return ab_xdr_advance(p);
}

static bool read_typedef(struct ab_xdr_parser *p)
{
	struct ab_xdr_declaration declaration = {0};
	struct ab_xdr_definition *definition;

	if (!ab_xdr_read_declaration(p, &declaration))
		return false;
	if (!declaration.name)
		return ab_xdr_fail(&p->lexer, declaration.place, "a typedef of void has no sense");
	definition = define(p, AB_XDR_TYPEDEF, declaration.name, declaration.place);
	if (!definition)
		return false;
	definition->declaration = declaration;
	return true;
}

static bool read_definition_of(struct ab_xdr_parser *p, enum ab_xdr_sort sort)
{
	struct ab_xdr_definition *definition;
	const char *name;
	ab_place place;

	if (sort == AB_XDR_CONST)
		return read_const(p);
	if (sort == AB_XDR_TYPEDEF)
		return read_typedef(p);
	if (!ab_xdr_read_name(p, "a name", &name, &place))
		return false;
	definition = define(p, sort, name, place);
	return definition && ab_xdr_read_body(p, definition);
}

/* ---- the whole ---- */

static bool unknown_definition(struct ab_xdr_parser *p)
{
	static const char *const words[] = {"const",  "typedef", "enum",
					    "struct", "union",	 "program"};
	const char *word, *nearest;

	if (p->token.kind != AB_XDR_WORD)
		return ab_xdr_expected(p, "a definition such as 'struct'");
	word = ab_xdr_text_of(p, &p->token);
	nearest = ab_nearest(word, words, sizeof words / sizeof *words);
	return ab_xdr_fail(&p->lexer, p->token.place, "unknown word '%s', %s%s%s", word,
			   nearest ? "did you mean '"
				   : "expected const, typedef, enum, struct, union or program",
			   nearest ? nearest : "", nearest ? "'?" : "");
}

static bool read_definition(struct ab_xdr_parser *p)
{
	enum ab_xdr_sort sort;

	if (ab_xdr_is(&p->token, "program")) {
		if (!ab_xdr_advance(p) || !ab_xdr_read_program(p))
			return false;
	} else if (!ab_xdr_find_sort(&p->token, &sort)) {
		return unknown_definition(p);
	} else if (!ab_xdr_advance(p) || !read_definition_of(p, sort)) {
		return false;
	}
	return ab_xdr_expect(p, ";", "the definition");
}

static bool start(struct ab_xdr_parser *p, struct ab_arena *arena, const char *file,
		  const char *text, struct ab_error *error)
{
	p->arena = arena;
	ab_xdr_lex_start(&p->lexer, arena, file, text, error);
	return ab_xdr_lex(&p->lexer, &p->next) && ab_xdr_advance(p);
}

bool ab_protocol_parse(struct ab_arena *arena, const char *path, const char *text,
		       struct ab_protocol **protocol, struct ab_error *error)
{
	struct ab_xdr_parser p = {.protocol = ab_protocol_new(arena, path)};

	p.protocol->file = path;
	if (!start(&p, arena, path, text, error))
		return false;
	while (p.token.kind != AB_XDR_END)
		if (!read_definition(&p))
			return false;
	ab_xdr_take_macros(&p);
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
				    "this is not text, so it is not a protocol");
	return ab_protocol_parse(arena, path, text, protocol, error);
}

bool ab_xdr_parse_declaration(struct ab_arena *arena, const char *text,
			      struct ab_xdr_declaration *declaration, const char **problem)
{
	struct ab_error error = {0};
	struct ab_xdr_parser p = {.protocol = ab_protocol_new(arena, "")};
	bool is_good;

	memset(declaration, 0, sizeof *declaration);
	is_good = start(&p, arena, NULL, text, &error) && ab_xdr_read_type(&p, declaration);
	if (is_good && ab_xdr_is(&p.token, "*")) {
		declaration->shape = AB_XDR_OPTIONAL;
		is_good = ab_xdr_advance(&p);
	}
	if (is_good && p.token.kind == AB_XDR_WORD)
		is_good = ab_xdr_read_name(&p, "a name", &declaration->name, &declaration->place);
	is_good = is_good && ab_xdr_read_bounds(&p, declaration) &&
		  (p.token.kind == AB_XDR_END || ab_xdr_expected(&p, "nothing more"));
	*problem = error.message;
	return is_good;
}
