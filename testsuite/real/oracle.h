/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * oracle.h - libvirt's own description of its API held against a record.
 *
 *   oracle.c         arguments, the comparison, explained differences, counts
 *   oracle-xml.c     libvirt-*-api.xml -> facts
 *   oracle-record.c  a record -> facts, and how many there are of each
 *   oracle-header.c  what a header itself says, where the XML has it from elsewhere
 *
 * Both sides become lists of facts: a subject ("function virDomainGetInfo"),
 * what about it ("argument 2") and a text ("virDomainInfoPtr info").
 */
#ifndef ORACLE_H
#define ORACLE_H

#include "abiding/policy.h"

struct fact {
	const char *subject;
	const char *what;
	const char *text; /* NULL: the source cannot say, matches anything */
};

struct facts {
	struct ab_arena *arena;
	struct fact *items;
	size_t count, capacity;
};

/* A count of the record, named as in libvirt-counts.txt. */
struct tally {
	const char *what;
	size_t count;
};

enum { TALLIES = 16 };

/* Adds a fact; its text is borrowed. */
void fact_add(struct facts *facts, const char *subject, const char *what, const char *text);

/* All that the libvirt-*-api.xml of a release's tree say.  False: one cannot be read. */
bool facts_of_xml(struct facts *facts, const char *tree);

void facts_of_record(struct facts *facts, const struct ab_record *record);

/* Whether that argument (from 1) of a function has that name in its header. */
bool header_names_argument(struct ab_arena *arena, const char *tree, const char *header,
			   const char *function, unsigned argument, const char *name);

/* Fills tallies, returns how many. */
size_t tallies_of_record(const struct ab_record *record, struct tally tallies[TALLIES]);

/* A macro body with no white space and no comments. */
const char *body_text(struct ab_arena *arena, const char *body);

#endif
