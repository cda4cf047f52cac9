/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linkage.c - linkage as words (linkage.h). */
#include "abiding/linkage.h"

#include <string.h>

static const char *const words[] = {"static", "inline", "weak", "hidden", "thread-local"};

enum { N_WORDS = sizeof words / sizeof *words };

const char *ab_linkage_text(struct ab_arena *arena, unsigned linkage)
{
	struct ab_buf text;

	if (!linkage)
		return NULL;
	ab_buf_init(&text, arena);
	for (unsigned i = 0; i < N_WORDS; i++)
		if (linkage >> i & 1)
			ab_buf_addf(&text, "%s%s", text.length ? " " : "", words[i]);
	return text.text;
}

bool ab_linkage_parse(const char *text, unsigned *linkage)
{
	*linkage = 0;
	for (unsigned i = 0; i < N_WORDS && *text; i++) {
		const size_t length = strlen(words[i]);

		if (strncmp(text, words[i], length) != 0)
			continue;
		if (text[length] && (text[length] != ' ' || !text[length + 1]))
			return false;
		*linkage |= 1u << i;
		text += length + (text[length] == ' ');
	}
	return !*text;
}
