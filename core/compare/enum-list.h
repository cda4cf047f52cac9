/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enum-list.h - enumerators that stand together, found by name and by value. */
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

#endif
