/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/error.h"

#include <ctype.h>
#include <string.h>

enum { WORD_MAX = 127 };

bool ab_error_set(struct ab_error *error, struct ab_arena *arena, const char *file, unsigned line,
		  unsigned column, const char *format, ...)
{
	va_list args;

	error->file = file;
	error->line = line;
	error->column = column;
	va_start(args, format);
	error->message = ab_vprintf(arena, format, args);
	va_end(args);
	return false;
}

bool ab_error_no_memory(struct ab_error *error, const char *file)
{
	*error = (struct ab_error){.file = file, .message = "out of memory"};
	return false;
}

/* Case, and '_' for '-', are how words are mistaken without being mistyped. */
static int fold(char c)
{
	return c == '_' ? '-' : tolower((unsigned char)c);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * Edit distance, a swap of neighbours counting as one; a and b of up to
 * WORD_MAX characters.  Three rows of the usual table are enough: the one
 * being filled, the one above, and for swaps the one above that.
 */
static unsigned distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned rows[3][WORD_MAX + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b_length; j++)
		above[j] = (unsigned)j;
	for (size_t i = 1; i <= a_length; i++) {
		unsigned *const recycled = before;

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b_length; j++) {
			const bool is_same = fold(a[i - 1]) == fold(b[j - 1]);

			row[j] = least(above[j - 1] + !is_same, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
			    fold(a[i - 2]) == fold(b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = recycled;
	}
	return above[b_length];
}

const char *ab_nearest(const char *word, const char *const *candidates, size_t n)
{
	const size_t length = strlen(word);
	unsigned best = (unsigned)(length + 2) / 3 + 1;
	const char *nearest = NULL;

	if (length > WORD_MAX || length < 2)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t other;
		unsigned d;

		if (!candidates[i])
			continue;
		other = strlen(candidates[i]);
		if (other > WORD_MAX || other > length + best || length > other + best)
			continue;
		d = distance(word, length, candidates[i], other);
		if (d < best) {
			best = d;
			nearest = candidates[i];
		}
	}
	return nearest;
}
