/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare.h - one record held against another: facts in, findings out.
 *
 * promised is the frozen record; current is what headers say now (or the newer
 * of two records).  Pure: reads both and the policy, writes only new memory.
 */
#ifndef ABIDING_COMPARE_H
#define ABIDING_COMPARE_H

#include "abiding/finding.h"

/*
 * Appends a finding for each broken promise, in the order of the promised
 * record.  What is "removed" is said only of headers whose surface is in
 * current by one of its entries, and only where the record's conditions hold;
 * what could not be checked is one not-checked finding each.  Waived findings
 * are not in the list, waivers that are past or match nothing are (if current
 * is complete, that is holds all entries of all surfaces).
 */
void ab_compare(struct ab_arena *arena, const struct ab_record *promised,
		const struct ab_record *current, const struct ab_policy *policy,
		struct ab_findings *findings);

/*
 * What a record promised to headers of that release (NULL: the record itself): entities
 * that a later one has changed are as they were before (ab_before).  What none has
 * changed is shared with the record.
 */
const struct ab_record *ab_record_as_of(struct ab_arena *arena, const struct ab_record *record,
					const char *release);

/* The release of the headers at hand, or NULL. */
const char *ab_release_at_hand(struct ab_arena *arena, const struct ab_policy *policy,
			       const struct ab_record *current);

/*
 * The protocols alone, of which current need hold nothing else; release: of
 * the library at hand, NULL: not known.  Places of findings are in the
 * protocols' own files (now_file).
 */
void ab_compare_protocols(struct ab_arena *arena, const struct ab_record *promised,
			  const struct ab_record *current, const struct ab_policy *policy,
			  const char *release, struct ab_findings *findings);

enum ab_difference {
	AB_SAME,
	AB_QUALIFIERS_DIFFER, /* the same but for const, volatile behind a pointer */
	AB_TYPES_DIFFER,
};

/* What has the type, which says what its own qualifiers count for. */
enum ab_use {
	AB_USE_OBJECT,
	AB_USE_PARAMETER, /* _Atomic alone: it makes another type (C17 6.2.5p27, 6.7.6.3p15) */
	AB_USE_RESULT,	  /* none; C17 and C23 are at odds about _Atomic (C23 6.7.7.4p5) */
};

/*
 * Whether a type of one record is that of another by doc/architecture.md:
 * typedefs are looked through, types from elsewhere compared by name, tags by
 * identity; names of parameters, restrict, and const of values do not count.
 */
enum ab_difference ab_types_compare(struct ab_arena *arena, const struct ab_record *promised,
				    const struct ab_type *a, const struct ab_record *current,
				    const struct ab_type *b, enum ab_use use);

#endif
