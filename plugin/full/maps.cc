/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * maps.cc - what the compiler's line table says of each file: which map it is first, where
 * the compiler begins to read it, and whether it is read as a whole.
 *
 * The maps are looked through once; those that have come since then are added.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

/* ---- modules ---- */

/* The module that the map came with, or NULL. */
static const line_map_ordinary *module_of(const line_map_ordinary *map)
{
	while (map && !is_module_map(map))
		map = linemap_included_from_linemap(line_table, map);
	return map;
}

/* An imported header has a path, with its folder; a module with a name is not the library's. */
bool maps_is_by_named_module(const line_map_ordinary *map)
{
	const line_map_ordinary *module = module_of(map);

	return module && !strchr(ORDINARY_MAP_FILE_NAME(module), '/');
}

/* Of what is imported GCC 14 and later take only the maps that are used, and none begins a file. */
bool maps_begins_file(const line_map_ordinary *map)
{
	return map->reason == LC_ENTER ||
	       (map->reason == LC_RENAME && !is_module_map(map) && module_of(map));
}

/* ---- -imacros ---- */

/* The file on the command line that brought the map in, or NULL. */
static const char *root_of(const line_map_ordinary *map)
{
	const line_map_ordinary *from;

	while ((from = linemap_included_from_linemap(line_table, map)) != NULL) {
		if (!strcmp(ORDINARY_MAP_FILE_NAME(from), "<command-line>"))
			return ORDINARY_MAP_FILE_NAME(map);
		map = from;
	}
	return NULL;
}

static bool is_by_imacros(const line_map_ordinary *map)
{
	const char *root = root_of(map);

	for (unsigned i = 0; root && i < save_decoded_options_count; i++)
		if (save_decoded_options[i].opt_index == OPT_imacros &&
		    ab_header_is_same(save_decoded_options[i].arg, root))
			return true;
	return false;
}

static bool has_imacros(void)
{
	for (unsigned i = 0; i < save_decoded_options_count; i++)
		if (save_decoded_options[i].opt_index == OPT_imacros)
			return true;
	return false;
}

/* ---- by file ---- */

/* By number of its maps.  What begins it: maps where the compiler begins to read it. */
struct file_maps {
	unsigned first, newest;
	unsigned begun;	 /* the first that begins it; UINT_MAX: none does, only a #line names it */
	bool is_whole;	 /* one brings all of it in */
	const char *gap; /* what the newest says that does not; NULL: there is none */
};

typedef hash_map<nofree_string_hash, file_maps> maps_of_files;

static maps_of_files *of_files;

static const line_map_ordinary *map_at(unsigned i)
{
	return LINEMAPS_ORDINARY_MAP_AT(line_table, i);
}

/* What a map that begins its file brings in of it. */
static void note_begun(struct file_maps *maps, unsigned i, bool may_be_macros)
{
	const line_map_ordinary *const map = map_at(i);

	if (maps->begun == UINT_MAX)
		maps->begun = i;
	if (maps_is_by_named_module(map))
		return;
	if (module_of(map))
		maps->gap = "import shows no more of '%s' than is used here: the rest could not be "
			    "checked";
	else if (may_be_macros && is_by_imacros(map))
		maps->gap = "-imacros takes nothing but macros from '%s': its declarations could "
			    "not be checked";
	else
		maps->is_whole = true;
}

static void add_map(unsigned i, bool may_be_macros)
{
	const char *const path = ORDINARY_MAP_FILE_NAME(map_at(i));
	bool is_known;

	if (!path)
		return;
	struct file_maps &maps = of_files->get_or_insert(path, &is_known);
	if (!is_known)
		maps = {i, i, UINT_MAX, false, NULL};
	maps.newest = i;
	if (maps_begins_file(map_at(i)))
		note_begun(&maps, i, may_be_macros);
}

/* NULL: the compiler has no such file, until now */
static const struct file_maps *maps_of(const char *path)
{
	static unsigned n_seen;
	static const struct line_maps *seen; /* a precompiled header brings a table of its own */
	const bool may_be_macros = has_imacros();

	if (seen != line_table || n_seen > LINEMAPS_ORDINARY_USED(line_table)) {
		delete of_files;
		of_files = new maps_of_files;
		n_seen = 0;
	}
	seen = line_table;
	for (; n_seen < LINEMAPS_ORDINARY_USED(line_table); n_seen++)
		add_map(n_seen, may_be_macros);
	return of_files->get(path);
}

bool maps_is_begun(const char *path, const line_map_ordinary *until)
{
	const struct file_maps *const maps = maps_of(path);

	return maps && maps->begun != UINT_MAX && map_at(maps->begun) <= until;
}

const line_map_ordinary *maps_newest(const char *path)
{
	const struct file_maps *const maps = maps_of(path);

	return maps ? map_at(maps->newest) : NULL;
}

location_t maps_start(const char *path)
{
	const struct file_maps *const maps = maps_of(path);

	return maps ? MAP_START_LOCATION(map_at(maps->first)) : UNKNOWN_LOCATION;
}

const char *maps_gap(const char *path)
{
	const struct file_maps *const maps = maps_of(path);

	return maps && !maps->is_whole ? maps->gap : NULL;
}
