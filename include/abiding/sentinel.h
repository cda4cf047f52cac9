/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sentinel.h - enumerators that say where an enum ends, which may grow (P5), and
 * the constants that are made of them and grow as they do.
 *
 * Which one of an enum it is, the policy decides: ab_policy_sentinel().
 */
#ifndef ABIDING_SENTINEL_H
#define ABIDING_SENTINEL_H

#include "abiding/policy.h"

/*
 * Whether a name is one by which C libraries usually call the end of an enum:
 * FOO_LAST, __FOO_MAX, FOO__CNT, FOO_END_ALL, FOO_NUM_TYPES, N_TYPES.  *stem: how many
 * bytes come before the words that say so.
 */
bool ab_is_end_name(const char *name, size_t *stem);

/* The first word of a name that speaks of an end or a number, "LAST_STATUS"; NULL: none does. */
const char *ab_end_word(const char *name);

/*
 * The name of an enum's sentinel, NULL: it has none.  Where the policy says
 * nothing of sentinels it is also found in a record that does not say so.
 */
const char *ab_sentinel_name(const struct ab_policy *policy, const struct ab_entity *entity);

/* A sentinel that has another value in current than in promised. */
struct ab_growth {
	const char *name;
	struct ab_int then, now;
};

struct ab_growths {
	struct ab_growth *items;
	size_t count, capacity;
};

/*
 * Adds those of the two records to the list, whose items are the arena's.  release: of the
 * headers at hand, which had the sentinels of that release; NULL: not known.
 */
void ab_growths_find(struct ab_arena *arena, const struct ab_record *promised,
		     const struct ab_record *current, const struct ab_policy *policy,
		     const char *release, struct ab_growths *growths);

/*
 * Whether a constant has gone along with one of them: it is as far from it as it
 * was, and its text (as it is now; NULL: not known) names it, or the constant is
 * itself called an end of the same enum and is at most one away.
 */
bool ab_goes_along(const struct ab_growths *growths, const char *name, struct ab_int then,
		   struct ab_int now, const char *text);

#endif
