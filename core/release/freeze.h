/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze.h - what the rooms of freezing share.
 *
 *   freeze.c            all but what follows
 *   freeze-aggregate.c  structs and unions
 *   freeze-constant.c   values
 *   freeze-name.c       what has another name, or is another sort of thing, by now
 *   freeze-type.c       what a type left open, and says now
 *   freeze-passed.c     what is not as promised, and was let pass
 *   freeze-before.c     what was promised otherwise to headers of earlier releases
 */
#ifndef ABIDING_FREEZE_H
#define ABIDING_FREEZE_H

#include "abiding/compare.h"
#include "abiding/resolve.h"
#include "abiding/sentinel.h"

struct ab_freeze {
	struct ab_record *frozen;
	const struct ab_record *current;
	const struct ab_policy *policy;
	const char *release;
	struct ab_growths growths; /* of sentinels, with this release */
	int models[AB_MODELS_MAX]; /* current's index -> frozen's */
	struct ab_index renamed;   /* types of current; of: the frozen one that is the same */
};

/* `said`, unless it is NULL or names a release that is still to come: this release then. */
const char *ab_since_of_new(const struct ab_freeze *freeze, const char *said);

/* Versions that a symbol got besides those it has. */
void ab_freeze_symbols(const struct ab_freeze *freeze, struct ab_symbol **to, unsigned *n_to,
		       const struct ab_symbol *from, unsigned n_from);

/*
 * Before all else: what is not as promised leaves the frozen record, and has its age in
 * current, from where it is taken over again; what waivers let pass is noted.
 */
void ab_freeze_passed(const struct ab_freeze *freeze);

/* The policy without its severities and waivers (but those of headers), so that all is found. */
struct ab_policy *ab_strict_policy(struct ab_arena *arena, const struct ab_policy *policy);

/*
 * A copy of the frozen record as it is, for ab_freeze_before(); NULL: it would be of no use,
 * as headers do not say which release they are of, or none is frozen.
 */
struct ab_record *ab_copy_for_before(const struct ab_freeze *freeze);

/*
 * After all else: what the record does not promise to headers of the release that was
 * frozen last as it did then (NULL: nothing was), it keeps for them.
 */
void ab_freeze_before(struct ab_freeze *freeze, const struct ab_record *then);

/* Adds the numbers, by data model of current, that the frozen ones lack. */
void ab_freeze_numbers(const struct ab_freeze *freeze, struct ab_per_model *to,
		       const struct ab_per_model *from);

/* What is current's becomes the frozen record's: its numbers' data models are renumbered. */
void ab_move_numbers(const struct ab_freeze *freeze, struct ab_per_model *number);
void ab_move_body(const struct ab_freeze *freeze, struct ab_aggregate *body);

/* The same for each body in a type. */
void ab_move_bodies_of(const struct ab_freeze *freeze, const struct ab_type *type);

/* The values of an entity of current. */
void ab_move_values(const struct ab_freeze *freeze, struct ab_entity *entity);

/* All members of a body are new. */
void ab_date_members(const struct ab_freeze *freeze, struct ab_aggregate *body);

/*
 * A type that is the same to the comparison, and says more now, is taken over;
 * of an object, the length of its array as well, of a function, its prototype.  Returns
 * whether it is.
 */
bool ab_freeze_type(const struct ab_freeze *freeze, const struct ab_type **then,
		    const struct ab_type *now);
void ab_freeze_function_type(const struct ab_freeze *freeze, struct ab_entity *then,
			     const struct ab_entity *now);
void ab_freeze_object_type(const struct ab_freeze *freeze, struct ab_entity *then,
			   const struct ab_entity *now);

/* The value of a macro or variable, and of a loose enumerator. */
void ab_freeze_constant(const struct ab_freeze *freeze, struct ab_entity *then,
			const struct ab_entity *now);
void ab_freeze_loose(const struct ab_freeze *freeze, struct ab_entity *then,
		     const struct ab_entity *now);

/* The frozen struct, union or enum of which that typedef is the name, or NULL. */
struct ab_entity *ab_freeze_named(const struct ab_freeze *freeze, const char *name);

/* Of a frozen struct, union or enum and the same now: a name that is new is a typedef for it. */
void ab_freeze_alias(const struct ab_freeze *freeze, const struct ab_entity *then,
		     const struct ab_entity *now);

/*
 * Takes out of the frozen record what a name was and is no more: a macro or
 * another constant, now that there is something of that kind by that name
 * (AB_ENUM: an enumerator of the enum owner).  Returns since which release it
 * was there, NULL: it was not.
 */
const char *ab_freeze_succeed(const struct ab_freeze *freeze, enum ab_kind kind,
			      const struct ab_entity *owner, const char *name);

/*
 * What is frozen of a struct or union, or of a variable or typedef, whose type
 * may be one without a name; and the same now.  New members join it.
 */
void ab_freeze_layout(const struct ab_freeze *freeze, struct ab_entity *then,
		      const struct ab_entity *now);

#endif
