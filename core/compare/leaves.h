/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * leaves.h - the members of a struct or union, laid flat.
 *
 * Members of unnamed structs and unions are members of what holds them (C17
 * 6.7.2.1p13), so both sides of a comparison are laid flat into leaves, which are
 * then matched by name.
 */
#ifndef ABIDING_LEAVES_H
#define ABIDING_LEAVES_H

#include "comparison.h"

struct ab_leaf;

/*
 * Members that come one behind the other: of the whole, or of one alternative of a union,
 * which comes behind what is before that union, and not behind the other alternatives.
 */
struct ab_row {
	struct ab_row *outer;		/* in which the union is; NULL: of the whole */
	const struct ab_aggregate *of;	/* the union */
	const struct ab_leaf *last;	/* the last, as it was, of those that have been looked at */
	const struct ab_aggregate *now; /* the union in it that is being looked at, NULL: none */
	const struct ab_leaf *before;	/* what is before that */
};

/* What a member of that row comes behind, of those that have been looked at; NULL: nothing. */
const struct ab_leaf *ab_row_before(struct ab_row *row);

/* A member of that row has been looked at. */
void ab_row_note(struct ab_row *row, const struct ab_leaf *leaf);

struct ab_leaf {
	const struct ab_field *field;
	struct ab_row *row;
	const struct ab_aggregate *group; /* whose braces it stands in */
	uint64_t offset_then, offset_now; /* bits */
	bool is_placed;			  /* that is known, on this data model */
	int partner;			  /* index on the other side, -1: none */
	int gives_to;	/* then: index of the new one now that stands in its room, -1: none */
	int taken_from; /* now: index of that one then, -1: none */
};

struct ab_leaves {
	struct ab_leaf *items;
	size_t count, capacity;
};

/* The number for a data model, if it is known; else *value stays.  model: -1, none. */
bool ab_is_known(const struct ab_per_model *number, int model, uint64_t *value);

/* Both sides, matched; the lists come empty, and their items are the comparison's arena's. */
void ab_flatten(const struct ab_comparison *cmp, const struct ab_aggregate *then,
		const struct ab_aggregate *now, struct ab_leaves *leaves_then,
		struct ab_leaves *leaves_now);

/*
 * Notes which array of before has given room to new members, and nothing else has moved:
 * "void *reserved[8]" is "void (*sync)(void)" and "void *reserved[7]" now.
 */
void ab_note_room_given(const struct ab_comparison *cmp, struct ab_leaves *then,
			struct ab_leaves *now);

/*
 * Whether a macro makes a member of that name, but for its number, of a line or a counter:
 * old records have them as members.
 */
bool ab_is_made_now(const struct ab_aggregate *now, const char *name);

/* "" for bits without a name. */
const char *ab_leaf_name(const struct ab_leaf *leaf);

/* Whether both are known to lie somewhere, and not in the same place. */
bool ab_leaf_is_moved(const struct ab_leaf *then, const struct ab_leaf *now);

#endif
