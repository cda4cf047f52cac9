/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * file.h - whole files, read and replaced in one step.
 */
#ifndef ABIDING_FILE_H
#define ABIDING_FILE_H

#include "abiding/error.h"
#include "abiding/limits.h"

/* Reads a regular file of up to AB_FILE_BYTES_MAX into the arena, NUL behind it.  Refuses directories and the like. */
bool ab_file_read(struct ab_arena *arena, const char *path, char **text, size_t *length,
		  struct ab_error *error);

/*
 * Replaces or makes a file: written to a temporary beside it, synced, renamed.
 * On failure (disk full, no right) the old one stands untouched and no
 * temporary is left.  Of a symbolic link it is what the link leads to, be it
 * there or not; a stream (see below) is written to.  Mode and, where the system
 * lets us, owner and group stay.
 */
bool ab_file_replace(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_error *error);

/* What a file held when it was read; text NULL: it was not there. */
struct ab_file_seen {
	const char *text;
	size_t length;
};

/*
 * The same, of a file that still is as it was seen: somebody else may have changed it by hand.
 * Then that stands, and it is an error.  seen NULL: whatever is there is replaced.
 */
bool ab_file_replace_seen(struct ab_arena *arena, const char *path, const struct ab_file_seen *seen,
			  const char *text, size_t length, struct ab_error *error);

/* Replaces a file that the user has not named: a symbolic link is itself replaced. */
bool ab_file_replace_itself(struct ab_arena *arena, const char *path, const char *text,
			    size_t length, struct ab_error *error);

/*
 * Appends text with one write(2); makes the file where there is none.  Regular
 * files, character devices and streams; a FIFO is refused, without waiting.
 */
bool ab_file_append(struct ab_arena *arena, const char *path, const char *text, size_t length,
		    struct ab_error *error);

/* Whether a path stands for an open descriptor of this process: /dev/stdout, /dev/fd/3, links to them. */
bool ab_file_is_stream(struct ab_arena *arena, const char *path);

/*
 * Takes the lock that everybody takes who reads a file, changes it and puts it back, and
 * waits for it if is_patient; false: it is another's.  It is on the folder of what the path
 * leads to, since the file is replaced, and ends with the process.  Of a stream, and where
 * the file system has no locks, there is none, and true.
 */
bool ab_file_lock(struct ab_arena *arena, const char *path, bool is_patient);

/* Makes the folder where it is not there, but not those above it. */
bool ab_file_make_folder(struct ab_arena *arena, const char *path, struct ab_error *error);

/* name, as seen from the folder of the file from (absolute names stay as they are). */
const char *ab_file_beside(struct ab_arena *arena, const char *from, const char *name);

#endif
