/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aggregate.h - what the rooms of structs and unions share.
 *
 *   compare-aggregate.c  their members
 *   compare-layout.c     how the same members lie
 *   compare-repeat.c     members that one macro declares in many structs
 */
#ifndef ABIDING_AGGREGATE_H
#define ABIDING_AGGREGATE_H

#include "leaves.h"

/* Where a body stands: it is an entity's, or that of the unnamed type of one or of a member. */
struct ab_place_in {
	const struct ab_entity *then, *now;
	const char *path;  /* "" or "value." */
	const char *moved; /* the first field that lies elsewhere now; NULL: none */
	ab_place place;	   /* of what has the body, now */
};

/* "value.x": the name of a member, for the users of the entity. */
const char *ab_member_path(const struct ab_comparison *cmp, const struct ab_place_in *in,
			   const struct ab_leaf *leaf);

/*
 * A member that a macro declares in many structs ("FOO_FIELDS"): whether the same has been
 * said of another one, and is counted there.  then: NULL, it is new.
 */
bool ab_is_repeated(struct ab_comparison *cmp, const struct ab_place_in *in, enum ab_rule rule,
		    const struct ab_leaf *then, const struct ab_leaf *now);
/* Remembers the first such finding; it may be unsaid. */
void ab_note_repeatable(struct ab_comparison *cmp, const struct ab_finding *finding,
			const struct ab_leaf *now);

/* Types whose size counts in a body: not behind a pointer. */
struct ab_held {
	const struct ab_type **items;
	size_t count, capacity;
};

/* Adds to a list, whose items are the comparison's arena's. */
void ab_gather_held(const struct ab_comparison *cmp, const struct ab_aggregate *body,
		    struct ab_held *held);

/* Compares what is held first; returns whether some of it is broken. */
bool ab_is_made_of_broken(struct ab_comparison *cmp, const struct ab_held *held);

/*
 * Two bodies with the same members, none of which is broken: says so where they
 * lie otherwise (P2, P3).  held: by the first one.  Returns whether it did.
 */
bool ab_compare_layout(struct ab_comparison *cmp, const struct ab_place_in *in,
		       const struct ab_aggregate *then, const struct ab_aggregate *now,
		       const struct ab_held *held);

#endif
