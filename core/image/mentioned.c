/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mentioned.c - which words a record has, in whatever place (maker.h): what has a name
 * that is not among them is new, and nothing that is promised is said with it.
 */
#include "maker.h"

#include <stdlib.h>

static bool is_word_char(char c)
{
	return (unsigned)((c | 0x20) - 'a') < 26 || (unsigned)(c - '0') < 10 || c == '_' ||
	       c == '$' || (unsigned char)c >= 0x80;
}

static int by_hash(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static size_t end_of_word(const char *text, size_t length, size_t at)
{
	while (at < length && is_word_char(text[at]))
		at++;
	return at;
}

/* What follows a backslash is YAML's, and begins no word. */
static size_t find_words(const char *text, size_t length, uint32_t *words)
{
	size_t n = 0, end;

	for (size_t at = 0; at < length; at = end) {
		end = end_of_word(text, length, at);
		if (end > at)
			words[n++] = ab_name_hash(text + at, end - at);
		else
			end = at + (text[at] == '\\' ? 2 : 1);
	}
	return n;
}

uint32_t *ab_image_make_mentioned(const struct ab_image_maker *m, size_t *n_words)
{
	/* between two words there is something */
	uint32_t *const words = AB_NEW_ARRAY(m->arena, uint32_t, m->record_length / 2 + 1);
	const size_t n = find_words(m->record_text, m->record_length, words);
	size_t kept = 0;

	if (n)
		qsort(words, n, sizeof *words, by_hash);
	for (size_t i = 0; i < n; i++)
		if (!kept || words[kept - 1] != words[i])
			words[kept++] = words[i];
	*n_words = kept;
	return words;
}
