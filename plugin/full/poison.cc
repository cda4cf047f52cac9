/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * poison.cc - what a public header declares and forbids to use: "#pragma GCC poison foo".
 *
 * Any use behind it is an error, so it is no longer there.  The compiler knows which names
 * are poisoned, and not by whom: users poison what they do not want in their own code.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "live.h"
#include "stretch.h"

static words *poisoned; /* by public headers, whoever includes them */

static bool is_poisoned(const char *name)
{
	return cpp_lookup(parse_in, (const unsigned char *)name, strlen(name))->flags &
	       NODE_POISONED;
}

static const char *name_of(const struct ab_token *token)
{
	return ab_strndup(collector.arena, token->text, token->length);
}

/* The names behind "GCC poison" in that text, up to its end (NULL: the end of all). */
static void note_names(const struct source_file *file, const char *text, const char *where,
		       const char *pragma, const char *end)
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
	     token = ab_lexer_next(&lexer)) {
		if (token.kind != AB_TOKEN_WORD || !is_poisoned(name_of(&token)) ||
		    stretch_is_chosen(file->path, text, where))
			continue;
		if (!poisoned)
			poisoned = new words;
		poisoned->add(name_of(&token));
	}
}

/* What stands behind the word _Pragma. */
static void look_at_pragma(const struct source_file *file, const char *text, struct ab_lexer *lexer)
{
	struct ab_token token = ab_lexer_next(lexer);

	if (ab_token_is(&token, "("))
		token = ab_lexer_next(lexer);
	if (token.kind == AB_TOKEN_STRING && token.length > 2)
		note_names(file, text, token.text,
			   ab_strndup(collector.arena, token.text + 1, token.length - 2), NULL);
}

/* Each _Pragma up to the end of a macro's body. */
static void look_at_body(const struct source_file *file, const char *text, struct ab_lexer *lexer,
			 const char *end)
{
	for (struct ab_token token = ab_lexer_next(lexer);
	     token.kind != AB_TOKEN_END && token.text < end; token = ab_lexer_next(lexer))
		if (ab_token_is(&token, "_Pragma"))
			look_at_pragma(file, text, lexer);
}

static void look_at_directive(const struct source_file *file, const char *text,
			      const struct ab_token *sign, const char *end)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, sign->text + 1);
	token = ab_lexer_next(&lexer);
	if (ab_token_is(&token, "pragma"))
		note_names(file, text, sign->text, token.text + token.length, end);
	else if (ab_token_is(&token, "define"))
		look_at_body(file, text, &lexer, end);
}

static void look(struct source_file *file)
{
	struct ab_token token;
	struct ab_error ignored;
	struct live live;
	const char *end;
	size_t length;
	char *text;

	if (!file->is_public || file->is_perhaps_users || !file->is_begun ||
	    !ab_file_read(collector.arena, file->path, &text, &length, &ignored))
		return;
	live_start(&live, text);
	while (live_next(&live, &token, &end))
		if (end)
			look_at_directive(file, text, &token, end);
		else if (ab_token_is(&token, "_Pragma"))
			look_at_pragma(file, text, &live.lexer);
}

static void take_out(struct ab_record *record, const char *name)
{
	struct ab_entity *owner;
	struct ab_enumerator *const enumerator = ab_record_find_enumerator(record, name, &owner);
	const struct ab_entity *const tagged = ab_record_find_tag(record, name);

	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entity *const entity =
		    ab_record_find(record, (enum ab_kind)kind, name);

		if (entity && !entity->is_tag_only)
			ab_record_remove(record, entity);
	}
	if (tagged && tagged->is_tag_only)
		ab_record_remove(record, tagged);
	if (enumerator)
		ab_record_remove_enumerator(record, owner, enumerator);
}

/* Whether anything that is declared is poisoned: most compiles have no such name. */
static bool has_poisoned(const struct ab_record *record)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++) {
			const struct ab_entity *const entity = record->of[kind].items[i];

			if (is_poisoned(entity->is_tag_only ? entity->tag : entity->name))
				return true;
			for (unsigned j = 0; j < entity->n_enumerators; j++)
				if (is_poisoned(entity->enumerators[j].name))
					return true;
		}
	return false;
}

void poison_sweep(void)
{
	if (!has_poisoned(collector.record))
		return;
	place_each_file(look);
	if (!poisoned)
		return;
	for (words::iterator at = poisoned->begin(); at != poisoned->end(); ++at)
		take_out(collector.record, *at);
	ab_record_sweep(collector.record);
}

bool collect_is_poisoned(const char *name)
{
	const char *const tag = name ? strchr(name, ' ') : NULL; /* "struct foo" */

	return poisoned && name && poisoned->contains(tag ? tag + 1 : name);
}
