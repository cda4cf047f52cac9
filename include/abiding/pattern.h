/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pattern.h - lists of patterns, of which those are looked at that begin, or end, as the
 * name does: a list of names costs no more than looking one up.
 */
#ifndef ABIDING_PATTERN_H
#define ABIDING_PATTERN_H

#include "abiding/index.h"

/* A zeroed one has none. */
struct ab_patterns {
	const char *const *items;
	size_t count;
	struct ab_index
	    texts;	     /* what they begin or end with; at: the first, 1 more than its index */
	size_t *next;	     /* the next with the same, likewise; 0: there is no more */
	bool *has_length[2]; /* whether any begins, or ends, with so many letters */
	size_t longest;
};

/* items are borrowed, the rest is the arena's. */
struct ab_patterns ab_patterns_of(struct ab_arena *arena, const char *const *items, size_t count);

/*
 * The first that matches and is meant (is_meant NULL: each is), or count.  is_meant gets the
 * context and an index.
 */
size_t ab_patterns_find(const struct ab_patterns *patterns, const char *name,
			bool (*is_meant)(const void *context, size_t i), const void *context);

/* A shell pattern (* ? [...]); * does not cross a '/'. */
bool ab_pattern_matches(const char *pattern, const char *name);
/* Whether it may match anything but itself. */
bool ab_is_pattern(const char *text);

#endif
