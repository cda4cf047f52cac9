/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mangled.cc - headers that say extern "C" where it holds for none of their functions.
 *
 * No record knows which headers had it: the same bytes are frozen in C and in C++.  A header
 * that has none leaves it to its users, or to one that includes it; one that still has it, and
 * around none of its functions, has lost it.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "live.h"
#include "stretch.h"

static bool has_linkage(const char *path, const char *text)
{
	const char *word = NULL, *end; /* word: the last one, if it was "extern" */
	struct ab_token token;
	struct live live;

	live_start(&live, text);
	while (live_next(&live, &token, &end)) {
		if (word && token.length == 3 && !strncmp(token.text, "\"C\"", 3) &&
		    !stretch_is_chosen(path, text, word))
			return true;
		if (!end)
			word = ab_token_is(&token, "extern") ? token.text : NULL;
	}
	return false;
}

static void look(struct source_file *file)
{
	struct ab_error ignored;
	size_t length;
	char *text;

	if (!file->is_public || !file->is_begun || place_gap(file) ||
	    !ab_file_read(collector.arena, file->path, &text, &length, &ignored))
		return;
	if (has_linkage(file->path, text))
		ab_record_header(collector.record, file->logical)->says_extern_c = true;
}

static bool has_mangled(void)
{
	const struct ab_entities *const of = &collector.record->of[AB_FUNCTION];

	for (size_t i = 0; i < of->count; i++)
		if (of->items[i]->is_mangled && ab_is_linked(of->items[i]))
			return true;
	return false;
}

void mangled_sweep(void)
{
	if (!is_cplusplus() || !collector.promised || !has_mangled())
		return;
	place_each_file(look);
}
