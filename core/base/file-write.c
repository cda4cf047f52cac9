/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * file-write.c - files replaced and appended to, and the lock that who changes them takes.
 *
 * A path is first followed to what it leads to: a file that is or is to be, which is
 * replaced by a new one beside it, or one of this process's own descriptors (/dev/stdout),
 * which is written to: what a log holds already is not ours to replace.
 */
#define _DEFAULT_SOURCE	  /* flock */
#define _XOPEN_SOURCE 700 /* realpath */

#include "abiding/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	TEMPORARY_NAMES = 100,
	NAME_PART_MAX =
	    200,	/* of a file's name in that of its temporary: 255 is all there may be */
	LINKS_MAX = 40, /* as many as Linux follows */
	CHANGED = -1,	/* beside errno: it is not what was read */
};

static bool fail(struct ab_error *error, struct ab_arena *arena, const char *path, const char *what,
		 int number)
{
	const char *const why = number == CHANGED
				    ? "somebody has changed it since it was read; it was "
				      "left as it is, run the command again"
				: number == EINVAL ? "not a regular file"
						   : strerror(number);

	return ab_error_set(error, arena, ab_strdup(arena, path), 0, 0, "%s: %s", what, why);
}

/* ---- signals ---- */

/*
 * While a file is written, signals that end a program wait, so that no temporary is left; and
 * a limit on the size of files, or a reader that is gone, is an error like a full disk.
 */
struct calm {
	sigset_t mask;
	struct sigaction size, pipe;
};

static void calm_begin(struct calm *calm)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigset_t ending;

	sigemptyset(&ending);
	sigaddset(&ending, SIGHUP);
	sigaddset(&ending, SIGINT);
	sigaddset(&ending, SIGQUIT);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGXCPU);
	sigprocmask(SIG_BLOCK, &ending, &calm->mask);
	sigaction(SIGXFSZ, &ignore, &calm->size);
	sigaction(SIGPIPE, &ignore, &calm->pipe);
}

static void calm_end(const struct calm *calm)
{
	sigaction(SIGPIPE, &calm->pipe, NULL);
	sigaction(SIGXFSZ, &calm->size, NULL);
	sigprocmask(SIG_SETMASK, &calm->mask, NULL);
}

/* ---- where a path leads ---- */

struct target {
	const char *path; /* not a link */
	int descriptor;	  /* of this process, which the path stands for; -1: a file */
	bool is_there;
	struct stat status; /* if it is there */
};

/* "12" -> 12; -1: not a number. */
static int number_of(const char *text)
{
	char *end;
	const long number = strtol(text, &end, 10);

	return *text >= '0' && *text <= '9' && !*end && number <= INT_MAX ? (int)number : -1;
}

/* Whether the folder of a path is in /proc; *is_own: it is that of our descriptors. */
static bool is_in_proc(struct ab_arena *arena, const char *path, bool *is_own)
{
	char folder[PATH_MAX], self[PATH_MAX];
	size_t length;

	if (!realpath(ab_file_beside(arena, path, "."), folder) || strncmp(folder, "/proc/", 6))
		return false;
	length = realpath("/proc/self", self) ? strlen(self) : 0;
	*is_own = length && !strncmp(folder, self, length) && folder[length] == '/' &&
		  !strcmp(folder + strlen(folder) - 3, "/fd");
	return true;
}

/* The descriptor that a path stands for, -1: none; *is_foreign: it is another process's. */
static int descriptor_of(struct ab_arena *arena, const char *path, bool *is_foreign)
{
	const char *slash = strrchr(path, '/');
	bool is_own = false;

	*is_foreign = false;
	/* by their names, too: /proc may be missing */
	if (!strcmp(path, "/dev/stdout"))
		return STDOUT_FILENO;
	if (!strcmp(path, "/dev/stderr"))
		return STDERR_FILENO;
	if (!strncmp(path, "/dev/fd/", 8))
		return number_of(path + 8);
	if (!slash || !is_in_proc(arena, path, &is_own))
		return -1;
	*is_foreign = !is_own;
	return is_own ? number_of(slash + 1) : -1;
}

