/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pragma.cc - the names that the library's headers give to "#pragma GCC poison": public
 * ones, and others that they include.
 *
 * By _Pragma in a macro, too, and by a macro that hands them on to such a one; conditions
 * of the user's own make it his.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "live.h"
#include "stretch.h"

static void (*visit)(const char *name);

/* Macros whose bodies have a _Pragma, if only by others; those that name "poison" in it. */
static words *pragmas, *poisons;
static bool is_grown;

static const char *name_of(const struct ab_token *token)
{
	return ab_strndup(collector.arena, token->text, token->length);
}

static bool is_in(words *set, const struct ab_token *token)
{
	return token->kind == AB_TOKEN_WORD && set->contains(name_of(token));
}

static void add(words *set, const char *name)
{
	is_grown |= !set->add(name);
}

/* ---- the text of one header ---- */

struct text {
	const struct source_file *file;
	char *start;
};

static bool is_chosen(const struct text *text, const char *where)
{
	return stretch_is_chosen(text->file->path, text->start, where);
}

/* The names behind "GCC poison" in that text, up to its end (NULL: the end of all). */
static void note_names(const struct text *text, const char *where, const char *pragma,
		       const char *end)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, pragma);
	token = ab_lexer_next(&lexer);
	if (!ab_token_is(&token, "GCC"))
		return;
	token = ab_lexer_next(&lexer);
	if (!ab_token_is(&token, "poison"))
		return;
	for (token = ab_lexer_next(&lexer);
	     token.kind != AB_TOKEN_END && (!end || token.text < end);
	     token = ab_lexer_next(&lexer))
		if (token.kind == AB_TOKEN_WORD && !is_chosen(text, where))
			visit(name_of(&token));
}

/* What a macro is given in parentheses, if that is meant for "poison". */
static void note_arguments(const struct text *text, struct ab_lexer *lexer, bool is_meant)
{
	struct ab_lexer ahead = *lexer;
	struct ab_token token = ab_lexer_next(&ahead);

	if (!ab_token_is(&token, "("))
		return;
	*lexer = ahead;
	for (unsigned depth = 1; depth && token.kind != AB_TOKEN_END;) {
		token = ab_lexer_next(lexer);
		depth += ab_token_is(&token, "(");
		depth -= ab_token_is(&token, ")");
		is_meant |= ab_token_is(&token, "poison");
		if (is_meant && token.kind == AB_TOKEN_WORD && !is_chosen(text, token.text))
			visit(name_of(&token));
	}
}

/* A token of the text outside of directives, or of a macro's body. */
static void look_at(const struct text *text, const struct ab_token *token, struct ab_lexer *lexer)
{
	struct ab_lexer ahead;

	if (!ab_token_is(token, "_Pragma")) {
		if (is_in(pragmas, token))
			note_arguments(text, lexer, is_in(poisons, token));
		return;
	}
	ahead = *lexer;
	ab_lexer_next(&ahead);
	const struct ab_token string = ab_lexer_next(&ahead);

	if (string.kind == AB_TOKEN_STRING && string.length > 2)
		note_names(text, string.text,
			   ab_strndup(collector.arena, string.text + 1, string.length - 2), NULL);
	else
		note_arguments(text, lexer, false);
}

static void look_at_body(const struct text *text, struct ab_lexer *lexer, const char *end)
{
	for (struct ab_token token = ab_lexer_next(lexer);
	     token.kind != AB_TOKEN_END && token.text < end; token = ab_lexer_next(lexer))
		look_at(text, &token, lexer);
}

static void learn_macro(struct ab_lexer *lexer, const char *end)
{
	const struct ab_token name = ab_lexer_next(lexer);
	bool is_pragma = false, is_poison = false;

	for (struct ab_token token = ab_lexer_next(lexer);
	     token.kind != AB_TOKEN_END && token.text < end; token = ab_lexer_next(lexer)) {
		is_pragma |= ab_token_is(&token, "_Pragma") || is_in(pragmas, &token);
		is_poison |= ab_token_is(&token, "poison") || is_in(poisons, &token);
	}
	if (is_pragma)
		add(pragmas, name_of(&name));
	if (is_pragma && is_poison)
		add(poisons, name_of(&name));
}

static bool is_learning;

static void look_at_directive(const struct text *text, const struct ab_token *sign, const char *end)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, sign->text + 1);
	token = ab_lexer_next(&lexer);
	if (ab_token_is(&token, "define") && is_learning)
		learn_macro(&lexer, end);
	else if (ab_token_is(&token, "define"))
		look_at_body(text, &lexer, end);
	else if (ab_token_is(&token, "pragma") && !is_learning)
		note_names(text, sign->text, token.text + token.length, end);
}

/* ---- whose header it is ---- */

static bool read_text(const struct source_file *file, char **text)
{
	struct ab_error ignored;
	size_t length;

	return ab_file_read(collector.arena, file->path, text, &length, &ignored);
}

/* Whether the line includes a header by its name, whatever the user defines. */
static bool is_plain_include(const struct source_file *file, int line)
{
	struct ab_lexer lexer;
	struct ab_token token;
	char *text, *at;

	if (line < 1 || !read_text(file, &text))
		return false;
	for (at = text; at && --line; at = strchr(at, '\n'))
		at += *at == '\n';
	if (!at)
		return false;
	at += *at == '\n';
	ab_lexer_init(&lexer, at);
	token = ab_lexer_next(&lexer);
	if (!ab_token_is(&token, "#"))
		return false;
	ab_lexer_next(&lexer);
	token = ab_lexer_next(&lexer);
	return (token.kind == AB_TOKEN_STRING || ab_token_is(&token, "<")) &&
	       !stretch_is_chosen(file->path, text, at);
}

/* A private header that a public one includes by its name; what the user has named is his. */
static bool is_librarys(const struct source_file *file)
{
	const line_map_ordinary *map;
	location_t from;

	if (file->is_public)
		return !file->is_perhaps_users;
	linemap_resolve_location(line_table, maps_start(file->path), LRK_MACRO_EXPANSION_POINT,
				 &map);
	while (map && (from = linemap_included_from(map)) > BUILTINS_LOCATION) {
		file = place_file(from);
		if (!file || !is_plain_include(file, expand_location(from).line))
			return false;
		if (file->is_public)
			return !file->is_perhaps_users;
		map = linemap_included_from_linemap(line_table, map);
	}
	return false;
}

static void look(struct source_file *file)
{
	struct text text = {file, NULL};
	struct ab_token token;
	struct live live;
	const char *end;

	if (!file->is_begun || !is_librarys(file) || !read_text(file, &text.start))
		return;
	live_start(&live, text.start);
	while (live_next(&live, &token, &end))
		if (end)
			look_at_directive(&text, &token, end);
		else if (!is_learning)
			look_at(&text, &token, &live.lexer);
}

void pragma_each_poisoned(void (*each)(const char *name))
{
	visit = each;
	pragmas = new words;
	poisons = new words;
	is_learning = true;
	do {
		is_grown = false;
		place_each_file(look);
	} while (is_grown);
	is_learning = false;
	place_each_file(look);
	delete pragmas;
	delete poisons;
}
