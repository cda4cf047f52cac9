/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search.cc - the folders in which headers are searched for, and the names that includes give them. */
#include "gcc/gcc-includes.h"
#include "collect.h"

static bool is_prefix_dir(const char *dir, const char *path, size_t *length)
{
	size_t n = strlen(dir);

	while (n > 1 && dir[n - 1] == '/')
		n--;
	if (n == 0 || strncmp(dir, path, n) != 0 || path[n] != '/')
		return false;
	while (path[n] == '/')
		n++;
	*length = n;
	return true;
}

static void try_root(const char *dir, const char *path, size_t *best)
{
	size_t length;

	if (is_prefix_dir(dir, path, &length) && length > *best)
		*best = length;
}

static const char *without_detours(const char *path)
{
	char *copy;

	if (ab_path_is_short(path))
		return path;
	copy = ab_strdup(collector.arena, path);
	ab_path_shorten(copy);
	return copy;
}

/* The folders of -I and the like, as the command line has them; "": the current one.  Ends in NULL. */
static const char *const *search_path(void)
{
	static const char **dirs;
	unsigned n = 0;

	if (dirs)
		return dirs;
	dirs = AB_NEW_ARRAY(collector.arena, const char *, save_decoded_options_count + 1);
	for (unsigned i = 0; i < save_decoded_options_count; i++) {
		const struct cl_decoded_option *option = &save_decoded_options[i];

		if (option->opt_index != OPT_I && option->opt_index != OPT_isystem &&
		    option->opt_index != OPT_iquote && option->opt_index != OPT_idirafter)
			continue;
		const char *dir = without_detours(ab_printf(collector.arena, "%s/", option->arg));
		dirs[n++] = dir[0] == '.' && dir[1] == '/' ? dir + 2 : dir;
	}
	return dirs;
}

const char *search_include_name(const char *path)
{
	size_t best = 0;
	bool is_below_here = false;
	const char *slash;

	path = without_detours(path);
	if (path[0] == '.' && path[1] == '/')
		path += 2;
	for (const char *const *dir = search_path(); *dir; dir++) {
		is_below_here |= !**dir;
		try_root(*dir, path, &best);
	}
	try_root("/usr/include", path, &best);
	try_root("/usr/local/include", path, &best);
	if (!strncmp(path, "/usr/include/", 13)) {
		/* Debian's multiarch folder */
		const char *next = strchr(path + 13, '/');

		if (next && strstr(path + 13, "-linux-gnu") &&
		    strstr(path + 13, "-linux-gnu") < next)
			best = MAX(best, (size_t)(next + 1 - path));
	}
	if (best || (is_below_here && path[0] != '/'))
		return path + best;
	slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

const char *search_absolute(const char *path)
{
	return without_detours(
	    path[0] == '/' ? path : ab_printf(collector.arena, "%s/%s", getpwd(), path));
}

bool search_is_by_default(const char *path, const line_map_ordinary *map)
{
	size_t length;

	for (const char *const *dir = search_path(); *dir; dir++)
		if (**dir && is_prefix_dir(*dir, path, &length))
			return false;
	return ORDINARY_MAP_IN_SYSTEM_HEADER_P(map);
}

void search_each_folder(void (*visit)(const char *folder, int length))
{
	static const char *const usual[] = {"/usr/include/", "/usr/local/include/"};

	for (const char *const *dir = search_path(); *dir; dir++)
		visit(*dir, (int)strlen(*dir));
	for (size_t i = 0; i < ARRAY_SIZE(usual); i++)
		visit(usual[i], (int)strlen(usual[i]));
}
