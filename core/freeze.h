/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze.h - what the rooms of freezing share.
 *
 *   record-freeze.c            all but what follows
 *   record-freeze-aggregate.c  structs and unions, and what holds them
 */
#ifndef ABIDING_FREEZE_H
#define ABIDING_FREEZE_H

#include "abiding/compare.h"

struct ab_freeze {
	struct ab_record *frozen;
	const struct ab_record *current;
	const struct ab_policy *policy;
	const char *release;
	int models[AB_MODELS_MAX]; /* current's index -> frozen's */
	size_t n_frozen[AB_KINDS]; /* how many there were before this release */

	struct ab_laid {
		struct ab_entity *then; /* a struct, a union, an object, a typedef */
		const struct ab_entity *now;
		bool is_relaid; /* a new member has altered its layout */
	} * laid;
	size_t n_laid, laid_capacity;
};

/* `said`, unless it is NULL or names a release that is still to come: this release then. */
const char *ab_since_of_new(const struct ab_freeze *freeze, const char *said);

/* Adds the numbers, by data model of current, that the frozen ones lack. */
void ab_freeze_numbers(const struct ab_freeze *freeze, struct ab_per_model *to,
		       const struct ab_per_model *from);

/* What is current's becomes the frozen record's: its numbers' data models are renumbered. */
void ab_move_numbers(const struct ab_freeze *freeze, struct ab_per_model *number);
void ab_move_body(const struct ab_freeze *freeze, struct ab_aggregate *body);

/* The same for each body in a type. */
void ab_move_bodies_of(const struct ab_freeze *freeze, const struct ab_type *type);

/* All members of a body are new. */
void ab_date_members(const struct ab_freeze *freeze, struct ab_aggregate *body);

/*
 * What is frozen of a struct or union, or of a variable or typedef, whose type
 * may be one without a name; and the same now.  New members join it.
 */
void ab_freeze_layout(struct ab_freeze *freeze, struct ab_entity *then,
		      const struct ab_entity *now);

/*
 * When all else is frozen: what holds by value a struct or union whose layout a
 * new member has altered has the layout and the size of now, too.
 */
void ab_freeze_holders(struct ab_freeze *freeze);

#endif
