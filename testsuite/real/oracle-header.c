/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * oracle-header.c - a declaration in a header, found by its text.
 */
#include <ctype.h>
#include <string.h>

#include "abiding/file.h"
#include "oracle.h"

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Behind the parenthesis that opens the parameters of function, or NULL. */
static const char *find_params(const char *text, const char *function)
{
	size_t length = strlen(function);
	const char *at, *behind;

	for (at = strstr(text, function); at; at = strstr(at + 1, function)) {
		behind = at + length;
		if (is_word(*behind) || (at > text && is_word(at[-1])))
			continue;
		behind += strspn(behind, " \t\n");
		if (*behind == '(' && strchr(" \t\n*", at[-1]) && behind[1] != ')')
			return behind + 1;
	}
	return NULL;
}

bool header_names_argument(struct ab_arena *arena, const char *tree, const char *header,
			   const char *function, unsigned argument, const char *name)
{
	const char *path = ab_printf(arena, "%s/usr/include/%s", tree, header);
	struct ab_error error;
	const char *at, *end;
	size_t length;
	char *text;

	if (!ab_file_read(arena, path, &text, &length, &error))
		return false;
	for (at = find_params(text, function); at && --argument; at = strpbrk(at, ",)"))
		at += *at == ',';
	at += at && *at == ',';
	end = at ? strpbrk(at, ",)") : NULL;
	while (end && end > at && !is_word(end[-1]))
		end--;
	length = strlen(name);
	return end && end - at > (long)length && !strncmp(end - length, name, length) &&
	       !is_word(end[-(long)length - 1]);
}
