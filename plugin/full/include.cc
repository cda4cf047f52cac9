/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * include.cc - headers of the promise that this translation unit has not read:
 * whether its own macros, or its language, have left them out, and whether they are
 * still to be found.
 *
 * Headers are read again only where one of them is missing.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

extern "C" {
#include "abiding/brought.h"
}

#include <dirent.h>

static words *left_out; /* names as in an #include that this unit leaves out */

/* ---- #include, as text ---- */

/* The name in "# include <name>" or the like, which text begins with; NULL: it is no such line. */
static const char *included_name(const char *text)
{
	static const char word[] = "include";
	char end;

	text += strspn(text, " \t");
	if (*text++ != '#')
		return NULL;
	text += strspn(text, " \t");
	if (strncmp(text, word, sizeof word - 1))
		return NULL;
	text += sizeof word - 1;
	text += strspn(text, "_next \t");
	end = *text == '<' ? '>' : '"';
	if (*text != '<' && *text != '"')
		return NULL;
	const size_t length = strcspn(text + 1, end == '>' ? ">\n" : "\"\n");

	return text[1 + length] == end ? ab_strndup(collector.arena, text + 1, length) : NULL;
}

static bool is_in_stretch(const struct header_words *header, unsigned line)
{
	for (size_t i = 0; i < header->n_stretches; i++)
		if ((header->stretches[i].source == BY_USER ||
		     header->stretches[i].source == BY_LANGUAGE ||
		     header->stretches[i].source == BY_COMPILE) &&
		    header->stretches[i].first <= line && line <= header->stretches[i].last)
			return true;
	return false;
}

static char *text_of(const char *path)
{
	struct ab_error ignored;
	size_t length;
	char *text;

	return ab_file_read(collector.arena, path, &text, &length, &ignored) ? text : NULL;
}

/* ---- left out ---- */

static void note_left_out(const char *path, const char *name);

/* What a header includes, of which all (header NULL) or some stretches are left out here. */
static void note_includes(const char *path, const struct header_words *header)
{
	const char *text = text_of(path);

	for (unsigned line = 1; text && *text; line++) {
		const char *name = included_name(text);

		if (name && (!header || is_in_stretch(header, line)))
			note_left_out(path, name);
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
}

/* What it includes in turn is left out with it. */
static void note_left_out(const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');

	while (!strncmp(name, "../", 3))
		name += 3;
	if (left_out->contains(name))
		return;
	left_out->add(name);
	note_includes(
	    ab_printf(collector.arena, "%.*s%s", slash ? (int)(slash + 1 - path) : 0, path, name),
	    NULL);
}

static void look_for_left_out(struct source_file *file)
{
	if (file->is_public && file->is_begun)
		note_includes(file->path, stretch_words(file->path));
}

/* Whether an entry that is here brings a promised header, which is not. */
static bool is_unread(const char *header)
{
	static words *unread;

	if (!unread) {
		const struct ab_record *const promised = collector.promised;
		const struct ab_brought *const brought =
		    ab_brought_new(collector.arena, promised, collector.policy);

		unread = new words;
		for (size_t i = 0; i < promised->n_headers; i++) {
			const char *name = promised->headers[i].name;
			const struct ab_bringers bringers =
			    ab_bringers_left(brought, name, NULL, NULL);

			if (!place_has_header(name) &&
			    ab_bringers_are_in(&bringers, collector.record))
				unread->add(name);
		}
	}
	return unread->contains(header);
}

bool include_is_left_out(const char *logical)
{
	if (!is_unread(logical))
		return false;
	if (!left_out) {
		left_out = new words;
		place_each_file(look_for_left_out);
	}
	for (words::iterator at = left_out->begin(); at != left_out->end(); ++at)
		if (ab_header_is_same(*at, logical))
			return true;
	return false;
}

/* ---- gone ---- */

static bool is_file(const char *path)
{
	return access(path, F_OK) == 0;
}

/* Whether something that it may be made of is there: "foo.h.in". */
static bool has_template(const char *path)
{
	const char *const slash = strrchr(path, '/');
	const char *const base = slash ? slash + 1 : path;
	const size_t length = strlen(base);
	DIR *const folder =
	    opendir(slash ? ab_strndup(collector.arena, path, (size_t)(slash - path)) : ".");
	bool is_found = false;

	for (struct dirent *entry; folder && !is_found && (entry = readdir(folder)) != NULL;)
		is_found = !strncmp(entry->d_name, base, length) && entry->d_name[length] == '.';
	if (folder)
		closedir(folder);
	return is_found;
}

static const char *wanted;
static bool is_wanted_there;

static void look_below(const char *root, int length)
{
	const char *path = ab_printf(collector.arena, "%.*s%s", length, root, wanted);

	is_wanted_there |= is_file(path) || has_template(path);
}

/* Beside the public headers that are here, as far as their names go. */
static void look_beside(struct source_file *file)
{
	const size_t length = strlen(file->path);
	const size_t logical = file->is_public && file->logical ? strlen(file->logical) : 0;

	if (logical && logical <= length && !strcmp(file->path + length - logical, file->logical))
		look_below(file->path, (int)(length - logical));
}

static bool is_there(const char *header)
{
	wanted = header;
	is_wanted_there = false;
	place_each_file(look_beside);
	place_each_folder(look_below);
	return is_wanted_there;
}

void include_note_gone(void)
{
	const struct ab_record *const promised = collector.promised;
	struct ab_record *const record = collector.record;
	const struct ab_brought *brought;

	if (!promised)
		return;
	brought = ab_brought_new(collector.arena, promised, collector.policy);
	for (size_t i = 0; i < promised->n_headers; i++) {
		const char *header = promised->headers[i].name;
		const struct ab_bringers bringers = ab_bringers_of(brought, header);

		/* of one that is waived it counts for others, too, whether it is gone */
		if ((!ab_bringers_are_in(&bringers, record) &&
		     !ab_policy_gives_up(collector.policy, header, NULL)) ||
		    place_has_header(header) || include_is_left_out(header) || is_there(header))
			continue;
		record->gone =
		    AB_GROW(collector.arena, record->gone, record->n_gone, &record->gone_capacity);
		record->gone[record->n_gone++] = header;
	}
}
