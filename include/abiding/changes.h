/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * changes.h - what differs between two records, be it a break or not.
 *
 * compare.h says what is broken; a release note also wants what is new, and
 * what changed in a way that no program notices.
 */
#ifndef ABIDING_CHANGES_H
#define ABIDING_CHANGES_H

#include "abiding/finding.h"

enum ab_change_kind { AB_ADDED, AB_CHANGED, AB_REMOVED, AB_CHANGE_KINDS };

/* What changes: an enum ab_kind, or what a record has besides entities. */
enum ab_changed {
	AB_CHANGED_HEADER = AB_KINDS,
	AB_CHANGED_NODE,   /* of a version script */
	AB_CHANGED_SYMBOL, /* that no header declares */
	AB_CHANGED_PROTOCOL,
	AB_CHANGED_DATA_MODEL,
	AB_CHANGED_SORTS
};

struct ab_change {
	enum ab_change_kind what;
	int of; /* enum ab_changed */
	const char *name;
	const char *member;	    /* enumerator, member or message of it; NULL: all of it */
	const char *header;	    /* NULL: not known, or none */
	const char *before, *after; /* as C; NULL: not there */
	const struct ab_entity *then, *now; /* NULL: not there */
};

struct ab_changes {
	struct ab_change *items;
	size_t count, capacity;
};

/* "function", "version node": what JSON calls it; in the plural, as a heading. */
const char *ab_changed_word(int of);
const char *ab_changed_heading(int of);

/*
 * What now has and then has not, and the other way round, by kind and name.
 * What one of the findings is about is left to it, unless it is an addition.
 */
void ab_changes_find(struct ab_arena *arena, const struct ab_record *then,
		     const struct ab_record *now, const struct ab_findings *findings,
		     struct ab_changes *changes);

/* An entity in a line of C: a declaration, "struct foo", "#define FOO 1". */
const char *ab_entity_text(struct ab_arena *arena, const struct ab_entity *entity);

/* A field as it is declared; its unnamed struct or union: "union {} value". */
const char *ab_field_text(struct ab_arena *arena, const struct ab_field *field);

#endif
