/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * error.h - an error is a value: where, and one sentence with the offending word.
 *
 * The core never prints and never exits.  A function that can fail on bad
 * input returns false and fills the error; the caller says it to the user.
 */
#ifndef ABIDING_ERROR_H
#define ABIDING_ERROR_H

#include "abiding/arena.h"

struct ab_error {
	const char *file;    /* arena's or lasting; NULL where no file is at fault */
	unsigned line;	     /* from 1; 0 unknown */
	unsigned column;     /* from 1, in characters; 0 unknown */
	const char *message; /* one sentence, no final full stop; never NULL after a failure */
};

/* Fills the error; the message is formatted into the arena.  Always returns false. */
bool ab_error_set(struct ab_error *error, struct ab_arena *arena, const char *file, unsigned line,
		  unsigned column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* For a guard that returned false: "out of memory", without allocating.  Returns false. */
bool ab_error_no_memory(struct ab_error *error, const char *file);

/*
 * The word of candidates (n of them, NULLs are skipped) that is nearest to
 * word by edit distance, or NULL where none is near enough to be meant.
 */
const char *ab_nearest(const char *word, const char *const *candidates, size_t n);

#endif
