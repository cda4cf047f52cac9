/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * path.c - the names of files as texts (path.h).  Without libc, since the plugin's
 * quick part is linked with it (image/header.c).
 */
#include "abiding/path.h"

static bool is_dot(const char *at)
{
	return at[0] == '.' && at[1] == '/';
}

static bool is_up(const char *at)
{
	return at[0] == '.' && at[1] == '.' && at[2] == '/';
}

size_t ab_path_root(const char *path)
{
	size_t length = path[0] == '/' ? 1 : is_dot(path) ? 2 : 0;

	while (path[0] != '/' && is_up(path + length))
		length += 3;
	return length;
}

bool ab_path_is_short(const char *path)
{
	for (path += ab_path_root(path); *path; path += *path == '/') {
		if (*path == '/' || is_dot(path) || is_up(path))
			return false;
		while (*path && *path != '/')
			path++;
	}
	return true;
}

void ab_path_shorten(char *path)
{
	const bool is_absolute = path[0] == '/';
	char *to = path + ab_path_root(path), *floor = to;
	const char *from = to;

	while (*from) {
		if (*from == '/') {
			from++;
		} else if (is_dot(from)) {
			from += 2;
		} else if (is_up(from) && (to > floor || is_absolute)) {
			from += 3;
			for (to -= to > floor; to > floor && to[-1] != '/'; to--)
				;
		} else {
			const bool is_above = is_up(from);

			while (*from && *from != '/')
				*to++ = *from++;
			if (*from)
				*to++ = *from++;
			if (is_above)
				floor = to;
		}
	}
	*to = '\0';
}

bool ab_path_is_source(const char *path)
{
	const char *dot = 0;

	for (; *path; path++)
		if (*path == '.')
			dot = path;
		else if (*path == '/')
			dot = 0;
	return dot && (dot[1] == 'c' || dot[1] == 'C');
}
