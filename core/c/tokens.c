/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Macro bodies as tokens. */
#include "abiding/eval.h"

#include <string.h>

#include "abiding/lex.h"

const char *ab_tokens_normalise(struct ab_arena *arena, const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind; token = ab_lexer_next(&lexer)) {
		if (token.has_space && buf.length)
			ab_buf_add(&buf, " ");
		ab_buf_add_n(&buf, token.text, token.length);
	}
	return buf.text;
}

/* Words that say something of a declaration, but no type and no value. */
static const char *const bare_words[] = {
    "static",	 "register",	  "inline",	  "__inline", "__inline__", "__extension__",
    "_Noreturn", "_Thread_local", "__thread",	  "const",    "__const",    "__const__",
    "volatile",	 "__volatile",	  "__volatile__", "restrict", "__restrict", "__restrict__",
};

/* Words with parentheses behind them. */
static const char *const call_words[] = {
    "__attribute__", "__attribute", "__declspec", "_Pragma", "__asm__", "__asm", "asm",
};

static const char *const asm_words[] = {"__asm__", "__asm", "asm"};

static bool is_one_of(const struct ab_token *token, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (ab_token_is(token, words[i]))
			return true;
	return false;
}

/* Skips from the opening bracket, the token, to behind its closing one. */
static bool skip_brackets(struct ab_lexer *lexer, struct ab_token *token, const char *open,
			  const char *close)
{
	unsigned depth = 0;

	if (!ab_token_is(token, open))
		return false;
	do {
		if (ab_token_is(token, open))
			depth++;
		else if (ab_token_is(token, close))
			depth--;
		else if (token->kind == AB_TOKEN_END)
			return false;
		*token = ab_lexer_next(lexer);
	} while (depth);
	return true;
}

/* Whether what is in the parentheses has operands: an asm that is a statement, no name for the linker. */
static bool has_operands(struct ab_lexer lexer)
{
	struct ab_token token = ab_lexer_next(&lexer);

	while (token.kind != AB_TOKEN_END && !ab_token_is(&token, ")") && token.text[0] != ':')
		token = ab_lexer_next(&lexer);
	return token.kind != AB_TOKEN_END && token.text[0] == ':';
}

/* "extern", 'extern "C"' or 'extern "C" {'. */
static void skip_linkage(struct ab_lexer *lexer, struct ab_token *token)
{
	*token = ab_lexer_next(lexer);
	if (!ab_token_is(token, "\"C\"") && !ab_token_is(token, "\"C++\""))
		return;
	*token = ab_lexer_next(lexer);
	if (ab_token_is(token, "{"))
		*token = ab_lexer_next(lexer);
}

static bool skip_decoration(struct ab_lexer *lexer, struct ab_token *token)
{
	struct ab_lexer ahead = *lexer;
	const struct ab_token second = ab_lexer_next(&ahead);

	if (is_one_of(token, call_words, sizeof call_words / sizeof *call_words)) {
		const bool is_asm =
		    is_one_of(token, asm_words, sizeof asm_words / sizeof *asm_words);

		*token = ab_lexer_next(lexer);
		if (is_asm && has_operands(*lexer))
			return false;
		return skip_brackets(lexer, token, "(", ")");
	}
	if (ab_token_is(token, "[") && ab_token_is(&second, "["))
		return skip_brackets(lexer, token, "[", "]");
	if (ab_token_is(token, "extern")) {
		skip_linkage(lexer, token);
		return true;
	}
	if (!ab_token_is(token, "}") &&
	    !is_one_of(token, bare_words, sizeof bare_words / sizeof *bare_words))
		return false;
	*token = ab_lexer_next(lexer);
	return true;
}

bool ab_tokens_are_decoration(const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, text);
	token = ab_lexer_next(&lexer);
	while (token.kind != AB_TOKEN_END)
		if (!skip_decoration(&lexer, &token))
			return false;
	return true;
}
