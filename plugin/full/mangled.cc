/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mangled.cc - headers that say extern "C" of functions for which it does not hold.
 *
 * No record knows which headers had it: the same bytes are frozen in C and in C++.  A header
 * that has none leaves it to its users, or to one that includes it; one that still says it of
 * a function, or of nothing at all, has lost it.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "live.h"
#include "stretch.h"

static bool is_language(const struct ab_token *token, const char *quoted)
{
	return token->length == strlen(quoted) && !strncmp(token->text, quoted, token->length);
}

/* The next token that is of no directive; AB_TOKEN_END: there is none. */
static struct ab_token next(struct live *live)
{
	struct ab_token token;
	const char *end;

	while (live_next(live, &token, &end) && end)
		;
	return token;
}

static void note_function(const struct source_file *file, const char *name)
{
	struct ab_entity *const entity =
	    name ? ab_record_find(collector.record, AB_FUNCTION, name) : NULL;

	if (entity && entity->is_mangled && entity->header &&
	    !strcmp(entity->header, file->logical))
		entity->says_extern_c = true;
}

static void note_all(const struct source_file *file)
{
	const struct ab_entities *const of = &collector.record->of[AB_FUNCTION];

	for (size_t i = 0; i < of->count; i++)
		note_function(file, of->items[i]->name);
}

/* Behind the "C" of extern "C", or "C++": a declaration, or several in braces. */
struct part {
	struct live *live;
	bool is_block;
	unsigned depth; /* of braces */
};

static struct part begin_part(struct live *live)
{
	struct part part = {live, false, 0};
	struct live ahead = *live;
	const struct ab_token token = next(&ahead);

	if (ab_token_is(&token, "{")) {
		part.is_block = true;
		part.depth = 1;
		*live = ahead;
	}
	return part;
}

/* The next token of it; false: it was the last one. */
static bool next_of_part(struct part *part, struct ab_token *token)
{
	*token = next(part->live);
	part->depth += ab_token_is(token, "{");
	part->depth -= part->depth && ab_token_is(token, "}");
	return token->kind != AB_TOKEN_END &&
	       (part->depth ||
		!(part->is_block || ab_token_is(token, ";") || ab_token_is(token, "}")));
}

static void pass_over(struct live *live)
{
	struct part part = begin_part(live);
	struct ab_token token;

	while (next_of_part(&part, &token))
		;
}

/* How deep in what is no declaration at file scope: bodies, and lists of parameters. */
struct depth {
	unsigned braces, parentheses;
	bool is_behind_language; /* extern "C" { in the same */
};

static void note_depth(struct depth *depth, const struct ab_token *token)
{
	if (ab_token_is(token, "{") && (depth->braces || !depth->is_behind_language))
		depth->braces++;
	else if (ab_token_is(token, "}") && depth->braces)
		depth->braces--;
	else if (ab_token_is(token, "("))
		depth->parentheses++;
	else if (ab_token_is(token, ")") && depth->parentheses)
		depth->parentheses--;
	depth->is_behind_language = is_language(token, "\"C\"");
}

/*
 * Functions that it declares are meant, and not those that are called there.  Braces around
 * nothing have closed too early, and were meant for all; where they have a variable or a type
 * only, all is as it should be.
 */
static void note_meant(const struct source_file *file, struct live *live)
{
	struct part part = begin_part(live);
	bool is_empty = part.is_block;
	struct depth depth = {};
	const char *name = NULL;
	struct ab_token token;

	while (next_of_part(&part, &token)) {
		is_empty = false;
		if (name && !depth.braces && !depth.parentheses && ab_token_is(&token, "("))
			note_function(file, name);
		note_depth(&depth, &token);
		if (name && !strcmp(name, "extern") && is_language(&token, "\"C++\""))
			pass_over(live);
		name = token.kind == AB_TOKEN_WORD
			   ? ab_strndup(collector.arena, token.text, token.length)
			   : NULL;
	}
	if (is_empty)
		note_all(file);
}

static void look(struct source_file *file)
{
	struct ab_token token;
	struct ab_error ignored;
	struct live live;
	const char *word = NULL; /* the last one, if it was "extern" */
	size_t length;
	char *text;

	if (!file->is_public || !file->is_begun || place_gap(file) ||
	    !ab_file_read(collector.arena, file->path, &text, &length, &ignored))
		return;
	live_start(&live, text);
	for (token = next(&live); token.kind != AB_TOKEN_END; token = next(&live)) {
		if (word && is_language(&token, "\"C\"") &&
		    !stretch_is_chosen(file->path, text, word))
			note_meant(file, &live);
		word = ab_token_is(&token, "extern") ? token.text : NULL;
	}
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
}
