/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replaced.cc - promised macros of a header that what it includes replaces or takes away.
 *
 * Whoever includes the header has the macro so, though a private header says it.  What other
 * headers do, of the system or the user's, is not the library's fault; nor is it where the
 * header asks first whether there is such a macro.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

extern "C" {
#include "abiding/lex.h"
}

const struct ab_entity *replaced_promise(const char *name)
{
	const struct ab_entity *const then =
	    collector.promised ? ab_record_find(collector.promised, AB_MACRO, name) : NULL;

	return then || !collector.promised
		   ? then
		   : ab_record_find(collector.promised, AB_FUNCTION_MACRO, name);
}

/* "#ifndef NAME", "defined NAME", "defined (NAME)" */
static bool asks_for(const char *text, const char *name)
{
	struct ab_lexer lexer;
	struct ab_token token;
	bool is_asking = false;

	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer)) {
		if (is_asking && ab_token_is(&token, name))
			return true;
		is_asking = ab_token_is(&token, "ifndef") || ab_token_is(&token, "ifdef") ||
			    ab_token_is(&token, "defined") ||
			    (is_asking && ab_token_is(&token, "("));
	}
	return false;
}

static bool leaves_open(const struct source_file *file, const char *name)
{
	struct ab_error ignored;
	size_t length;
	char *text;

	return !ab_file_read(collector.arena, file->path, &text, &length, &ignored) ||
	       asks_for(text, name);
}

const char *replaced_in(const char *name, location_t where)
{
	const struct ab_entity *const then = replaced_promise(name);
	const struct source_file *const file =
	    then && then->header ? place_bringer(where, then->header) : NULL;

	return file && !leaves_open(file, name) ? file->logical : NULL;
}
