/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lex.h - C's tokens, for declarations, expressions and macro bodies.
 *
 * Tokens are slices of the text: nothing is allocated, and the text must live
 * as long as they do.  Every byte belongs to a token, to white space or to a
 * comment; what is no token of C comes as AB_TOKEN_BAD, one character each.
 */
#ifndef ABIDING_LEX_H
#define ABIDING_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "abiding/limits.h"

enum ab_token_kind {
	AB_TOKEN_END,
	AB_TOKEN_WORD,	 /* identifier or keyword */
	AB_TOKEN_NUMBER, /* C17 6.4.8: any pp-number, right or wrong */
	AB_TOKEN_CHAR,	 /* with prefix and quotes */
	AB_TOKEN_STRING, /* likewise; raw strings too */
	AB_TOKEN_PUNCTUATOR,
	AB_TOKEN_BAD, /* stray character, or the first of what is not closed */
};

struct ab_token {
	enum ab_token_kind kind;
	const char *text; /* not terminated */
	size_t length;	  /* bytes */
	unsigned column;  /* from 1, in characters from the start of the text */
	bool has_space;	  /* white space or a comment stands before it */
};

struct ab_lexer {
	const char *at;
	unsigned column;
};

/* What a word may be in a declaration. */
enum ab_word {
	AB_WORD_NAME,  /* no keyword */
	AB_WORD_BASIC, /* part of a basic type's name */
	AB_WORD_QUALIFIER,
	AB_WORD_TAG,	   /* struct, union, enum */
	AB_WORD_ATTRIBUTE, /* __attribute__ and others that take parentheses */
	AB_WORD_EMPTY,	   /* says nothing about the type: extern, register, __extension__ */
	AB_WORD_RESERVED,  /* any other keyword */
};

void ab_lexer_init(struct ab_lexer *lexer, const char *text);

/* The next token; AB_TOKEN_END again and again at the end. */
struct ab_token ab_lexer_next(struct ab_lexer *lexer);

bool ab_token_is_spelt(const struct ab_token *token, const char *text);

/* Whether the token is spelt so.  Mostly it is not, which the first letter settles. */
static inline bool ab_token_is(const struct ab_token *token, const char *text)
{
	return *token->text == *text && ab_token_is_spelt(token, text);
}

enum ab_word ab_token_word(const struct ab_token *token);

/* The keyword that is nearest to a word, or NULL. */
const char *ab_keyword_nearest(const char *word);

/* Whether a text of C has that word, not only as a part of another. */
bool ab_has_word(const char *text, const char *word);

#endif