static const char *read_link(struct ab_arena *arena, const char *path)
{
	char text[PATH_MAX];
	const ssize_t length = readlink(path, text, sizeof text);

	if (length >= 0 && (size_t)length < sizeof text)
		return ab_file_beside(arena, path, ab_strndup(arena, text, (size_t)length));
	if (length >= 0)
		errno = ENAMETOOLONG;
	return NULL;
}

/* Returns errno, 0: it is known where it leads. */
static int follow(struct ab_arena *arena, const char *path, struct target *target)
{
	int links;

	for (links = 0; path && links < LINKS_MAX; links++) {
		bool is_foreign;

		target->path = path;
		target->descriptor = descriptor_of(arena, path, &is_foreign);
		if (target->descriptor >= 0)
			return 0;
		if (is_foreign)
			return EINVAL;
		target->is_there = lstat(path, &target->status) == 0;
		if (!target->is_there)
			return errno == ENOENT ? 0 : errno;
		if (!S_ISLNK(target->status.st_mode))
			return 0;
		path = read_link(arena, path);
	}
	return path ? ELOOP : errno;
}

bool ab_file_is_stream(struct ab_arena *arena, const char *path)
{
	struct target target;

	return follow(arena, path, &target) == 0 && target.descriptor >= 0;
}

bool ab_file_lock(struct ab_arena *arena, const char *path, bool is_patient)
{
	const int how = is_patient ? LOCK_EX : LOCK_EX | LOCK_NB;
	struct target target;
	int fd;

	if (follow(arena, path, &target) != 0 || target.descriptor >= 0)
		return true;
	fd = open(ab_file_beside(arena, target.path, "."), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (fd >= 0 && flock(fd, how) != 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK)
			return true;
		close(fd);
		return false;
	}
	return true;
}

/* ---- writing ---- */

