/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * brought.h - which entries bring a header along.
 *
 * An entry is a header that users include by itself; all that it includes comes
 * with it, and is promised to those who include it.  A translation unit that
 * includes one of a header's bringers has to show what the header promises.
 *
 * What the record keeps (struct ab_header: by) is as little as says it all: an
 * entry that another one brings is not named again, nor is the only entry of a
 * surface with the surface's other headers.
 */
#ifndef ABIDING_BROUGHT_H
#define ABIDING_BROUGHT_H

#include "abiding/policy.h"

struct ab_bringers {
	const char *const
	    *entries; /* as the record or, for one that it lacks, the policy has them */
	unsigned n;
	bool needs_all; /* only all of them together: a record that does not say which */
};

/* A record and the policy that says what its surfaces are; both are borrowed. */
struct ab_brought;

struct ab_brought *ab_brought_new(struct ab_arena *arena, const struct ab_record *record,
				  const struct ab_policy *policy);

/* The bringers of a header, itself too if it is an entry; none: nobody's. */
struct ab_bringers ab_bringers_of(const struct ab_brought *brought, const char *header);

/*
 * The same, less entries that are gone as a waiver says, until that release: these are not
 * waited for, and what only they have brought all others of the surface have to show.
 * A waiver may come before the removal: where current is a compile, only an entry counts
 * that it found to be gone; NULL, or read from a file: each that is waived.
 */
struct ab_bringers ab_bringers_left(const struct ab_brought *brought, const char *header,
				    const char *waiver_release, const struct ab_record *current);

/* Whether a record holds what that many of them bring: one, or all. */
bool ab_bringers_are_in(const struct ab_bringers *bringers, const struct ab_record *record);

/*
 * Enters into a record collected from all entries what one of them brings: alone
 * is what was collected from that one, with what it needs first (needed, n of them:
 * what was collected from these).  A header of which it shows less than all of them
 * together do is left out.  Both records stay apart; names are borrowed.
 */
void ab_note_brought(struct ab_record *record, const char *entry, const struct ab_record *alone,
		     const struct ab_record *const *needed, size_t n);

/* The bringers of each header of a record. */
struct ab_bringers *ab_bringers_of_each(struct ab_arena *arena, const struct ab_record *record,
					const struct ab_policy *policy);

/*
 * Puts what entries bring now onto a frozen record that has taken over all else of
 * current, headers that are new behind the n_then that it had; then: the bringers of
 * these, as they were.  Of entries that ab_note_brought() has seen it is what they
 * bring now, of the others what it was.  A header of which something is promised that
 * has not moved elsewhere stays with its bringers.
 */
void ab_freeze_brought(struct ab_record *frozen, const struct ab_record *current,
		       const struct ab_policy *policy, const struct ab_bringers *then,
		       size_t n_then);

#endif
