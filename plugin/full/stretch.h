/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stretch.h - stretches of a header: what stands under a condition that asks
 * for a macro which the user or the compile brings along (stretch.cc).
 */
#ifndef ABIDING_COLLECT_STRETCH_H
#define ABIDING_COLLECT_STRETCH_H

struct ab_lexer;

typedef hash_set<nofree_string_hash> words;

/*
 * Who brings a macro along: the user (or a header, on his account), an option, or the
 * language, where the record's would answer otherwise; BY_VERSION: the version of C,
 * where the record's answers alike; BY_GUARD: the guard of sentinels.
 */
enum source { BY_NOBODY, BY_USER, BY_COMPILE, BY_LANGUAGE, BY_VERSION, BY_GUARD, SOURCES };

/* Lines between a condition that asks for such a macro and its #endif. */
struct stretch {
	unsigned first, last;
	const char *macro; /* that the condition asks for */
};

/* Of one source, by line; those within others are left out. */
struct stretches {
	struct stretch *items;
	size_t count, capacity;
};

/* ---- language.cc ---- */

/* On whose account the language or an option of this compile has, or lacks, the macro. */
enum source language_source_of(const char *name);

/*
 * Likewise of a question for __STDC_VERSION__ or __cplusplus, which the lexer has just read:
 * what asks for no more than the record's language was there then; what asks for more was not.
 */
enum source language_source_of_c(const struct ab_lexer *behind);
enum source language_source_of_cplusplus(const struct ab_lexer *behind);

/* ---- stretch.cc ---- */

struct header_words {
	const char *path;
	/* NULL: it cannot be read; else, in such stretches: */
	words *named;	/* every word but of directives and bodies of functions */
	words *defined; /* behind #define and #undef */
	words *chosen;	/* behind #define and #undef, by the language or an option */
	words *spoken;	/* of both, by the language */
	hash_map<nofree_string_hash, const char *> *asked; /* named, by the user's macro */
	struct stretches by[SOURCES];
};

/* A header, read once; while it is being read, as far as it has been. */
const struct header_words *stretch_words(const char *path);

/* The one of that source that a line is in; NULL: it is in none. */
const struct stretch *stretch_at(const struct header_words *header, enum source source,
				 unsigned line);

/* Whether a place in a public header is in a stretch of that source. */
bool stretch_has(location_t where, enum source source);

/*
 * Whether the user, or an option, decides that a place in the text of a header is there;
 * true where that is not known.
 */
bool stretch_is_chosen(const char *path, const char *text, const char *at);

/*
 * Whether the policy names it as a condition: the guard of sentinels, or a switch.  The
 * record knows how these stood when it was frozen: what they show is held to it.
 */
bool stretch_is_condition_of_record(const char *name);

#endif
