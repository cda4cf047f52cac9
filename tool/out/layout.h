/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * layout.h - where the fields of a struct or union lie, and what lies between.
 */
#ifndef ABIDING_TOOL_LAYOUT_H
#define ABIDING_TOOL_LAYOUT_H

#include "abiding/changes.h"

struct layout_row {
	const char *name; /* NULL: not named, or a hole */
	const char *text; /* the declaration; NULL: a hole */
	uint64_t bit_offset;
	uint64_t bit_size; /* 0: not known */
	unsigned depth;	   /* of unnamed structs and unions around it */
};

struct layout {
	struct layout_row *rows;
	size_t count, capacity;
};

/* The rows of a body on a data model; false: its layout there is not recorded. */
bool layout_of(struct ab_arena *arena, const struct ab_record *record,
	       const struct ab_aggregate *body, int model, struct layout *layout);

#endif
