/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "abiding/limits.h"

static bool fail(struct ab_error *error, struct ab_arena *arena, const char *path, const char *what,
		 int number)
{
	return ab_error_set(error, arena, ab_strdup(arena, path), 0, 0, "%s: %s", what,
			    strerror(number));
}

/* An open file is no arena's business: allocations while it is open need a guard of their own. */
struct reading {
	struct ab_arena *arena;
	int fd;
	size_t size, length;
	char *text;
	int error; /* errno, 0: none */
};

static void read_whole(void *context)
{
	struct reading *r = context;

	r->text = ab_alloc(r->arena, r->size + 1);
	while (r->length < r->size) {
		const ssize_t n = read(r->fd, r->text + r->length, r->size - r->length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			r->error = errno;
		if (n <= 0)
			break;
		r->length += (size_t)n;
	}
}

bool ab_file_read(struct ab_arena *arena, const char *path, char **text, size_t *length,
		  struct ab_error *error)
{
	/* a FIFO must not keep a compiler waiting before it is refused */
	struct reading r = {.arena = arena, .fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
	bool has_memory = true;
	struct stat status;

	if (r.fd < 0)
		return fail(error, arena, path, "cannot open", errno);
	if (fstat(r.fd, &status) != 0)
		r.error = errno;
	else if (S_ISDIR(status.st_mode))
		r.error = EISDIR;
	else if (!S_ISREG(status.st_mode))
		r.error = EINVAL;
	else if (status.st_size > AB_FILE_BYTES_MAX)
		r.error = EFBIG;
	if (!r.error) {
		r.size = (size_t)status.st_size;
		has_memory = ab_arena_guard(arena, read_whole, &r);
	}
	close(r.fd);
	if (!has_memory)
		ab_arena_fail(arena);
	if (r.error == EINVAL)
		return ab_error_set(error, arena, ab_strdup(arena, path), 0, 0,
				    "cannot read: not a regular file");
	if (r.error)
		return fail(error, arena, path, "cannot read", r.error);
	*text = r.text;
	*length = r.length;
	return true;
}

bool ab_file_make_folder(struct ab_arena *arena, const char *path, struct ab_error *error)
{
	/* compilers run side by side: another one may have made it */
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return true;
	return fail(error, arena, path, "cannot make the folder", errno);
}

const char *ab_file_beside(struct ab_arena *arena, const char *from, const char *name)
{
	const char *slash = strrchr(from, '/');

	if (name[0] == '/' || !slash)
		return ab_strdup(arena, name);
	return ab_printf(arena, "%.*s/%s", (int)(slash - from), from, name);
}
