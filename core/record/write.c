/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * write.c - a record written, if it could be read again.
 *
 * It is printed and read; a reader has limits that no writer need know, and one
 * that is forgotten in a writer shows here and not in the next compile.  If it
 * could not, the entity at fault is looked for by halves.
 */
#include "abiding/file.h"
#include "abiding/record.h"

static bool try_text(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_error *error)
{
	struct ab_record *again;

	if (length > AB_FILE_BYTES_MAX)
		return ab_error_set(error, arena, path, 0, 0,
				    "it takes %zu bytes, and a record can have %d", length,
				    AB_FILE_BYTES_MAX);
	return ab_record_parse(arena, path, text, length, &again, error);
}

bool ab_record_is_readable(struct ab_arena *arena, const char *path, const char *text,
			   size_t length, struct ab_error *error)
{
	struct ab_error why;

	return try_text(arena, path, text, length, &why) ||
	       ab_error_set(error, arena, ab_strdup(arena, path), 0, 0,
			    "the record would not be readable: %s", why.message);
}

/* The record with some entities of one kind only. */
static bool try_part(const struct ab_record *record, unsigned kind, size_t first, size_t n,
		     struct ab_error *error)
{
	struct ab_record part = *record;
	const char *text;
	size_t length;

	for (unsigned i = 0; i < AB_KINDS; i++)
		part.of[i] = (struct ab_entities){0};
	part.of[kind].items = record->of[kind].items + first;
	part.of[kind].count = n;
	part.n_nodes = part.n_listed = part.n_protocols = 0;
	return ab_record_print(record->arena, &part, &text, &length, error) &&
	       try_text(record->arena, "", text, length, error);
}

const struct ab_entity *ab_record_find_unreadable(struct ab_record *record, struct ab_error *error)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		size_t first = 0, n = record->of[kind].count;

		if (!n || try_part(record, kind, 0, n, error))
			continue;
		while (n > 1) {
			const size_t half = n / 2;

			if (!try_part(record, kind, first, half, error)) {
				n = half;
			} else {
				first += half;
				n -= half;
			}
		}
		/* together they may be too much, and each by itself not */
		if (!try_part(record, kind, first, n, error))
			return record->of[kind].items[first];
	}
	return NULL;
}

bool ab_record_write(struct ab_arena *arena, struct ab_record *record, const char *path,
		     const struct ab_file_seen *seen, struct ab_error *error)
{
	const char *text;
	size_t length;

	return ab_record_print(arena, record, &text, &length, error) &&
	       ab_record_is_readable(arena, path, text, length, error) &&
	       ab_file_replace_seen(arena, path, seen, text, length, error);
}
