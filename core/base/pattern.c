/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pattern.c - shell patterns, and lists of them (pattern.h). */
#include "abiding/pattern.h"

#include <fnmatch.h>
#include <string.h>

/* What does not stand for itself in a pattern. */
static const char special[] = "*?[]\\";

/* Where the letters are by which a pattern is looked up. */
enum { BEGINNING, ENDING, SIDES };

struct letters {
	unsigned side;
	const char *text;
	size_t length;
};

bool ab_pattern_matches(const char *pattern, const char *name)
{
	return fnmatch(pattern, name, FNM_PATHNAME) == 0;
}

bool ab_is_pattern(const char *text)
{
	return text[strcspn(text, special)] != '\0';
}

static struct letters letters_of(const char *pattern)
{
	const size_t length = strlen(pattern), literal = strcspn(pattern, special);
	size_t end = length;

	if (literal)
		return (struct letters){BEGINNING, pattern, literal};
	while (end && !strchr(special, pattern[end - 1]))
		end--;
	/* "\x" */
	if (end && end < length && pattern[end - 1] == '\\')
		end++;
	return (struct letters){ENDING, pattern + end, length - end};
}

struct ab_patterns ab_patterns_of(struct ab_arena *arena, const char *const *items, size_t count)
{
	struct ab_patterns patterns = {.items = items, .count = count};

	for (size_t i = 0; i < count; i++)
		if (patterns.longest < strlen(items[i]))
			patterns.longest = strlen(items[i]);
	patterns.next = AB_NEW_ARRAY(arena, size_t, count);
	for (unsigned side = 0; side < SIDES; side++)
		patterns.has_length[side] = AB_NEW_ARRAY(arena, bool, patterns.longest + 1);
	for (size_t i = count; i-- > 0;) {
		const struct letters letters = letters_of(items[i]);
		struct ab_index_entry *entry =
		    ab_index_enter(arena, &patterns.texts, letters.side,
				   ab_strndup(arena, letters.text, letters.length), NULL);

		patterns.has_length[letters.side][letters.length] = true;
		patterns.next[i] = entry->at;
		entry->at = i + 1;
	}
	return patterns;
}

size_t ab_patterns_find(const struct ab_patterns *patterns, const char *name,
			bool (*is_meant)(const void *context, size_t i), const void *context)
{
	const size_t length = strlen(name);
	size_t found = patterns->count;

	for (size_t n = 0; patterns->count && n <= length && n <= patterns->longest; n++)
		for (unsigned side = 0; side < SIDES; side++) {
			const char *text = side == ENDING ? name + length - n : name;
			const struct ab_index_entry *entry =
			    patterns->has_length[side][n]
				? ab_index_find_n(&patterns->texts, side, text, n)
				: NULL;

			for (size_t at = entry ? entry->at : 0; at && at - 1 < found;
			     at = patterns->next[at - 1])
				if ((!is_meant || is_meant(context, at - 1)) &&
				    ab_pattern_matches(patterns->items[at - 1], name))
					found = at - 1;
		}
	return found;
}
