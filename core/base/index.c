/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index.c - open addressing, at most three quarters full (index.h). */
#include "abiding/index.h"

#include <string.h>

enum { FIRST_SLOTS = 16 };

/* FNV-1a, as 64 bits, with the upper half folded in. */
static uint64_t hash_name(unsigned space, const char *name, size_t length)
{
	uint64_t h = 14695981039346656037u ^ space;

	for (size_t i = 0; i < length; i++)
		h = (h ^ (unsigned char)name[i]) * 1099511628211u;
	return h ^ h >> 32;
}

static uint64_t hash_pair(const void *a, const void *b)
{
	uint64_t h = (uintptr_t)a * UINT64_C(0x9e3779b97f4a7c15) ^ (uintptr_t)b;

	h = (h ^ h >> 32) * UINT64_C(0xff51afd7ed558ccd);
	return h ^ h >> 32;
}

/* The slot of a name, or the free one where it belongs; there is a free one. */
static struct ab_index_entry *slot_of_name(const struct ab_index *index, uint64_t hash,
					   const void *space, const char *name, size_t length)
{
	size_t i = hash & (index->n_slots - 1);

	while (index->slots[i].key &&
	       (index->slots[i].hash != hash || index->slots[i].more != space ||
		strncmp(index->slots[i].key, name, length) != 0 ||
		((const char *)index->slots[i].key)[length]))
		i = (i + 1) & (index->n_slots - 1);
	return &index->slots[i];
}

static struct ab_index_entry *slot_of_pair(const struct ab_index *index, uint64_t hash,
					   const void *a, const void *b)
{
	size_t i = hash & (index->n_slots - 1);

	while (index->slots[i].key && (index->slots[i].key != a || index->slots[i].more != b))
		i = (i + 1) & (index->n_slots - 1);
	return &index->slots[i];
}

static void make_room(struct ab_arena *arena, struct ab_index *index)
{
	const struct ab_index old = *index;
	struct ab_index larger = {NULL, old.n_slots ? 2 * old.n_slots : FIRST_SLOTS, old.count};

	if (4 * (old.count + 1) <= 3 * old.n_slots)
		return;
	larger.slots = AB_NEW_ARRAY(arena, struct ab_index_entry, larger.n_slots);
	for (size_t i = 0; i < old.n_slots; i++) {
		size_t at = old.slots[i].hash & (larger.n_slots - 1);

		while (old.slots[i].key && larger.slots[at].key)
			at = (at + 1) & (larger.n_slots - 1);
		if (old.slots[i].key)
			larger.slots[at] = old.slots[i];
	}
	*index = larger;
}

static struct ab_index_entry *fill(struct ab_index *index, struct ab_index_entry *slot,
				   struct ab_index_entry key, bool *is_new)
{
	if (is_new)
		*is_new = !slot->key;
	if (!slot->key) {
		*slot = key;
		index->count++;
	}
	return slot;
}

/* A space is a number; as a pointer it is never looked through. */
static const void *as_pointer(unsigned space)
{
	return (const void *)(uintptr_t)space;
}

struct ab_index_entry *ab_index_find_n(const struct ab_index *index, unsigned space,
				       const char *text, size_t length)
{
	struct ab_index_entry *slot;

	if (!index->count)
		return NULL;
	slot = slot_of_name(index, hash_name(space, text, length), as_pointer(space), text, length);
	return slot->key ? slot : NULL;
}

struct ab_index_entry *ab_index_find(const struct ab_index *index, unsigned space, const char *name)
{
	return ab_index_find_n(index, space, name, strlen(name));
}

struct ab_index_entry *ab_index_enter(struct ab_arena *arena, struct ab_index *index,
				      unsigned space, const char *name, bool *is_new)
{
	const size_t length = strlen(name);
	const struct ab_index_entry key = {
	    .key = name, .more = as_pointer(space), .hash = hash_name(space, name, length)};

	make_room(arena, index);
	return fill(index, slot_of_name(index, key.hash, key.more, name, length), key, is_new);
}

struct ab_index_entry *ab_index_find_pair(const struct ab_index *index, const void *a,
					  const void *b)
{
	struct ab_index_entry *slot;

	if (!index->count)
		return NULL;
	slot = slot_of_pair(index, hash_pair(a, b), a, b);
	return slot->key ? slot : NULL;
}

struct ab_index_entry *ab_index_enter_pair(struct ab_arena *arena, struct ab_index *index,
					   const void *a, const void *b, bool *is_new)
{
	const struct ab_index_entry key = {.key = a, .more = b, .hash = hash_pair(a, b)};

	make_room(arena, index);
	return fill(index, slot_of_pair(index, key.hash, a, b), key, is_new);
}
