/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decl-parser.h - the reader under decl-parse.c: tokens, errors, attributes.
 *
 * A function that fails has filled the parser's error and returns false.
 */
#ifndef ABIDING_DECL_PARSER_H
#define ABIDING_DECL_PARSER_H

#include "abiding/type.h"
#include "abiding/lex.h"

struct ab_parser {
	struct ab_arena *arena;
	struct ab_error *error;
	struct ab_lexer lexer;
	struct ab_token token; /* the one to be read next */
	struct ab_token first; /* the outermost typedef name, a misspelt keyword perhaps */
	unsigned level;	       /* derivations and brackets around the token */
	bool is_own_bool;      /* "bool" is the name of a type, not _Bool */
};

/* What attributes say about types; others are skipped. */
struct ab_attributes {
	const char *convention; /* text, NULL: none */
	int64_t vector_bytes;	/* 0: none */
	unsigned column;	/* of the convention */
};

void ab_parser_next(struct ab_parser *p);
/* Whether the token is spelt so. */
bool ab_parser_at(const struct ab_parser *p, const char *text);
/* A token's text in the arena. */
const char *ab_parser_text(const struct ab_parser *p, const struct ab_token *token);

/* Both fill the error and return false. */
bool ab_parser_fail(struct ab_parser *p, unsigned column, const char *message);
bool ab_parser_unexpected(struct ab_parser *p, const char *expected);

/* Reads that token, or fails. */
bool ab_parser_expect(struct ab_parser *p, const char *punctuator);
/* One level more; fails where that is too deep. */
bool ab_parser_deeper(struct ab_parser *p);
/* Reads a decimal number that fits. */
bool ab_parser_number(struct ab_parser *p, const char *what, int64_t max, int64_t *number);
/* Skips a bracket, the token, and all up to its closing one; text gets the inside (or is NULL). */
bool ab_parser_skip_balanced(struct ab_parser *p, const char **text);

/* Whether "[[" is next. */
bool ab_parser_at_bracket_attribute(const struct ab_parser *p);
/* Any number of attributes in any of their forms, also none. */
bool ab_parser_attributes(struct ab_parser *p, struct ab_attributes *a);
/* Adds a convention to those that are there; args as written, NULL: none. */
void ab_parser_add_convention(struct ab_parser *p, struct ab_attributes *a, const char *name,
			      const char *args, unsigned column);

#endif
