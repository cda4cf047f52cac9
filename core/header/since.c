/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * since.c - "Since: 0.9.2" in comments.
 */
#include "abiding/since.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The line's first word: what decorates a comment ("/ **", "*", "//", "!<") is stepped over. */
static const char *skip_decoration(const char *line)
{
	while (is_blank(*line) || *line == '*' || *line == '/' || *line == '!' || *line == '<')
		line++;
	return line;
}

/* "@name:" or "@name :", the start of a paragraph about a member; its length, 0: none. */
static size_t member_name(const char *line, const char **name)
{
	const char *at = line + 1;

	if (*line != '@')
		return 0;
	while (isalnum((unsigned char)*at) || *at == '_' || *at == '.' || *at == '-')
		at++;
	*name = line + 1;
	if (at[strspn(at, " \t")] != ':' || strncmp(line, "@since", (size_t)(at - line)) == 0)
		return 0;
	return (size_t)(at - *name);
}

/* The release that starts at text ("1.2", "v1.2", "version 1.2"), or NULL. */
static const char *release_at(struct ab_arena *arena, const char *text)
{
	static const char wanted[] = "0123456789.-+_~abcdefghijklmnopqrstuvwxyz"
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t length;

	text += strspn(text, " \t");
	if (strncasecmp(text, "version", 7) == 0)
		text += 7 + strspn(text + 7, " \t");
	else if (*text == 'v' && isdigit((unsigned char)text[1]))
		text++;
	if (!isdigit((unsigned char)*text))
		return NULL;
	length = strspn(text, wanted);
	while (strchr(".-+_~", text[length - 1]))
		length--;
	return ab_strndup(arena, text, length);
}

/* Whether the word before it makes something else of it ("Deprecated since: 3.0"). */
static bool is_qualified(const char *line, const char *word)
{
	while (word > line && is_blank(word[-1]))
		word--;
	return word > line && isalpha((unsigned char)word[-1]);
}

/* What "Since" at word says, or NULL; line: where its line starts, less decoration. */
static const char *release_of_word(struct ab_arena *arena, const char *line, const char *word)
{
	const char before = word > line ? word[-1] : ' ';
	const char *behind = word + 5 + strspn(word + 5, " \t");

	if (before == '@' || before == '\\')
		return release_at(arena, behind + (*behind == ':'));
	if (isalnum((unsigned char)before) || before == '_')
		return NULL;
	if (*behind == ':')
		return is_qualified(line, word) ? NULL : release_at(arena, behind + 1);
	return *word == 'S' && before == '(' && behind > word + 5 ? release_at(arena, behind)
								  : NULL;
}

static const char *release_in_line(struct ab_arena *arena, const char *line, const char *end)
{
	for (const char *at = line; at + 5 < end; at++) {
		const char *release =
		    strncasecmp(at, "since", 5) == 0 ? release_of_word(arena, line, at) : NULL;

		if (release)
			return release;
	}
	return NULL;
}

const char *ab_since_in_comment(struct ab_arena *arena, const char *comment, const char *member)
{
	const char *release = NULL;
	bool is_wanted = !member;

	for (const char *line = comment; *line && !release;) {
		const char *end = line + strcspn(line, "\n");
		const char *text = skip_decoration(line), *name;
		const size_t length = member_name(text, &name);

		if (length)
			is_wanted = member && strncmp(name, member, length) == 0 && !member[length];
		else if (text >= end) /* a paragraph ends */
			is_wanted = !member;
		if (is_wanted && text < end)
			release = release_in_line(arena, text, end);
		line = end + (*end == '\n');
	}
	return release;
}

const char *ab_since_of(struct ab_arena *arena, const struct ab_header_text *header,
			struct ab_text_place place)
{
	const char *comment = ab_comment_before(header, place);
	const char *release = comment ? ab_since_in_comment(arena, comment, NULL) : NULL;

	if (release)
		return release;
	comment = ab_comment_behind(header, place);
	return comment ? ab_since_in_comment(arena, comment, NULL) : NULL;
}

const char *ab_since_of_enumerator(struct ab_arena *arena, const struct ab_header_text *header,
				   struct ab_text_place place, struct ab_text_place declaration)
{
	struct ab_comments comments = {0};
	const char *release = NULL, *of_enum;

	ab_comments_of_enumerator(header, place, &comments);
	for (size_t i = 0; i < comments.count && !release; i++)
		release = ab_since_in_comment(arena, comments.items[i], NULL);
	if (release || !declaration.name)
		return release;
	of_enum = ab_comment_before(header, declaration);
	return of_enum ? ab_since_in_comment(arena, of_enum, place.name) : NULL;
}
