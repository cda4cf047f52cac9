/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.cc - from a location to the surface of its header. */
#include "gcc/gcc-includes.h"
#include "quick.h"

/* Surfaces by the path of a file, which the line table keeps at one address. */
enum { N_KNOWN = 512 };

static struct {
	const char *path;
	int surface;
	const char *logical; /* a tail of path; NULL: it stands elsewhere */
} known[N_KNOWN];

/* A function of our own: the address of the compiler's would be bound when we are loaded. */
static char *folder(void)
{
	return getpwd();
}

static __attribute__((noinline)) void learn(size_t at, const char *path)
{
	char buffer[AB_IMAGE_PATH_MAX];

	known[at].path = path;
	known[at].logical = NULL;
	known[at].surface =
	    ab_image_surface_of(quick.image, path, folder, buffer, &known[at].logical);
	if (known[at].logical >= buffer && known[at].logical < buffer + sizeof buffer)
		known[at].logical = NULL;
}

int quick_surface_of_path(const char *path)
{
	const size_t at = ((uintptr_t)path >> 4) % N_KNOWN;

	if (!path || path[0] == '<')
		return -1;
	if (known[at].path != path)
		learn(at, path);
	return known[at].surface;
}

const char *quick_logical_of_path(const char *path, char *buffer)
{
	const size_t at = ((uintptr_t)path >> 4) % N_KNOWN;
	const char *logical = NULL;

	if (known[at].path == path && known[at].logical)
		return known[at].logical;
	return ab_image_surface_of(quick.image, path, folder, buffer, &logical) < 0 ? NULL
										    : logical;
}

struct quick_stretch quick_last;

static bool is_in(unsigned index, location_t where)
{
	return index + 1 < LINEMAPS_ORDINARY_USED(line_table) &&
	       where >= MAP_START_LOCATION(LINEMAPS_ORDINARY_MAP_AT(line_table, index)) &&
	       where < MAP_START_LOCATION(LINEMAPS_ORDINARY_MAP_AT(line_table, index + 1));
}

/* While the parse goes on nearly all is in the last map, and then in one beside the last asked for. */
static const line_map_ordinary *map_of(location_t where)
{
	static unsigned before;
	const line_map_ordinary *map = LINEMAPS_LAST_ORDINARY_MAP(line_table);

	if (where >= MAP_START_LOCATION(map) && where <= line_table->highest_location)
		return map;
	if (is_in(before + 1, where))
		return LINEMAPS_ORDINARY_MAP_AT(line_table, ++before);
	if (before && is_in(before - 1, where))
		return LINEMAPS_ORDINARY_MAP_AT(line_table, --before);
	linemap_resolve_location(line_table, where, LRK_MACRO_EXPANSION_POINT, &map);
	if (map)
		before = map - LINEMAPS_ORDINARY_MAP_AT(line_table, 0);
	return map;
}

int quick_look_up(location_t where)
{
	const line_map_ordinary *map = where > BUILTINS_LOCATION ? map_of(where) : NULL;
	unsigned index;

	if (!map)
		return -1;
	index = map - LINEMAPS_ORDINARY_MAP_AT(line_table, 0);
	quick_last.first = MAP_START_LOCATION(map);
	if (index + 1 < LINEMAPS_ORDINARY_USED(line_table)) {
		quick_last.length =
		    MAP_START_LOCATION(LINEMAPS_ORDINARY_MAP_AT(line_table, index + 1)) -
		    quick_last.first;
		quick_last.n_maps = 0;
	} else {
		quick_last.length = LINE_MAP_MAX_LOCATION - quick_last.first;
		quick_last.n_maps = LINEMAPS_ORDINARY_USED(line_table);
	}
	quick_last.surface = quick_surface_of_path(ORDINARY_MAP_FILE_NAME(map));
	return quick_last.surface;
}
