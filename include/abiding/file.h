/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * file.h - whole files, read and replaced in one step.
 */
#ifndef ABIDING_FILE_H
#define ABIDING_FILE_H

#include "abiding/error.h"

/* Reads a regular file of up to 1 GiB into the arena, NUL behind it.  Refuses directories and the like. */
bool ab_file_read(struct ab_arena *arena, const char *path, char **text, size_t *length,
		  struct ab_error *error);

/*
 * Replaces or makes a file: written to a temporary beside it, synced, renamed.
 * On failure (disk full, no right) the old one stands untouched and no
 * temporary is left.  Of a symbolic link it is what the link leads to.
 */
bool ab_file_replace(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_error *error);

/* The same of a file that the user has not named: a symbolic link is itself replaced. */
bool ab_file_replace_itself(struct ab_arena *arena, const char *path, const char *text,
			    size_t length, struct ab_error *error);

/* Appends text with one write(2); makes the file where there is none. */
bool ab_file_append(struct ab_arena *arena, const char *path, const char *text, size_t length,
		    struct ab_error *error);

/* Makes the folder where it is not there, but not those above it. */
bool ab_file_make_folder(struct ab_arena *arena, const char *path, struct ab_error *error);

/* name, as seen from the folder of the file from (absolute names stay as they are). */
const char *ab_file_beside(struct ab_arena *arena, const char *from, const char *name);

#endif
