/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mangled.cc - headers that say extern "C" where it holds for none of their functions.
 *
 * No record knows which headers had it: the same bytes are frozen in C and in C++.  A header
 * that has none leaves it to its users; one that still has it, and around nothing, has lost it.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

extern "C" {
#include "abiding/lex.h"
}

/* The end of the directive that begins there. */
static const char *end_of_directive(const char *at)
{
	while (*at && *at != '\n')
		at += at[0] == '\\' && at[1] == '\n' ? 2 : 1;
	return at;
}

static bool begins_line(const char *text, const char *at)
{
	while (at > text && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	return at == text || at[-1] == '\n';
}

static bool has_linkage(const char *path, const char *text)
{
	const char *word = NULL; /* the last one, if it was "extern" */
	struct ab_lexer lexer;

	ab_lexer_init(&lexer, text);
	for (;;) {
		const struct ab_token token = ab_lexer_next(&lexer);

		if (token.kind == AB_TOKEN_END)
			return false;
		if (word && token.length == 3 && !strncmp(token.text, "\"C\"", 3) &&
		    !stretch_is_chosen(path, text, word))
			return true;
		word = ab_token_is(&token, "extern") ? token.text : NULL;
		if (ab_token_is(&token, "#") && begins_line(text, token.text))
			ab_lexer_init(&lexer, end_of_directive(token.text));
	}
}

static bool is_found;

static void look(struct source_file *file)
{
	struct ab_error ignored;
	size_t length;
	char *text;

	if (is_found || !file->is_public || !file->is_begun ||
	    !ab_file_read(collector.arena, file->path, &text, &length, &ignored))
		return;
	is_found = has_linkage(file->path, text);
}

static bool has_mangled(void)
{
	const struct ab_entities *const of = &collector.record->of[AB_FUNCTION];

	for (size_t i = 0; i < of->count; i++)
		if (of->items[i]->is_mangled && ab_is_linked(of->items[i]))
			return true;
	return false;
}

void mangled_sweep(void)
{
	if (!is_cplusplus() || !collector.promised || !has_mangled())
		return;
	place_each_file(look);
	collector.record->says_extern_c = is_found;
}
