/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decl-parser.h"

#include <string.h>

#include "abiding/eval.h"

/* Attributes that are part of a function's type: conventions, and whether it returns. */
static const char *const conventions[] = {
    "ms_abi",	"sysv_abi",	 "cdecl",    "stdcall",	   "fastcall",
    "thiscall", "sseregparm",	 "regparm",  "vectorcall", "aarch64_vector_pcs",
    "pcs",	"preserve_none", "noreturn",
};

void ab_parser_next(struct ab_parser *p)
{
	p->token = ab_lexer_next(&p->lexer);
}

bool ab_parser_at(const struct ab_parser *p, const char *text)
{
	return ab_token_is(&p->token, text);
}

static struct ab_token peek(const struct ab_parser *p)
{
	struct ab_lexer ahead = p->lexer;

	return ab_lexer_next(&ahead);
}

const char *ab_parser_text(const struct ab_parser *p, const struct ab_token *token)
{
	return ab_strndup(p->arena, token->text, token->length);
}

bool ab_parser_fail(struct ab_parser *p, unsigned column, const char *message)
{
	return ab_error_set(p->error, p->arena, NULL, 0, column, "%s", message);
}

bool ab_parser_unexpected(struct ab_parser *p, const char *expected)
{
	const char *hint = "", *found = "the end", *word;

	if (p->token.kind != AB_TOKEN_END)
		found = ab_printf(p->arena, "'%s'", ab_parser_text(p, &p->token));
	if (p->first.length) {
		word = ab_parser_text(p, &p->first);
		if (ab_keyword_nearest(word))
			hint = ab_printf(p->arena, "; did you mean '%s' by '%s'",
					 ab_keyword_nearest(word), word);
	}
	return ab_error_set(p->error, p->arena, NULL, 0, p->token.column,
			    "unexpected %s, expected %s%s", found, expected, hint);
}

bool ab_parser_expect(struct ab_parser *p, const char *punctuator)
{
	if (!ab_parser_at(p, punctuator))
		return ab_parser_unexpected(p, ab_printf(p->arena, "'%s'", punctuator));
	ab_parser_next(p);
	return true;
}

bool ab_parser_deeper(struct ab_parser *p)
{
	if (++p->level > AB_NESTING_MAX)
		return ab_error_set(p->error, p->arena, NULL, 0, p->token.column,
				    "'%s' is nested more than %d levels deep",
				    ab_parser_text(p, &p->token), AB_NESTING_MAX);
	return true;
}

bool ab_parser_number(struct ab_parser *p, const char *what, int64_t max, int64_t *number)
{
	size_t i;

	if (p->token.kind != AB_TOKEN_NUMBER)
		return ab_parser_unexpected(p, what);
	for (*number = 0, i = 0; i < p->token.length; i++) {
		const int digit = p->token.text[i] - '0';

		if (digit < 0 || digit > 9 || (i == 1 && *number == 0))
			return ab_parser_unexpected(p, what);
		if (*number > (max - digit) / 10)
			return ab_error_set(p->error, p->arena, NULL, 0, p->token.column,
					    "'%s' is too large, expected %s",
					    ab_parser_text(p, &p->token), what);
		*number = *number * 10 + digit;
	}
	ab_parser_next(p);
	return true;
}

/* ---- attributes ---- */

bool ab_parser_skip_balanced(struct ab_parser *p, const char **text)
{
	const char *const start = p->lexer.at;
	const char *end = start;
	unsigned depth = 0;

	do {
		if (ab_parser_at(p, "(") || ab_parser_at(p, "[") || ab_parser_at(p, "{"))
			depth++;
		else if (ab_parser_at(p, ")") || ab_parser_at(p, "]") || ab_parser_at(p, "}"))
			depth--;
		else if (p->token.kind == AB_TOKEN_END || p->token.kind == AB_TOKEN_BAD)
			return ab_parser_unexpected(p, "')'");
		end = p->token.text;
		ab_parser_next(p);
	} while (depth);
	if (text)
		*text = ab_strndup(p->arena, start, (size_t)(end - start));
	return true;
}

/* An attribute's name without the underscores around it. */
static const char *attribute_name(struct ab_parser *p)
{
	const char *text = p->token.text;
	size_t length = p->token.length;

	if (length > 4 && strncmp(text, "__", 2) == 0 && strncmp(text + length - 2, "__", 2) == 0) {
		text += 2;
		length -= 4;
	}
	return ab_strndup(p->arena, text, length);
}

void ab_parser_add_convention(struct ab_parser *p, struct ab_attributes *a, const char *name,
			      const char *args, unsigned column)
{
	if (args)
		name = ab_printf(p->arena, "%s (%s)", name, ab_tokens_normalise(p->arena, args));
	a->convention = a->convention ? ab_printf(p->arena, "%s, %s", a->convention, name) : name;
	a->column = column;
}

/* One attribute: NAME, PREFIX::NAME or NAME (...); an empty one too. */
static bool parse_attribute(struct ab_parser *p, struct ab_attributes *a)
{
	const unsigned column = p->token.column;
	const char *name, *args = NULL;
	size_t i;

	if (p->token.kind != AB_TOKEN_WORD)
		return true;
	name = attribute_name(p);
	ab_parser_next(p);
	if (ab_parser_at(p, "::")) {
		ab_parser_next(p);
		name = attribute_name(p);
		ab_parser_next(p);
	}
	if (ab_parser_at(p, "(") && strcmp(name, "vector_size") == 0) {
		ab_parser_next(p);
		if (ab_parser_at(p, "0"))
			return ab_parser_unexpected(p, "a number of bytes");
		return ab_parser_number(p, "a number of bytes", INT32_MAX, &a->vector_bytes) &&
		       ab_parser_expect(p, ")");
	}
	if (ab_parser_at(p, "(") && !ab_parser_skip_balanced(p, &args))
		return false;
	for (i = 0; i < sizeof conventions / sizeof *conventions; i++)
		if (strcmp(name, conventions[i]) == 0)
			ab_parser_add_convention(p, a, name, args, column);
	return true;
}

static bool parse_attribute_list(struct ab_parser *p, struct ab_attributes *a)
{
	for (;;) {
		if (!parse_attribute(p, a))
			return false;
		if (!ab_parser_at(p, ","))
			return true;
		ab_parser_next(p);
	}
}

bool ab_parser_at_bracket_attribute(const struct ab_parser *p)
{
	const struct ab_token second = peek(p);

	return ab_parser_at(p, "[") && ab_token_is(&second, "[");
}

bool ab_parser_attributes(struct ab_parser *p, struct ab_attributes *a)
{
	for (;;) {
		if (ab_parser_at(p, "__attribute__") || ab_parser_at(p, "__attribute")) {
			ab_parser_next(p);
			if (!ab_parser_expect(p, "(") || !ab_parser_expect(p, "(") ||
			    !parse_attribute_list(p, a) || !ab_parser_expect(p, ")") ||
			    !ab_parser_expect(p, ")"))
				return false;
		} else if (ab_parser_at_bracket_attribute(p)) {
			ab_parser_next(p);
			ab_parser_next(p);
			if (!parse_attribute_list(p, a) || !ab_parser_expect(p, "]") ||
			    !ab_parser_expect(p, "]"))
				return false;
		} else if (p->token.kind == AB_TOKEN_WORD &&
			   ab_token_word(&p->token) == AB_WORD_ATTRIBUTE) {
			ab_parser_next(p);
			if (!ab_parser_at(p, "("))
				return ab_parser_unexpected(p, "'('");
			if (!ab_parser_skip_balanced(p, NULL))
				return false;
		} else {
			return true;
		}
	}
}
