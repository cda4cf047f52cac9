/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * finding.h - one broken promise each, and their text forms.
 */
#ifndef ABIDING_FINDING_H
#define ABIDING_FINDING_H

#include "abiding/policy.h"

enum ab_fixit_kind {
	AB_FIXIT_NONE,
	AB_FIXIT_REPLACE_WORD,	  /* the identifier at the place now becomes fixit_text */
	AB_FIXIT_SPELL_TYPEDEF,	  /* in the declaration there, fixit_anchor ("struct _foo") becomes
				     fixit_text */
	AB_FIXIT_MOVE_ENUMERATOR, /* the enumerator there, fixit_text, goes behind fixit_anchor */
	AB_FIXIT_ADD_SENTINEL,	  /* fixit_text goes behind fixit_anchor, under fixit_guard */
};

struct ab_finding {
	enum ab_rule rule;
	enum ab_severity severity;
	const char *entity;	 /* "virDomainInfo" */
	const char *member;	 /* field, enumerator or parameter at fault; NULL */
	const char *message;	 /* one sentence without the rule id: promised and now */
	const char *consequence; /* one sentence, NULL: obvious */
	const char *layout;	 /* what a waiver has to state, "lp64: 56", for it goes along with
				    another layout; NULL: nothing */
	const char *since;	 /* release since which it is promised, NULL: not known */
	const char *promised_as; /* what the record says, as C text: "int a", "VIR_X = 3"; NULL */
	ab_place now;		 /* in current; 0: not there */
	const char *now_file;	 /* then now is a line and column of this file; NULL */
	const char *header;	 /* logical header where it is or was; NULL */
	ab_place then;		 /* in the promised record's file; 0 */
	enum ab_fixit_kind fixit;
	const char *fixit_text;
	const char *fixit_anchor;
	ab_place fixit_place;	 /* of fixit_anchor, if that is an enumerator */
	const char *fixit_guard; /* a macro; NULL: none */
	/* the comparison's own: the same of as many more entities, by one macro, not said again */
	unsigned n_repeats;
	/* likewise, of a constant: what it is computed by, as far as that is known and
	   has a sizeof in it; "": a size, by its type; NULL: neither */
	const char *sized_by;
};

struct ab_findings {
	struct ab_finding *items;
	size_t count, capacity;
};

/* A new finding at the end of the list, zeroed but for the rule. */
struct ab_finding *ab_findings_add(struct ab_arena *arena, struct ab_findings *findings,
				   enum ab_rule rule);

/* How many weigh this much. */
size_t ab_findings_count(const struct ab_findings *findings, enum ab_severity severity);

/* A place in a file for the text forms; file NULL: none. */
struct ab_location {
	const char *file;
	unsigned line, column; /* 0: not known */
};

/* One finding as a JSON object on one line (doc/formats.md). */
void ab_finding_json(struct ab_buf *buf, const struct ab_finding *finding, struct ab_location now,
		     struct ab_location then);

/*
 * Reads back what ab_finding_json wrote: all but places in records and fix-its
 * of more than a word.  Strings are the arena's.  False, with an error: text is
 * no such object.
 */
bool ab_finding_read(struct ab_arena *arena, const char *text, size_t length,
		     struct ab_finding *finding, struct ab_location *now, struct ab_location *then,
		     struct ab_error *error);

/* One finding as text, like a compiler's, with its notes; colour is the caller's wish. */
void ab_finding_text(struct ab_buf *buf, const struct ab_finding *finding, struct ab_location now,
		     struct ab_location then, bool is_coloured);

/*
 * "promised since 0.0.1 as 'int a'", as far as that is known; where neither is,
 * "promised here" if the place is, else NULL.
 */
const char *ab_finding_promise(struct ab_arena *arena, const struct ab_finding *finding,
			       bool has_place);

/* A JSON string with its quotes; no byte of it is a control character. */
void ab_json_string(struct ab_buf *buf, const char *text);

#endif
