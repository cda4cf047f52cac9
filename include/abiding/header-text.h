/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * header/text.h - what only the text of a header tells: its comments, how a
 * value is spelled, which lines a declaration takes.
 *
 * Places are those of the compiler: a line from 1, a column in bytes from 1.
 * Nothing is known of a name that does not stand at its place (made by a
 * macro, say): then the answers are NULL or false.  All strings are the
 * arena's.
 */
#ifndef ABIDING_HEADER_TEXT_H
#define ABIDING_HEADER_TEXT_H

#include <stdint.h>

#include "abiding/arena.h"

struct ab_header_text;

/* Whether a word stands in it, outside of comments and directives. */
bool ab_text_has_word(const struct ab_header_text *header, const char *word);

/*
 * Whether a word stands in what is declared on a line: from its first word to the
 * semicolon or brace that ends it, outside of comments and directives.
 */
bool ab_line_has_word(const struct ab_header_text *header, unsigned line, const char *word);

/* A macro's name and what follows it in its first #define, comments and all; NULL: there is none. */
const char *ab_text_definition(const struct ab_header_text *header, const char *macro);

/* A word of the header and where it stands. */
struct ab_text_place {
	const char *name;
	unsigned line, column; /* column 0: of a macro, somewhere on the line */
};

/* Takes a header apart; text is borrowed and must live as long. */
struct ab_header_text *ab_header_text_new(struct ab_arena *arena, const char *text, size_t length);

/* The comment right before the declaration or macro that declares a name, or NULL. */
const char *ab_comment_before(const struct ab_header_text *header, struct ab_text_place place);

/* The comment behind it, on the line on which it ends, or NULL. */
const char *ab_comment_behind(const struct ab_header_text *header, struct ab_text_place place);

/*
 * The comments of an enumerator, nearest first: those behind it on its line,
 * then those on lines of their own, in front of it where the first enumerator
 * of the list has one there, else behind it.
 */
struct ab_comments {
	const char **items;
	size_t count, capacity;
};
void ab_comments_of_enumerator(const struct ab_header_text *header, struct ab_text_place place,
			       struct ab_comments *comments);

/* An enumerator's initialiser without comments, "" where it has none; NULL: not known. */
const char *ab_initialiser_of(const struct ab_header_text *header, struct ab_text_place place);

/* An edit of one line; several, in this order, make a change. */
struct ab_edit {
	unsigned line, column; /* from 1; column in bytes */
	unsigned length;       /* bytes that go */
	const char *text;      /* what comes instead; may end in a newline where column is 1 */
};

struct ab_edits {
	struct ab_edit *items;
	size_t count, capacity;
};

/*
 * Moves an enumerator without initialiser, alone on its lines, behind another
 * one of the list.  False, and no edits, where that is not certain to be right.
 */
bool ab_edit_move_enumerator(const struct ab_header_text *header, struct ab_text_place place,
			     struct ab_text_place behind, struct ab_edits *edits);

/*
 * Puts a sentinel behind the last enumerator, under its guard if there is one.
 * False, and no edits, where that is not certain to be right.
 */
bool ab_edit_add_sentinel(const struct ab_header_text *header, struct ab_text_place last,
			  const char *sentinel, const char *guard, struct ab_edits *edits);

/*
 * Replaces each "struct tag" (keyword_and_tag, one space) in the declaration of a name by
 * a word.  False where there is none.
 */
bool ab_edit_respell(const struct ab_header_text *header, struct ab_text_place place,
		     const char *keyword_and_tag, const char *word, struct ab_edits *edits);

#endif
