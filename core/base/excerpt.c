/* SPDX-License-Identifier: GPL-3.0-or-later */
/* excerpt.c - as much of long texts, such as bodies of macros, as a reader wants to see. */
#include "excerpt.h"

#include <string.h>

enum { SHOWN_WHOLE = 240, SHOWN_BEFORE = 40, SHOWN = 160 };

/* A word is not cut in two, if it begins near. */
static size_t word_start(const char *text, size_t at)
{
	size_t start = at;

	while (start > 0 && at - start < SHOWN_BEFORE && text[start - 1] != ' ')
		start--;
	return start && text[start - 1] == ' ' ? start : at;
}

static const char *excerpt_from(struct ab_arena *arena, const char *text, size_t from)
{
	const size_t length = strlen(text);
	const size_t end = from + SHOWN < length ? word_start(text, from + SHOWN) : length;

	return ab_printf(arena, "%s%.*s%s", from ? "... " : "", (int)(end - from), text + from,
			 end < length ? " ..." : "");
}

const char *ab_excerpt(struct ab_arena *arena, const char *text)
{
	return strlen(text) <= SHOWN_WHOLE ? text : excerpt_from(arena, text, 0);
}

void ab_excerpts(struct ab_arena *arena, const char **a, const char **b)
{
	size_t same = 0, from;

	if (strlen(*a) <= SHOWN_WHOLE && strlen(*b) <= SHOWN_WHOLE)
		return;
	while ((*a)[same] && (*a)[same] == (*b)[same])
		same++;
	from = same > SHOWN_BEFORE ? word_start(*a, same - SHOWN_BEFORE) : 0;
	*a = excerpt_from(arena, *a, from);
	*b = excerpt_from(arena, *b, from);
}
