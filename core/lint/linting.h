/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * linting.h - what the rooms of the lints share.
 *
 *   lint.c       the way: what is new, weights, waivers; since
 *   enum.c  sentinels and duplicates
 *   name.c  prefixes, tags, typedefs
 */
#ifndef ABIDING_LINTING_H
#define ABIDING_LINTING_H

#include "abiding/lint.h"

struct ab_linting {
	struct ab_arena *arena;
	const struct ab_record *promised; /* NULL: nothing is promised yet */
	const struct ab_record *current;
	const struct ab_policy *policy;
	struct ab_findings *findings;
	const char *waiver_release; /* by which waivers end; NULL: they do not */
	bool is_guard_defined;	    /* sentinels can be expected */
	bool *is_waiver_used;
	struct ab_finding unsaid; /* stands in for a finding that is waived or silent */
};

/* A new finding about an entity of current; never NULL: one that goes nowhere is unsaid. */
struct ab_finding *ab_lint_say(struct ab_linting *lint, enum ab_rule rule,
			       const struct ab_entity *entity, const char *member, ab_place now,
			       const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Whether an entity is new: the record has nothing of its kind by its name, or by its tag. */
bool ab_lint_is_new(const struct ab_linting *lint, const struct ab_entity *entity);

/* Whether an enumerator is new: then its number among those of its enum; promised likewise. */
bool ab_lint_is_new_enumerator(const struct ab_linting *lint, const char *name);

/* An enum that is new. */
void ab_lint_enum(struct ab_linting *lint, const struct ab_entity *entity);

/* The new enumerators of any enum. */
void ab_lint_duplicates(struct ab_linting *lint, const struct ab_entity *entity);

/* The names of what is new; of an enum that is not, those of its new enumerators. */
void ab_lint_name(struct ab_linting *lint, const struct ab_entity *entity);
void ab_lint_enumerator_names(struct ab_linting *lint, const struct ab_entity *entity);

/* The tag of a new struct, union or enum, and the tags that a new thing mentions. */
void ab_lint_tag(struct ab_linting *lint, const struct ab_entity *entity);
void ab_lint_mentions(struct ab_linting *lint, const struct ab_entity *entity);

#endif
