/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * place.cc - from a location to its header.
 *
 * The line table names each file in one or more maps; what a file is to the
 * policy is worked out once.  With a policy, the surfaces decide.  With a bare
 * record, the record's own headers are public, and others that are no system
 * headers; in a first collection, also what is included by the one file that
 * the command makes, with the rest of its folder.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

static struct source_file **files;
static size_t n_files, files_capacity;
static hash_map<nofree_string_hash, struct source_file *> *by_path;

static struct header_names headers_read; /* that are public */

/* ---- the main file ---- */

static bool is_same_path(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static bool main_is_source(void)
{
	const char *dot = main_file() ? strrchr(main_file(), '.') : NULL;

	return dot && dot[1] != 'h' && dot[1] != 'H';
}

static bool main_is_made_by_command(void)
{
	return main_file() && (!strcmp(main_file(), "<stdin>") || !strcmp(main_file(), "-"));
}

/* ---- what a file is to the policy ---- */

/* Whether the file is included by the main file itself. */
static bool is_included_by_main(const line_map_ordinary *map)
{
	const line_map_ordinary *from = linemap_included_from_linemap(line_table, map);

	return from && is_same_path(ORDINARY_MAP_FILE_NAME(from), main_file());
}

/*
 * Whether this header belongs to one that is an entry: "lib/part.h" to
 * "lib/lib.h", "pngconf.h" to "png.h".
 */
static bool belongs_to_entry(const char *logical)
{
	const char *slash = strrchr(logical, '/');

	for (size_t i = 0; i < n_files; i++) {
		const char *entry = files[i]->is_entry ? files[i]->logical : NULL;
		const char *dot = entry ? strrchr(entry, '.') : NULL;
		const size_t shared = slash ? (size_t)(slash + 1 - logical)
				      : dot ? (size_t)(dot - entry)
					    : 0;

		if (entry && shared >= 3 && !strncmp(entry, logical, shared) &&
		    !slash == !strchr(entry, '/'))
			return true;
	}
	return false;
}

/* A folder in which many have their headers. */
static bool is_shared(const char *folder)
{
	static const char end[] = "/include/";
	const size_t length = strlen(folder);

	return strstr(folder, "-linux-") ||
	       (length >= sizeof end - 1 && !strcmp(folder + length - (sizeof end - 1), end));
}

static bool is_plainly_listed(const struct ab_surface *surface, const char *logical)
{
	for (unsigned i = 0; i < surface->n_headers; i++)
		if (!strcmp(surface->headers[i], logical))
			return true;
	return false;
}

/* "pngconf.h" to "png.h" */
static bool is_named_like_entry(const struct ab_surface *surface, const char *logical)
{
	for (unsigned i = 0; i < surface->n_entries; i++) {
		const size_t stem = strcspn(surface->entries[i], ".");

		if (stem >= 3 && !strncmp(surface->entries[i], logical, stem))
			return true;
	}
	return false;
}

/* Whether an entry lies there, or in the folder above: those of a target are in one more. */
static bool has_entry(const struct ab_surface *surface, const char *folder)
{
	for (unsigned i = 0; i < surface->n_entries; i++) {
		const char *entry = surface->entries[i];

		if (access(ab_printf(collector.arena, "%s%s", folder, entry), F_OK) == 0 ||
		    access(ab_printf(collector.arena, "%s../%s", folder, entry), F_OK) == 0)
			return true;
	}
	return false;
}

/*
 * A pattern is not meant for what the compiler brings along.  It counts in the compiler's
 * own folders only where an entry lies, too; and one that names no folder and no header,
 * such as "*.h", there only for headers that are called like an entry.
 */
static bool is_by_chance(const struct ab_surface *surface, const struct source_file *file,
			 const char *path, const line_map_ordinary *map)
{
	const char *folder;

	if (file->is_entry || !search_is_by_default(path, map))
		return false;
	folder = ab_strndup(collector.arena, path, strlen(path) - strlen(file->logical));
	if (!has_entry(surface, folder))
		return true;
	return is_shared(folder) && !strchr(file->logical, '/') &&
	       !is_plainly_listed(surface, file->logical) &&
	       !is_named_like_entry(surface, file->logical);
}

static void judge_by_policy(struct source_file *file, const line_map_ordinary *map)
{
	const char *path = search_absolute(file->path);
	const struct ab_surface *surface =
	    ab_policy_surface(collector.policy, path, &file->logical);

	for (unsigned i = 0; surface && i < surface->n_entries; i++)
		file->is_entry |= ab_header_is_same(surface->entries[i], file->logical);
	if (surface && is_by_chance(surface, file, path, map))
		surface = NULL;
	file->surface = surface;
	file->is_public = surface != NULL;
}

static struct source_file *file_of_map(const line_map_ordinary *map);

static bool is_included_by_library(const line_map_ordinary *map)
{
	const line_map_ordinary *from = linemap_included_from_linemap(line_table, map);
	const struct source_file *file = from ? file_of_map(from) : NULL;

	return file && file->is_public && !file->is_perhaps_users;
}

static void judge_without_policy(struct source_file *file, const line_map_ordinary *map)
{
	const bool is_system = ORDINARY_MAP_IN_SYSTEM_HEADER_P(map);

	file->logical = search_include_name(file->path);
	if (collector.promised) {
		const char *logical;

		/* a system header is meant only by its whole name: there are many types.h */
		if (ab_policy_surface(collector.policy, search_absolute(file->path), &logical) &&
		    (!is_system || !strcmp(file->logical, logical))) {
			const struct ab_header *header =
			    ab_record_find_header(collector.promised, logical);

			file->logical = logical;
			file->is_public = true;
			file->is_entry = header && header->is_entry;
			return;
		}
		/* a declaration may have moved to another header, but not to the user's own file */
		file->is_public = !is_system && !file->is_main;
		file->is_perhaps_users = file->is_public && !is_included_by_library(map);
		return;
	}
	if (file->is_main) {
		file->is_public = file->is_entry = !main_is_made_by_command();
		return;
	}
	file->is_entry = main_is_made_by_command() && is_included_by_main(map);
	file->is_public = !is_system || file->is_entry || belongs_to_entry(file->logical);
}

static const line_map_ordinary *ordinary_map(unsigned i)
{
	return LINEMAPS_ORDINARY_MAP_AT(line_table, i);
}

/* The compiler reads it, and not only names it by a #line. */
static void note_begun(struct source_file *file)
{
	if (!file->is_begun && file->is_public && file->logical)
		header_names_add(&headers_read, file->logical);
	file->is_begun = true;
}

static struct source_file *add_file(const char *path, const line_map_ordinary *map)
{
	struct source_file *file = AB_NEW(collector.arena, struct source_file);

	file->path = path;
	file->is_main = is_same_path(path, main_file());
	if (collector.policy->is_default)
		judge_without_policy(file, map);
	else
		judge_by_policy(file, map);
	file->is_source =
	    file->is_main ? main_is_source() : file->is_entry && ab_path_is_source(path);
	if (maps_is_begun(path, map))
		note_begun(file);
	files = AB_GROW(collector.arena, files, n_files, &files_capacity);
	files[n_files++] = file;
	by_path->put(path, file);
	return file;
}

static struct source_file *file_of_map(const line_map_ordinary *map)
{
	static struct source_file *last;
	const char *path = ORDINARY_MAP_FILE_NAME(map);
	struct source_file **found;

	if (!path || !*path || path[0] == '<') /* #line 1 "" */
		return NULL;
	if (last && last->path == path)
		return last;
	if (!by_path)
		by_path = new hash_map<nofree_string_hash, struct source_file *>;
	found = by_path->get(path);
	return last = found ? *found : add_file(path, map);
}

/* ---- #line ---- */

/* Whether an included file calls some of its lines those of another, as made ones do. */
static bool has_renamed_lines(void)
{
	static unsigned n_seen;
	static bool is_found;

	for (; n_seen < LINEMAPS_ORDINARY_USED(line_table); n_seen++) {
		const line_map_ordinary *map = ordinary_map(n_seen);

		is_found |= map->reason == LC_RENAME_VERBATIM && linemap_included_from(map) &&
			    !is_same_path(ORDINARY_MAP_FILE_NAME(map),
					  ORDINARY_MAP_FILE_NAME(ordinary_map(n_seen - 1)));
	}
	return is_found;
}

/* The file that the compiler reads there, whatever it calls itself. */
static struct source_file *file_read(const line_map_ordinary *map)
{
	unsigned i = map - ordinary_map(0);

	while (i && (ordinary_map(i)->reason != LC_ENTER ||
		     linemap_included_from(ordinary_map(i)) != linemap_included_from(map)))
		i--;
	return file_of_map(ordinary_map(i));
}

static struct source_file *file_behind(const line_map_ordinary *map)
{
	struct source_file *file = file_of_map(map), *read;
	const bool is_begun = file && file->is_begun;

	if ((is_begun && file->is_public) || !linemap_included_from(map) || !has_renamed_lines())
		return file;
	read = file_read(map);
	return read && (read->is_public || !is_begun) ? read : file;
}

/* ---- places ---- */

struct source_file *place_file(location_t location)
{
	const line_map_ordinary *map;

	if (location <= BUILTINS_LOCATION)
		return NULL;
	linemap_resolve_location(line_table, location, LRK_MACRO_EXPANSION_POINT, &map);
	return map ? file_behind(map) : NULL;
}

const char *place_header(location_t location)
{
	const struct source_file *file = place_file(location);

	return file ? file->logical : NULL;
}

void place_entity(struct ab_entity *entity, location_t location)
{
	entity->place = location;
	entity->header = place_header(location);
}

bool place_is_public(location_t location)
{
	const struct source_file *file = place_file(location);

	return file && file->is_public;
}

bool place_is_users(location_t location)
{
	const line_map_ordinary *map;
	const struct source_file *file;

	if (location <= BUILTINS_LOCATION)
		return false;
	linemap_resolve_location(line_table, location, LRK_MACRO_EXPANSION_POINT, &map);
	if (!map || !ORDINARY_MAP_FILE_NAME(map))
		return false;
	if (!strcmp(ORDINARY_MAP_FILE_NAME(map), "<command-line>"))
		return true;
	file = file_behind(map);
	return file && (!file->is_public || file->is_perhaps_users) &&
	       !ORDINARY_MAP_IN_SYSTEM_HEADER_P(map);
}

const struct source_file *place_bringer(location_t location, const char *header)
{
	const line_map_ordinary *map = NULL;

	if (location > BUILTINS_LOCATION)
		linemap_resolve_location(line_table, location, LRK_MACRO_EXPANSION_POINT, &map);
	for (; map; map = linemap_included_from_linemap(line_table, map)) {
		const struct source_file *const file = file_of_map(map);

		if (file && file->is_public && file->logical && !strcmp(file->logical, header))
			return file;
	}
	return NULL;
}

bool place_is_taken_in(location_t location)
{
	const line_map_ordinary *map;

	if (location <= BUILTINS_LOCATION)
		return false;
	linemap_resolve_location(line_table, location, LRK_MACRO_EXPANSION_POINT, &map);
	while (map && (map = linemap_included_from_linemap(line_table, map)) != NULL) {
		const struct source_file *const file = file_of_map(map);

		if (file && file->is_public && !file->is_perhaps_users)
			return true;
	}
	return false;
}

bool place_note_opened(const char *path)
{
	const line_map_ordinary *map = maps_newest(path);
	struct source_file *file = map ? file_of_map(map) : NULL;
	bool is_first;

	/* read again, but what it declares came out of a precompiled header */
	if (!file || (!file->was_opened && maps_start(file->path) < MAP_START_LOCATION(map)))
		return false;
	is_first = !file->was_opened;
	file->was_opened = true;
	return is_first && file->is_public;
}

/* ---- all files ---- */

void place_each_file(void (*visit)(struct source_file *file))
{
	static unsigned n_seen;		     /* maps only come behind those that there are */
	static const struct line_maps *seen; /* a precompiled header brings a table of its own */

	if (seen != line_table)
		n_seen = 0;
	seen = line_table;
	for (; n_seen < LINEMAPS_ORDINARY_USED(line_table); n_seen++) {
		const line_map_ordinary *map = LINEMAPS_ORDINARY_MAP_AT(line_table, n_seen);

		/* command-line and built-in maps have no file; the others may come again */
		if (maps_begins_file(map) && !maps_is_by_named_module(map) && file_of_map(map))
			note_begun(file_of_map(map));
	}
	for (size_t i = 0; i < n_files; i++)
		visit(files[i]);
}

bool place_has_header(const char *logical)
{
	return header_names_has(&headers_read, logical);
}

static void note_opened(struct source_file *file)
{
	file->was_opened = true;
}

void place_note_all_opened(void)
{
	place_each_file(note_opened);
}

struct source_file *place_source(void)
{
	struct source_file *found = NULL;

	for (size_t i = 0; i < n_files; i++) {
		struct source_file *const file = files[i];

		if (!file->is_source || !file->is_public || !file->is_begun)
			continue;
		if (file->is_main)
			return file;
		if (place_is_taken_in(maps_start(file->path)))
			continue;
		if (found)
			return NULL;
		found = file;
	}
	return found;
}

static bool has_unopened;

static void look_for_unopened(struct source_file *file)
{
	has_unopened |= file->is_public && !file->is_main && !file->was_opened;
}

bool place_has_unopened(void)
{
	has_unopened = false;
	place_each_file(look_for_unopened);
	return has_unopened;
}

const char *place_gap(const struct source_file *file)
{
	const char *const gap = maps_gap(file->path);

	return gap ? ab_printf(collector.arena, gap, file->logical) : NULL;
}
