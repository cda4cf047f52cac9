/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init.h - what abiding init knows of a library before there is a policy.
 *
 *   init.c --headers, which of them users include--> struct init
 *   init-headers.c   which headers there are, and by which names they are included
 *   init-guess.c     naming, sentinels, versions, out of a first collection
 *   init-write.c     all that as a policy that a person reads
 */
#ifndef ABIDING_INIT_H
#define ABIDING_INIT_H

#include "tool.h"

struct init_header {
	const char *path;     /* as it was found */
	const char *real;     /* the same file, by its one absolute name; NULL: not known */
	const char *name;     /* as in an include */
	const char *why_not;  /* the compiler's first error on it alone; NULL: none */
	const char *after;    /* another one, behind which it compiles; NULL: it needs none */
	bool is_included;     /* another one brings it along */
	bool is_entry;	      /* users include it */
	const char *conflict; /* why it is no entry although it compiles; NULL */
};

struct init {
	struct ab_arena *arena;
	struct options options;
	struct compiler compiler;
	struct init_header *headers;
	size_t n_headers, capacity;
	const char *folder; /* the first argument, if it is one; NULL */
	const char *root;   /* of the names, where no include path has it yet; NULL */
	const char *library, *output, *record_name;
	bool is_stream;		  /* the output is one: nothing is written over */
	const char *guard;	  /* the macro without which sentinels do not show; NULL: none */
	struct ab_record *record; /* the first collection */
};

/* A pattern for names, and how many it matches. */
struct init_pattern {
	const char *text;
	size_t count;
};

enum { INIT_PATTERNS = 4 };

struct init_names {
	struct init_pattern patterns[INIT_PATTERNS];
	size_t n_patterns, covered, total;
};

struct init_guess {
	struct init_names functions, types, constants;
	const char *tag; /* "_{typedef}"; NULL: no one custom */
	size_t tags, tags_total;
	const char *suffix; /* "_LAST"; NULL: none */
	size_t sentinels, sequences;
	const char *version_macro; /* NULL: none */
	uint64_t scale[3];
	const char *release; /* of these headers; NULL: not known */
	const char *number;  /* the same, as the version macro says it; NULL: none does */
	struct words changing, ignored;
	size_t since_said, since_asked;
};

/* Finds the headers and their names; GO_ON, or a status that has been said. */
int init_find_headers(struct init *init, const struct usage *usage);

/* The macro that most often stands around what looks like a sentinel, or NULL. */
const char *init_find_guard(const struct init *init);

/* What the first collection tells. */
void init_guess(const struct init *init, struct init_guess *guess);

/* The text of the policy. */
const char *init_text(const struct init *init, const struct init_guess *guess);

#endif
