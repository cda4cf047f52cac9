/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * temp.c - one temporary folder for the process, gone with it.
 *
 * Signals end the process where they find it, and the folder is then removed by
 * their handler: temp_remove() calls nothing that allocates or prints.  A kill -9
 * leaves the folder, but not the lock on the file in it: the next run that makes
 * a folder beside it finds it unlocked, and removes it.
 */
#define _DEFAULT_SOURCE /* flock */

#include "tool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Only a folder with this file in it is one of ours, whatever its name. */
static const char lock_name[] = "abiding-temporary.lock";
static const char prefix[] = "abiding-";

enum { TRIES = 100 };

/* The folder, "" before it is made. */
static char folder[4096];
static DIR *listing; /* of it, opened with it */

/* Removes the files and the folder; the one that is locked goes last. */
static void empty(DIR *dir)
{
	const struct dirent *entry;

	rewinddir(dir);
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") &&
		    strcmp(entry->d_name, lock_name))
			unlinkat(dirfd(dir), entry->d_name, 0);
	unlinkat(dirfd(dir), lock_name, 0);
}

/* ---- what others have left ---- */

/* Opens a folder of ours and takes its lock; negative: it is none, or in use. */
static int lock_stale(int fd)
{
	struct stat status;
	int lock;

	if (fstat(fd, &status) != 0 || status.st_uid != geteuid())
		return -1;
	lock = openat(fd, lock_name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) == 0)
		return lock;
	close(lock);
	return -1;
}

static void remove_stale(int parent, const char *name)
{
	const int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	const int lock = fd < 0 ? -1 : lock_stale(fd);
	DIR *dir = lock < 0 ? NULL : fdopendir(fd);

	if (dir) {
		empty(dir);
		unlinkat(parent, name, AT_REMOVEDIR);
		closedir(dir);
	} else if (fd >= 0) {
		close(fd);
	}
	if (lock >= 0)
		close(lock);
}

static void remove_all_stale(const char *parent)
{
	DIR *dir = opendir(parent);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (!strncmp(entry->d_name, prefix, sizeof prefix - 1))
			remove_stale(dirfd(dir), entry->d_name);
	if (dir)
		closedir(dir);
}

/* ---- ours ---- */

/* Makes and keeps the lock of the folder.  False: one who cleans up was quicker, or errno says. */
static bool lock_folder(void)
{
	const int lock = openat(dirfd(listing), lock_name,
				O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat status;

	if (lock < 0)
		return false;
	/* where there are no locks, nobody else gets one either */
	while (flock(lock, LOCK_EX) != 0 && errno == EINTR)
		;
	if (fstat(lock, &status) == 0 && status.st_nlink)
		return true;
	close(lock);
	errno = ENOENT;
	return false;
}

static bool try_folder(const char *parent)
{
	const int length = snprintf(folder, sizeof folder, "%s/%sXXXXXX", parent, prefix);

	if (length < 0 || (size_t)length >= sizeof folder) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (!mkdtemp(folder))
		return false;
	listing = opendir(folder);
	if (listing && lock_folder())
		return true;
	if (listing)
		closedir(listing);
	listing = NULL;
	rmdir(folder);
	return false;
}

static bool make_folder(void)
{
	const char *parent = getenv("TMPDIR");
	bool is_made = false;
	int i;

	if (!parent || !*parent)
		parent = "/tmp";
	remove_all_stale(parent);
	process_hold_signals(true);
	for (i = 0; i < TRIES && !is_made && (i == 0 || errno == ENOENT); i++)
		is_made = try_folder(parent);
	if (!is_made)
		folder[0] = '\0';
	process_hold_signals(false);
	if (!is_made)
		say_plain("no temporary folder can be made in '%s' (%s): set TMPDIR to a folder"
			  " that you may write to",
			  parent, strerror(errno));
	return is_made;
}

const char *temp_path(struct ab_arena *arena, const char *name)
{
	if (!folder[0] && !make_folder())
		return NULL;
	return ab_printf(arena, "%s/%s", folder, name);
}

void temp_remove(void)
{
	if (!folder[0])
		return;
	empty(listing);
	rmdir(folder);
	folder[0] = '\0';
}
