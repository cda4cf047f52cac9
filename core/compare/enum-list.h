/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enum-list.h - enumerators that stand together.
 *
 *   enum.c        enums, and enumerators of those without a name
 *   enumerator.c  their enumerators: gone, renamed, shifted
 *   enum-list.c   enumerators by name and by value
 */
#ifndef ABIDING_ENUM_LIST_H
#define ABIDING_ENUM_LIST_H

#include "comparison.h"
#include "abiding/index.h"

/* The enumerators that stand together now. */
struct ab_enum_list {
	const struct ab_enumerator *items;
	unsigned count;
	struct ab_index names;	/* the first of each */
	struct ab_index values; /* likewise, "at" is 1 more than its index ... */
	size_t *next;		/* ... as is the next one of that value; 0: none */
};

struct ab_enum_list ab_enum_list_of(const struct ab_comparison *cmp,
				    const struct ab_enumerator *items, unsigned count);

/* The first of that name, or NULL. */
const struct ab_enumerator *ab_enum_list_find(const struct ab_enum_list *list, const char *name);

/* Fills values and next. */
void ab_enum_list_know_values(const struct ab_comparison *cmp, struct ab_enum_list *list);

/* One promised enumerator and what it is now. */
struct ab_enum_pair {
	const struct ab_entity *owner; /* the promised entity it belongs to */
	const struct ab_enumerator *then;
	const struct ab_enumerator *now; /* NULL: not in the list it was in */
	bool is_done;			 /* not compared, or no more */
	bool is_said_gone;		 /* by ab_compare_enumerators(): in a finding of its own */
	bool may_grow; /* a sentinel that is none of a named enum, and has grown */
};

/*
 * Says what became of the promised ones, which are in their order.  list_place: of what has
 * the list now; 0.
 */
void ab_compare_enumerators(struct ab_comparison *cmp, struct ab_enum_pair *items, unsigned count,
			    struct ab_enum_list *now, ab_place list_place);

#endif
