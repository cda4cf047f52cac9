/* SPDX-License-Identifier: GPL-3.0-or-later */
/* macro-parse.c - a macro's definition taken apart (abiding/expand.h). */
#include "abiding/expand.h"

#include <stdlib.h>
#include <string.h>

#include "abiding/lex.h"

static bool read_params(struct ab_arena *arena, struct ab_lexer *lexer, struct ab_macro *macro)
{
	const char **params = NULL;
	size_t count = 0, capacity = 0;
	struct ab_token token = ab_lexer_next(lexer);

	while (!ab_token_is(&token, ")")) {
		const char *name;

		if (token.kind != AB_TOKEN_WORD && !ab_token_is(&token, "..."))
			return false;
		name = ab_strndup(arena, token.text, token.length);
		token = ab_lexer_next(lexer);
		if (ab_token_is(&token, "...")) {
			name = ab_printf(arena, "%s...", name);
			token = ab_lexer_next(lexer);
		}
		params = AB_GROW(arena, params, count, &capacity);
		params[count++] = name;
		if (ab_token_is(&token, ","))
			token = ab_lexer_next(lexer);
		else if (!ab_token_is(&token, ")"))
			return false;
	}
	macro->params = params;
	macro->n_params = (unsigned)count;
	return true;
}

static void add_utf8(struct ab_buf *buf, unsigned long c)
{
	static const unsigned char first[] = {0, 0xc0, 0xe0, 0xf0};
	const unsigned n = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	char bytes[4] = {(char)(first[n] | c >> 6 * n)};

	for (unsigned i = 1; i <= n; i++)
		bytes[i] = (char)(0x80 | (c >> 6 * (n - i) & 0x3f));
	ab_buf_add_n(buf, bytes, n + 1);
}

/* cpplib spells the "é" of a name as "\U000000e9", or as the source does. */
static const char *with_names_in_utf8(struct ab_arena *arena, const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;
	struct ab_buf buf;
	const char *done = text;

	if (!strchr(text, '\\'))
		return text;
	ab_buf_init(&buf, arena);
	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer)) {
		const char *at = token.text;

		while (token.kind == AB_TOKEN_WORD &&
		       (at = memchr(at, '\\', token.length - (size_t)(at - token.text)))) {
			const size_t digits = at[1] == 'u' ? 4 : 8;

			ab_buf_add_n(&buf, done, (size_t)(at - done));
			add_utf8(&buf, strtoul(ab_strndup(arena, at + 2, digits), NULL, 16));
			done = at += 2 + digits;
		}
	}
	ab_buf_add(&buf, done);
	return buf.text;
}

bool ab_macro_parse(struct ab_arena *arena, const char *definition, struct ab_macro *macro)
{
	struct ab_lexer lexer;
	struct ab_token token;

	memset(macro, 0, sizeof *macro);
	ab_lexer_init(&lexer, with_names_in_utf8(arena, definition));
	token = ab_lexer_next(&lexer);
	if (token.kind != AB_TOKEN_WORD)
		return false;
	macro->name = ab_strndup(arena, token.text, token.length);
	macro->is_function_like = *lexer.at == '(';
	if (macro->is_function_like) {
		ab_lexer_next(&lexer);
		if (!read_params(arena, &lexer, macro))
			return false;
	}
	while (*lexer.at == ' ')
		lexer.at++;
	macro->body = ab_strdup(arena, lexer.at);
	return true;
}
