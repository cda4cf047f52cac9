/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c - the files that an image is made from (maker.h). */
#define _GNU_SOURCE /* realpath, CLOCK_REALTIME_COARSE */

#include "maker.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "abiding/file.h"

/* The folder of a file, all links followed; NULL: it is not there. */
static const char *real_folder(struct ab_arena *arena, const char *file)
{
	const char *slash = strrchr(file, '/');
	char real[PATH_MAX];
	const char *folder = slash ? ab_strndup(arena, file, (size_t)(slash - file) + 1) : ".";

	return realpath(folder, real) ? ab_strdup(arena, real) : NULL;
}

/* file as seen from the folder of the image, so that a tree can be moved as a whole. */
static const char *seen_from_image(struct ab_image_maker *m, const char *file)
{
	const char *from = real_folder(m->arena, m->image_path);
	const char *to = real_folder(m->arena, file), *slash = strrchr(file, '/');
	size_t shared = 0, i = 0;
	struct ab_buf path;

	if (!from || !to)
		return file;
	for (; from[i] && from[i] == to[i]; i++)
		if (from[i] == '/')
			shared = i + 1;
	if ((!from[i] || from[i] == '/') && (!to[i] || to[i] == '/'))
		shared = i + (from[i] == '/' || to[i] == '/');
	ab_buf_init(&path, m->arena);
	for (const char *at = from + (shared < strlen(from) ? shared : strlen(from)); *at; at++)
		if (at[0] != '/' && (at[1] == '/' || !at[1]))
			ab_buf_add(&path, "../");
	ab_buf_addf(&path, "%s%s%s", shared < strlen(to) ? to + shared : "",
		    shared < strlen(to) && strcmp(to, "/") != 0 ? "/" : "",
		    slash ? slash + 1 : file);
	return path.text;
}

bool ab_image_is_beside(struct ab_arena *arena, const char *file, const char *other)
{
	const char *const a = real_folder(arena, file), *const b = real_folder(arena, other);

	return a && b && !strcmp(a, b);
}

static bool is_older(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

/*
 * The state of a file, of which each later change has a later time.  One that has just been
 * written is waited for, as times have no more than some milliseconds.
 */
static void look_at(const char *path, struct stat *status)
{
	static const struct timespec tick = {0, 20000000};
	struct timespec now = {0};

	if (stat(path, status) != 0)
		return;
	clock_gettime(CLOCK_REALTIME_COARSE, &now);
	if (is_older(&status->st_ctim, &now))
		return;
	nanosleep(&tick, NULL);
	if (stat(path, status) != 0)
		*status = (struct stat){0};
}

bool ab_image_add_source(struct ab_image_maker *m, const char *path, const char *spelled,
			 enum ab_image_role role, const char **text, size_t *length)
{
	struct ab_image_source *source;
	struct stat status = {0};
	char *read, real[PATH_MAX];

	look_at(path, &status);
	if (!ab_file_read(m->arena, path, &read, length, m->error))
		return false;
	*text = read;
	m->sources = AB_GROW(m->arena, m->sources, m->n_sources, &m->sources_capacity);
	source = &m->sources[m->n_sources++];
	source->path = ab_image_add_string(
	    m, spelled && m->head.is_beside ? spelled : seen_from_image(m, path));
	source->absolute = ab_image_add_string(m, realpath(path, real) ? real : path);
	source->role = role;
	source->size = *length;
	source->hash = ab_image_hash(read, *length);
	source->seconds = status.st_mtim.tv_sec;
	source->nanoseconds = status.st_mtim.tv_nsec;
	source->changed_seconds = status.st_ctim.tv_sec;
	source->changed_nanoseconds = status.st_ctim.tv_nsec;
	return true;
}
