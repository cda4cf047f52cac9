/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aggregate.h - what the rooms of structs and unions share.
 *
 *   aggregate.c  their members
 *   layout.c     how the same members lie
 *   repeat.c     members that one macro declares in many structs
 *   bound.c      bounds that follow a constant
 *   union.c      unions that new members join
 *   ban.c        members that no program may use any more
 *   backport.c   members that headers have of a later release
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
	const struct ab_aggregate
	    *whole; /* the entity's body now, whose size a waiver may accept */
};

/* Something that a body holds and that is broken. */
struct ab_cause {
	const struct ab_entity *promised; /* NULL: nothing */
	enum ab_severity said;		  /* the most, of all such */
};

struct ab_bodies {
	const struct ab_aggregate *then, *now;
	bool are_same; /* in their members */
	struct ab_cause cause;
};

struct ab_layout_change {
	enum ab_rule rule;
	const char *member; /* NULL: of the whole */
	ab_place place;
	const char *message, *consequence;
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

/*
 * Whether nothing but the bound of an array has changed, and that as a constant that it is
 * spelled with: said with that constant, if so.
 */
bool ab_is_changed_by_constant(struct ab_comparison *cmp, const struct ab_place_in *in,
			       const struct ab_leaf *then, const struct ab_leaf *now);

/* The union that a leaf is a new member of, by itself or as one of an unnamed struct that is new. */
const struct ab_aggregate *ab_union_of_new(const struct ab_leaves *now,
					   const struct ab_leaf *new_leaf,
					   const struct ab_aggregate *body_now);
/* Where a new leaf joins a union that was there before, that; NULL: it does not. */
const struct ab_aggregate *ab_union_joined(const struct ab_leaves *then,
					   const struct ab_leaves *now,
					   const struct ab_aggregate *group,
					   const struct ab_aggregate *body_then,
					   const struct ab_aggregate *body_now);
/* Whether its size or alignment is known to differ. */
bool ab_has_grown(const struct ab_comparison *cmp, const struct ab_aggregate *then,
		  const struct ab_aggregate *now);

/* A member that is still there, and of which a use is an error; returns whether it is one. */
bool ab_compare_member_ban(struct ab_comparison *cmp, const struct ab_place_in *in,
			   const struct ab_leaf *then, const struct ab_leaf *now);

/*
 * A new member of a union that is kept as it was for headers of earlier releases: it is as a
 * later release has promised it, if that has.  Returns whether it is not.
 */
bool ab_compare_backported_member(struct ab_comparison *cmp, const struct ab_place_in *in,
				  const struct ab_leaf *now);

/* Types whose size counts in a body: not behind a pointer. */
struct ab_held {
	const struct ab_type **items;
	size_t count, capacity;
};

/* Adds to a list, whose items are the comparison's arena's. */
void ab_gather_held(const struct ab_comparison *cmp, const struct ab_aggregate *body,
		    struct ab_held *held);
/* The same, and also what unnamed structs behind pointers hold: all that is compared with it. */
void ab_gather_inner(const struct ab_comparison *cmp, const struct ab_aggregate *body,
		     struct ab_held *held);

/*
 * Says so where bodies lie otherwise (P2, P3), unless so much was said of them already, from
 * the finding first on, or a waiver accepts it.  held: by the promised one.
 */
void ab_compare_layout(struct ab_comparison *cmp, const struct ab_place_in *in,
		       const struct ab_bodies *bodies, const struct ab_held *held, size_t first);

#endif
