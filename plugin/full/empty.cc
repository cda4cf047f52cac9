/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * empty.cc - macros that stand for nothing, and of these the ones that are
 * promises: "#define FOO_HAS_BAR", which programs ask for with #ifdef.
 *
 * The others mark declarations, in this library's headers or by their names in
 * another configuration, or guard a header.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

extern "C" {
#include "abiding/lex.h"
}

/* Names that public headers use for more than conditions, and that they define twice. */
static words *used;
static words *defined;
static bool is_unreadable; /* one of them */

struct reading {
	struct ab_lexer lexer;
	struct ab_token token;
	const char *counted;   /* lines are looked for up to here */
	const char *asked_for; /* what the directive just before asks to be missing; NULL */
	bool is_first;	       /* the token, of its line */
};

static void next(struct reading *reading)
{
	reading->token = ab_lexer_next(&reading->lexer);
	reading->is_first = false;
	for (; reading->counted < reading->token.text; reading->counted++)
		reading->is_first |= *reading->counted == '\n' && reading->counted[-1] != '\\';
}

static const char *word_of(const struct reading *reading)
{
	return ab_strndup(collector.arena, reading->token.text, reading->token.length);
}

static bool is_line_over(const struct reading *reading)
{
	return reading->is_first || reading->token.kind == AB_TOKEN_END;
}

/* From behind "#define": what is defined under "#ifndef" is a guard, or for the user to choose. */
static void read_definition(struct reading *reading, const char *asked_for)
{
	const char *name;

	if (is_line_over(reading))
		return;
	name = word_of(reading);
	if (defined->contains(name) || (asked_for && !strcmp(asked_for, name)))
		used->add(name);
	defined->add(name);
	for (next(reading); !is_line_over(reading); next(reading))
		if (reading->token.kind == AB_TOKEN_WORD)
			used->add(word_of(reading));
}

/* "#ifndef X", "#if !defined X", "#if !defined (X)" */
static void read_condition(struct reading *reading, bool is_ifndef)
{
	bool is_missing = is_ifndef;

	for (; !is_line_over(reading); next(reading)) {
		if (ab_token_is(&reading->token, "!"))
			is_missing = true;
		else if (reading->token.kind == AB_TOKEN_WORD &&
			 !ab_token_is(&reading->token, "defined") && is_missing &&
			 !reading->asked_for)
			reading->asked_for = word_of(reading);
	}
}

static void read_directive(struct reading *reading)
{
	const char *const asked_for = reading->asked_for;

	reading->asked_for = NULL;
	next(reading);
	if (is_line_over(reading))
		return;
	if (ab_token_is(&reading->token, "define")) {
		next(reading);
		read_definition(reading, asked_for);
	} else if (ab_token_is(&reading->token, "ifndef") || ab_token_is(&reading->token, "if")) {
		const bool is_ifndef = ab_token_is(&reading->token, "ifndef");

		next(reading);
		read_condition(reading, is_ifndef);
	} else {
		while (!is_line_over(reading))
			next(reading);
	}
}

static void read_header(const char *text)
{
	struct reading reading = {};

	reading.counted = text;
	ab_lexer_init(&reading.lexer, text);
	next(&reading);
	reading.is_first = true;
	while (reading.token.kind != AB_TOKEN_END) {
		if (reading.is_first && ab_token_is(&reading.token, "#")) {
			read_directive(&reading);
			continue;
		}
		reading.asked_for = NULL;
		if (reading.token.kind == AB_TOKEN_WORD)
			used->add(word_of(&reading));
		next(&reading);
	}
}

static void look_at(struct source_file *file)
{
	struct ab_error ignored;
	size_t length;
	char *text;

	if (!file->is_public)
		return;
	if (ab_file_read(collector.arena, file->path, &text, &length, &ignored))
		read_header(text);
	else
		is_unreadable = true;
}

bool empty_is_promise(const char *name)
{
	if (!used) {
		used = new words;
		defined = new words;
		place_each_file(look_at);
	}
	/* what the policy names as a condition is for users to define, or not */
	return name[0] != '_' && !is_unreadable && !stretch_is_condition_of_record(name) &&
	       defined->contains(name) && !used->contains(name);
}
