/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index.h - the hash index of the core: what is looked up is never searched for.
 *
 * An index has keys of one sort: names, each in a space of its owner's own, or
 * pairs of pointers.  A zeroed one is empty.  Entries belong to the arena of
 * whoever enters; names and pointers are borrowed.
 */
#ifndef ABIDING_INDEX_H
#define ABIDING_INDEX_H

#include <stdint.h>

#include "abiding/arena.h"

struct ab_index_entry {
	const void *key, *more; /* key NULL: free */
	uint64_t hash;
	void *of; /* this and the next two: the owner's own, zero in a new entry */
	size_t at;
	size_t stamp;
};

struct ab_index {
	struct ab_index_entry *slots;
	size_t n_slots, count; /* n_slots: a power of two, or 0 */
};

/* The entry of a name in a space, or NULL; it may move with the next one that is entered. */
struct ab_index_entry *ab_index_find(const struct ab_index *index, unsigned space,
				     const char *name);
/* Likewise of the first letters of a text, length of them. */
struct ab_index_entry *ab_index_find_n(const struct ab_index *index, unsigned space,
				       const char *text, size_t length);

/* Likewise, a new one where there is none; is_new: NULL, or set to whether it is. */
struct ab_index_entry *ab_index_enter(struct ab_arena *arena, struct ab_index *index,
				      unsigned space, const char *name, bool *is_new);

/* The same of two pointers; a is not NULL. */
struct ab_index_entry *ab_index_find_pair(const struct ab_index *index, const void *a,
					  const void *b);
struct ab_index_entry *ab_index_enter_pair(struct ab_arena *arena, struct ab_index *index,
					   const void *a, const void *b, bool *is_new);

#endif
