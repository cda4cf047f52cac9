/* SPDX-License-Identifier: GPL-3.0-or-later */
/* live.cc - the text of a header token by token, less comments and what "#if 0" leaves out. */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "live.h"

static bool begins_line(const char *text, const char *at)
{
	while (at > text && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	return at == text || at[-1] == '\n';
}

/* The end of the directive that begins there. */
static const char *end_of_directive(const char *at)
{
	while (*at && *at != '\n')
		at += at[0] == '\\' && at[1] == '\n' ? 2 : 1;
	return at;
}

/* The word of a directive, from its '#' on. */
static struct ab_token word_of(const char *directive, struct ab_lexer *lexer)
{
	ab_lexer_init(lexer, directive + 1);
	return ab_lexer_next(lexer);
}

static bool is_if_zero(const char *directive)
{
	struct ab_lexer lexer;
	struct ab_token token = word_of(directive, &lexer);

	if (!ab_token_is(&token, "if"))
		return false;
	token = ab_lexer_next(&lexer);
	return ab_token_is(&token, "0") && token.text < end_of_directive(directive);
}

static const char *next_directive(const char *at)
{
	while (*at) {
		const char *const start = at + strspn(at, " \t");

		if (*start == '#')
			return start;
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	return NULL;
}

/* Behind what "#if 0" leaves out: the end of its #else, #elif or #endif. */
static const char *skip_dead(const char *at)
{
	unsigned depth = 1;
	const char *directive;

	while ((directive = next_directive(at))) {
		struct ab_lexer lexer;
		const struct ab_token word = word_of(directive, &lexer);

		at = end_of_directive(directive);
		if (ab_token_is(&word, "if") || ab_token_is(&word, "ifdef") ||
		    ab_token_is(&word, "ifndef"))
			depth++;
		else if (ab_token_is(&word, "endif"))
			depth--;
		else if (depth == 1 && (ab_token_is(&word, "else") || ab_token_is(&word, "elif")))
			depth = 0;
		if (!depth)
			return at;
	}
	return at + strlen(at);
}

void live_start(struct live *live, const char *text)
{
	live->text = text;
	ab_lexer_init(&live->lexer, text);
}

bool live_next(struct live *live, struct ab_token *token, const char **end)
{
	for (;;) {
		*token = ab_lexer_next(&live->lexer);
		*end = NULL;
		if (token->kind == AB_TOKEN_END)
			return false;
		if (!ab_token_is(token, "#") || !begins_line(live->text, token->text))
			return true;
		*end = end_of_directive(token->text);
		if (!is_if_zero(token->text)) {
			ab_lexer_init(&live->lexer, *end);
			return true;
		}
		ab_lexer_init(&live->lexer, skip_dead(*end));
	}
}
