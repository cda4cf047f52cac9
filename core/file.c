/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath */

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

enum {
	TEMPORARY_NAMES = 100,
	READ_MAX = 64 * 1024 * 1024, /* more than any policy, record or header has */
};

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
	else if (status.st_size > READ_MAX)
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

/* All of text, or errno. */
static int write_all(int fd, const char *text, size_t length)
{
	while (length) {
		const ssize_t n = write(fd, text, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		text += n;
		length -= (size_t)n;
	}
	return 0;
}

/* Opens a new file beside path; name (of size bytes) becomes its name.  Negative: errno is set. */
static int open_beside(const char *path, char *name, size_t size)
{
	for (int i = 0; i < TEMPORARY_NAMES; i++) {
		int fd;

		snprintf(name, size, "%s.%ld.%d", path, (long)getpid(), i);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* Fills a new file and closes it; returns errno or 0. */
static int fill(int fd, const char *text, size_t length, const mode_t *mode)
{
	int number = write_all(fd, text, length);

	if (!number && mode && fchmod(fd, *mode & 07777) != 0)
		number = errno;
	if (!number && fsync(fd) != 0)
		number = errno;
	if (close(fd) != 0 && !number)
		number = errno;
	return number;
}

/* Puts a new file in place of real, which is path or what that leads to; status NULL: none is there. */
static bool replace(struct ab_arena *arena, const char *path, const char *real,
		    const struct stat *status, const char *text, size_t length,
		    struct ab_error *error)
{
	const size_t size = strlen(real) + 40;
	char *name = ab_alloc(arena, size);
	int fd, number;

	if (status && !S_ISREG(status->st_mode))
		return ab_error_set(error, arena, ab_strdup(arena, path), 0, 0,
				    "cannot write: not a regular file");
	fd = open_beside(real, name, size);
	if (fd < 0)
		return fail(error, arena, path, "cannot write", errno);
	number = fill(fd, text, length, status ? &status->st_mode : NULL);
	if (!number && rename(name, real) != 0)
		number = errno;
	if (!number)
		return true;
	unlink(name);
	return fail(error, arena, path, "cannot write", number);
}

bool ab_file_replace(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_error *error)
{
	char target[PATH_MAX];
	struct stat status;

	if (!realpath(path, target))
		return replace(arena, path, path, NULL, text, length, error);
	if (stat(target, &status) != 0)
		return fail(error, arena, path, "cannot write", errno);
	return replace(arena, path, target, &status, text, length, error);
}

bool ab_file_replace_itself(struct ab_arena *arena, const char *path, const char *text,
			    size_t length, struct ab_error *error)
{
	struct stat status;
	const bool is_there = lstat(path, &status) == 0 && !S_ISLNK(status.st_mode);

	return replace(arena, path, path, is_there ? &status : NULL, text, length, error);
}

bool ab_file_append(struct ab_arena *arena, const char *path, const char *text, size_t length,
		    struct ab_error *error)
{
	const int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	int number = 0;
	ssize_t n;

	if (fd < 0)
		return fail(error, arena, path, "cannot append", errno);
	do
		n = write(fd, text, length);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		number = errno;
	else if ((size_t)n < length)
		number = ENOSPC;
	if (close(fd) != 0 && !number)
		number = errno;
	return number ? fail(error, arena, path, "cannot append", number) : true;
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
