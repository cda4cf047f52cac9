/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stretch.h - stretches of a header: what stands under a condition that asks
 * for a macro which the user or the compile brings along (stretch.cc).
 */
#ifndef ABIDING_COLLECT_STRETCH_H
#define ABIDING_COLLECT_STRETCH_H

typedef hash_set<nofree_string_hash> words;

/*
 * Who brings a macro along: the user (or a header, on his account), an option, or the
 * language, where the record's would answer otherwise; BY_VERSION: the version of C,
 * where the record's answers alike; BY_GUARD: the guard of sentinels.
 */
enum source { BY_NOBODY, BY_USER, BY_COMPILE, BY_LANGUAGE, BY_VERSION, BY_GUARD, SOURCES };

/* Lines between a condition that asks for such a macro and its #endif. */
struct stretch {
	enum source source;
	unsigned first, last;
	const char *macro; /* that the condition asks for */
};

struct header_words {
	const char *path;
	/* NULL: it cannot be read; else, in such stretches: */
	words *named;	/* every word but of directives and bodies of functions */
	words *defined; /* behind #define and #undef */
	words *chosen;	/* behind #define and #undef, by the language or an option */
	words *spoken;	/* of both, by the language */
	hash_map<nofree_string_hash, const char *> *asked; /* named, by the user's macro */
	struct stretch *stretches;
	size_t n_stretches, stretches_capacity;
};

/* A header, read once; while it is being read, as far as it has been. */
const struct header_words *stretch_words(const char *path);

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
