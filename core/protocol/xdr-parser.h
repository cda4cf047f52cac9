/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xdr-parser.h - the reader under xdr.c and xdr-program.c: tokens, names, values.
 *
 * A function that fails has filled the lexer's error and returns false.
 */
#ifndef ABIDING_XDR_PARSER_H
#define ABIDING_XDR_PARSER_H

#include "abiding/protocol.h"
#include "xdr-lex.h"

struct ab_xdr_parser {
	struct ab_xdr_lexer lexer;
	struct ab_arena *arena;
	struct ab_protocol *protocol;
	struct ab_xdr_token token, next;
	size_t n_macros; /* of the lexer's, that have been looked at */
	unsigned depth;	 /* of bodies within bodies */
};

/* To the next token. */
bool ab_xdr_advance(struct ab_xdr_parser *p);

/* Whether that is the word or the punctuator. */
bool ab_xdr_is(const struct ab_xdr_token *token, const char *text);

/* A copy of its text. */
const char *ab_xdr_text_of(const struct ab_xdr_parser *p, const struct ab_xdr_token *token);

/* Fails: something else is at hand. */
bool ab_xdr_expected(struct ab_xdr_parser *p, const char *what);

/* Reads what must stand there; behind: what it follows, for the error. */
bool ab_xdr_expect(struct ab_xdr_parser *p, const char *punctuator, const char *behind);
bool ab_xdr_read_name(struct ab_xdr_parser *p, const char *what, const char **name,
		      ab_place *place);

/* Defines the constants that directives "#define NAME 12" have made up to here. */
void ab_xdr_take_macros(struct ab_xdr_parser *p);

/* A number, or the name of a constant, as it is written. */
bool ab_xdr_read_value(struct ab_xdr_parser *p, const char **value);

/* xdr-type.c: the sort of definition that a word begins; false: it is none. */
bool ab_xdr_find_sort(const struct ab_xdr_token *token, enum ab_xdr_sort *sort);
/* A declaration with its name; what stands in the braces of an enum, struct or union. */
bool ab_xdr_read_declaration(struct ab_xdr_parser *p, struct ab_xdr_declaration *declaration);
bool ab_xdr_read_body(struct ab_xdr_parser *p, struct ab_xdr_definition *definition);
/* A type; the "[3]" or "<3>" behind a name, if any. */
bool ab_xdr_read_type(struct ab_xdr_parser *p, struct ab_xdr_declaration *declaration);
bool ab_xdr_read_bounds(struct ab_xdr_parser *p, struct ab_xdr_declaration *declaration);

/* xdr-program.c: a program, behind that word, up to its number (RFC 5531, 12). */
bool ab_xdr_read_program(struct ab_xdr_parser *p);

#endif
