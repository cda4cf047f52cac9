/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alone.c - each entry as a translation unit of its own.
 *
 * All entries in one unit show what the library declares.  Only each by itself shows
 * what it brings along, and that it needs no other one.
 */
#include "tool.h"

#include "abiding/brought.h"
#include "abiding/path.h"

static const char *file_of(struct ab_arena *arena, size_t i, const char *suffix)
{
	return temp_path(arena, ab_printf(arena, "alone-%zu.%s", i, suffix));
}

static const char *write_input(struct ab_arena *arena, size_t i, const struct include *include,
			       const struct ab_record *record)
{
	struct include one = *include;
	const struct sources sources = {.includes = {&one, 1, 1}};

	return sources_write_named(arena, ab_printf(arena, "alone-%zu.c", i), &sources, record);
}

struct alone *alone_run(struct ab_arena *arena, const struct compiler *compiler,
			const struct sources *sources, const struct ab_record *record,
			void (*add_words)(const void *context, const struct alone *alone,
					  struct words *words),
			const void *context)
{
	const size_t n = sources->includes.count;
	struct alone *alone = AB_NEW_ARRAY(arena, struct alone, n);
	struct words *words = AB_NEW_ARRAY(arena, struct words, n);
	struct process *streams = AB_NEW_ARRAY(arena, struct process, n);
	int *statuses = AB_NEW_ARRAY(arena, int, n);

	for (size_t i = 0; i < n; i++) {
		alone[i].include = sources->includes.items[i];
		alone[i].record = file_of(arena, i, "yaml");
		alone[i].report = file_of(arena, i, "jsonl");
		alone[i].dependencies = file_of(arena, i, "mk");
		alone[i].messages = streams[i].errors = file_of(arena, i, "txt");
		streams[i].input = write_input(arena, i, &alone[i].include, record);
		if (!streams[i].errors || !streams[i].input)
			return NULL;
		words[i].arena = arena;
		add_words(context, &alone[i], &words[i]);
	}
	if (!compiler_run_all(compiler, words, streams, n, statuses))
		return NULL;
	for (size_t i = 0; i < n; i++)
		alone[i].status = statuses[i];
	return alone;
}

/* What was collected from the headers that one needs first, as far as they are among the n. */
static const struct ab_record *const *needed_by(struct ab_arena *arena, const struct alone *alone,
						size_t n, const struct alone *one,
						struct ab_record *const *records, size_t *count)
{
	const struct ab_record **needed = AB_NEW_ARRAY(arena, const struct ab_record *, n);

	*count = 0;
	for (const char *const *after = one->include.after; after && *after; after++)
		for (size_t i = 0; i < n; i++)
			if (records[i] && ab_header_is_same(alone[i].include.name, *after))
				needed[(*count)++] = records[i];
	return needed;
}

static void set_after(struct ab_record *record, const struct include *include)
{
	unsigned n = 0;

	while (include->after && include->after[n])
		n++;
	for (size_t i = 0; n && i < record->n_headers; i++)
		if (ab_header_is_same(record->headers[i].name, include->name)) {
			record->headers[i].after = include->after;
			record->headers[i].n_after = n;
		}
}

/* A .c file by itself, whose compile shows all versions that it gives to symbols. */
static bool is_source(const struct include *include)
{
	return ab_path_is_source(include->name) && !(include->after && *include->after);
}

static struct ab_header *find(struct ab_record *record, const struct include *include)
{
	return (struct ab_header *)ab_record_find_header(record, include->name);
}

static void share_versions(const struct ab_header *from, struct ab_header *to)
{
	to->versions = from->versions;
	to->n_versions = from->n_versions;
	to->knows_versions = true;
}

/*
 * Of the only .c file the compile of all has shown the versions, with those that another way
 * to compile it has; of several, each by itself.
 */
static void note_versions(const struct alone *alone, size_t n, struct ab_record *record,
			  struct ab_record **records)
{
	struct ab_header *all = NULL, *own = NULL;
	size_t n_sources = 0;

	for (size_t i = 0; i < n; i++)
		if (is_source(&alone[i].include) && find(records[i], &alone[i].include)) {
			own = find(records[i], &alone[i].include);
			all = find(record, &alone[i].include);
			own->knows_versions = true;
			n_sources++;
		}
	if (n_sources == 1 && all) {
		all->knows_versions = true;
		share_versions(all, own);
	}
}

void alone_take_versions(const struct alone *alone, size_t n, struct ab_record *record,
			 struct ab_record *const *records)
{
	for (size_t i = 0; i < n; i++) {
		const struct ab_header *const own = find(records[i], &alone[i].include);
		struct ab_header *const all = find(record, &alone[i].include);

		if (own && own->knows_versions && all)
			share_versions(own, all);
	}
}

bool alone_note_brought(struct ab_arena *arena, const struct alone *alone, size_t n,
			struct ab_record *record, struct ab_record **records,
			struct ab_error *error)
{
	for (size_t i = 0; i < n; i++) {
		if (!ab_record_load(arena, alone[i].record, &records[i], error))
			return false;
		records[i]->file = NULL;
	}
	for (size_t i = 0; i < n; i++) {
		size_t n_needed;
		const struct ab_record *const *needed =
		    needed_by(arena, alone, n, &alone[i], records, &n_needed);

		ab_note_brought(record, alone[i].include.name, records[i], needed, n_needed);
		set_after(record, &alone[i].include);
	}
	note_versions(alone, n, record, records);
	return true;
}
