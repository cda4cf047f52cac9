/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xdr-lex.h - the words of a protocol file, for its parser.
 *
 * Comments, "%" lines (text for the C that rpcgen writes) and what the C
 * preprocessor leaves out are passed over.  Conditions are read as rpcgen -h
 * reads them: RPC_HDR is defined, and what the file itself defines.
 */
#ifndef AB_XDR_LEX_H
#define AB_XDR_LEX_H

#include "abiding/limits.h"
#include "abiding/protocol.h"

enum ab_xdr_token_kind {
	AB_XDR_END,
	AB_XDR_WORD,
	AB_XDR_NUMBER,
	AB_XDR_TEXT, /* "..." */
	AB_XDR_PUNCTUATOR,
};

struct ab_xdr_token {
	enum ab_xdr_token_kind kind;
	const char *text; /* in the source */
	size_t length;
	ab_place place;
};

struct ab_xdr_condition {
	bool is_on;  /* what stands here counts */
	bool was_on; /* one of its branches has counted, or none can */
	bool has_else;
	ab_place place; /* of its #if */
};

struct ab_xdr_macro {
	const char *name, *value; /* value: "" where it has none */
	bool is_undefined;
	ab_place place;
};

struct ab_xdr_lexer {
	struct ab_arena *arena;
	struct ab_error *error;
	const char *file;
	const char *at;
	unsigned line, column;
	bool is_line_start;
	struct ab_xdr_condition conditions[AB_XDR_CONDITIONS_MAX];
	unsigned n_conditions;
	struct ab_xdr_macro *macros; /* #define and #undef, in order */
	size_t n_macros, macros_capacity;
};

void ab_xdr_lex_start(struct ab_xdr_lexer *lexer, struct ab_arena *arena, const char *file,
		      const char *text, struct ab_error *error);

/* The next word; false: an error. */
bool ab_xdr_lex(struct ab_xdr_lexer *lexer, struct ab_xdr_token *token);

/* Sets the error, at a place of the file.  Returns false. */
bool ab_xdr_fail(struct ab_xdr_lexer *lexer, ab_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