/* All of text, or errno. */
static int write_all(int fd, const char *text, size_t length)
{
	while (length) {
		struct pollfd wait = {.fd = fd, .events = POLLOUT};
		const ssize_t n = write(fd, text, length);

		if (n < 0 && errno == EAGAIN)
			poll(&wait, 1, -1);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
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
	const char *slash = strrchr(path, '/');
	const size_t folder = slash ? (size_t)(slash + 1 - path) : 0, whole = strlen(path + folder);
	const size_t part = whole < NAME_PART_MAX ? whole : NAME_PART_MAX;

	for (int i = 0; i < TEMPORARY_NAMES; i++) {
		int fd;

		snprintf(name, size, "%.*s.%ld.%d", (int)(folder + part), path, (long)getpid(), i);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* Of the file that is replaced: what the system lets us give away, and the mode. */
static int keep_owner_and_mode(int fd, const struct stat *old)
{
	struct stat now;

	if (fstat(fd, &now) != 0)
		return errno;
	if ((now.st_uid != old->st_uid || now.st_gid != old->st_gid) &&
	    fchown(fd, old->st_uid, old->st_gid) != 0 && fchown(fd, (uid_t)-1, old->st_gid) != 0)
		errno = 0; /* then it is ours */
	return fchmod(fd, old->st_mode & 07777) != 0 ? errno : 0;
}

/* Fills a new file and closes it; returns errno or 0. */
static int fill(int fd, const char *text, size_t length, const struct stat *old)
{
	int number = write_all(fd, text, length);

	if (!number && old)
		number = keep_owner_and_mode(fd, old);
	if (!number && fsync(fd) != 0)
		number = errno;
	if (close(fd) != 0 && !number)
		number = errno;
	return number;
}

/* Whether a file, read to its end, holds what was seen. */
static bool holds(int fd, const struct ab_file_seen *seen)
{
	char part[4096];
	size_t at = 0;
	ssize_t n;

	while ((n = read(fd, part, sizeof part)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || (size_t)n > seen->length - at ||
		    memcmp(part, seen->text + at, (size_t)n))
			return false;
		at += (size_t)n;
	}
	return at == seen->length;
}

static bool is_as_seen(const char *path, const struct ab_file_seen *seen)
{
	const int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool is_same;

	if (fd < 0)
		return errno == ENOENT && !seen->text;
	is_same = seen->text && holds(fd, seen);
	close(fd);
	return is_same;
}

/* Puts a new file, of that name beside it at first, in place of a target.  Returns errno or 0. */
static int replace(const struct target *target, const struct ab_file_seen *seen, char *name,
		   size_t size, const char *text, size_t length)
{
	int fd, number;

	if (target->is_there && !S_ISREG(target->status.st_mode))
		return EINVAL;
	fd = open_beside(target->path, name, size);
	if (fd < 0)
		return errno;
	number = fill(fd, text, length, target->is_there ? &target->status : NULL);
	/* at the last moment: what is written to it by hand takes no lock */
	if (!number && seen && !is_as_seen(target->path, seen))
		number = CHANGED;
	if (!number && rename(name, target->path) != 0)
		number = errno;
	if (number)
		unlink(name);
	return number;
}

static bool write_target(struct ab_arena *arena, const char *path, const struct target *target,
			 const struct ab_file_seen *seen, const char *text, size_t length,
			 struct ab_error *error)
{
	const size_t size = strlen(target->path) + 40;
	char *name = ab_alloc(arena, size);
	struct calm calm;
	int number;

	/* nothing below allocates: a lack of memory would leave the signals as they are here */
	calm_begin(&calm);
	if (target->descriptor >= 0)
		number = write_all(target->descriptor, text, length);
	else
		number = replace(target, seen, name, size, text, length);
	calm_end(&calm);
	return number ? fail(error, arena, path, "cannot write", number) : true;
}

bool ab_file_replace_seen(struct ab_arena *arena, const char *path, const struct ab_file_seen *seen,
			  const char *text, size_t length, struct ab_error *error)
{
	struct target target;
	int number = follow(arena, path, &target);

	/* what we may not write to is not replaced, though its folder would let us */
	if (!number && target.descriptor < 0 && target.is_there &&
	    faccessat(AT_FDCWD, target.path, W_OK, AT_EACCESS) != 0)
		number = errno;
	if (number)
		return fail(error, arena, path, "cannot write", number);
	return write_target(arena, path, &target, seen, text, length, error);
}

bool ab_file_replace(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_error *error)
{
	return ab_file_replace_seen(arena, path, NULL, text, length, error);
}

bool ab_file_replace_itself(struct ab_arena *arena, const char *path, const char *text,
			    size_t length, struct ab_error *error)
{
	struct target target = {.path = path, .descriptor = -1};

	target.is_there = lstat(path, &target.status) == 0 && !S_ISLNK(target.status.st_mode);
	return write_target(arena, path, &target, NULL, text, length, error);
}

/* ---- appending ---- */

/* Opens what may be appended to: a FIFO would keep a compiler waiting.  Negative: errno is set. */
static int open_to_append(const char *path)
{
	const int fd =
	    open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0666);
	struct stat status;
	int number = 0;

	if (fd < 0) {
		errno = errno == ENXIO ? EINVAL : errno; /* a FIFO that nobody reads, a socket */
		return fd;
	}
	if (fstat(fd, &status) != 0)
		number = errno;
	else if (!S_ISREG(status.st_mode) && !S_ISCHR(status.st_mode))
		number = EINVAL;
	if (!number)
		return fd;
	close(fd);
	errno = number;
	return -1;
}

/* One write, so that compilers may share the file.  Returns errno or 0. */
static int append(const char *path, const char *text, size_t length)
{
	const int fd = open_to_append(path);
	int number = 0;
	ssize_t n;

	if (fd < 0)
		return errno;
	do
		n = write(fd, text, length);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		number = errno;
	else if ((size_t)n < length)
		number = ENOSPC;
	if (close(fd) != 0 && !number)
		number = errno;
	return number;
}

bool ab_file_append(struct ab_arena *arena, const char *path, const char *text, size_t length,
		    struct ab_error *error)
{
	struct target target;
	int number = follow(arena, path, &target);
	struct calm calm;

	calm_begin(&calm);
	if (!number && target.descriptor >= 0)
		number = write_all(target.descriptor, text, length);
	else if (!number)
		number = append(path, text, length);
	calm_end(&calm);
	return number ? fail(error, arena, path, "cannot append", number) : true;
}
