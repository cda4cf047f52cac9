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

static struct header_names left_out; /* names as in an #include that this unit leaves out */

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
	return stretch_at(header, BY_USER, line) || stretch_at(header, BY_LANGUAGE, line) ||
	       stretch_at(header, BY_COMPILE, line);
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
	if (!header_names_add(&left_out, name))
		return;
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
	static bool has_looked;

	if (!is_unread(logical))
		return false;
	if (!has_looked) {
		has_looked = true;
		place_each_file(look_for_left_out);
	}
	return header_names_has(&left_out, logical);
}

/* ---- gone ---- */

static bool is_file(const char *path)
{
	return access(path, F_OK) == 0;
}

/* What the names in a folder begin with before a dot: "foo" and "foo.h" of "foo.h.in". */
static words *stems_in(const char *folder)
{
	DIR *const dir = opendir(folder);
	words *const stems = new words;

	for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
		for (const char *dot = strchr(entry->d_name, '.'); dot; dot = strchr(dot + 1, '.'))
			stems->add(ab_strndup(collector.arena, entry->d_name,
					      (size_t)(dot - entry->d_name)));
	if (dir)
		closedir(dir);
	return stems;
}

/* Whether something that it may be made of is there: "foo.h.in".  A folder is read once. */
static bool has_template(const char *path)
{
	static hash_map<nofree_string_hash, words *> *folders;
	const char *const slash = strrchr(path, '/');
	const char *const folder =
	    slash ? ab_strndup(collector.arena, path, (size_t)(slash - path)) : ".";
	bool is_known;

	if (!folders)
		folders = new hash_map<nofree_string_hash, words *>;
	words *&stems = folders->get_or_insert(folder, &is_known);
	if (!is_known)
		stems = stems_in(folder);
	return stems->contains(slash ? slash + 1 : path);
}

/* Folders below which promised headers may be, "" or with the last slash, each once. */
static struct {
	const char **items;
	size_t count, capacity;
	words *known;
} roots;

static void add_root(const char *path, int length)
{
	const char *const root = ab_strndup(collector.arena, path, (size_t)length);

	if (roots.known->add(root))
		return;
	roots.items = AB_GROW(collector.arena, roots.items, roots.count, &roots.capacity);
	roots.items[roots.count++] = root;
}

/* Of the public headers that are here, as far as their names go. */
static void add_root_of(struct source_file *file)
{
	const size_t length = strlen(file->path);
	const size_t logical = file->is_public && file->logical ? strlen(file->logical) : 0;

	if (logical && logical <= length && !strcmp(file->path + length - logical, file->logical))
		add_root(file->path, (int)(length - logical));
}

static bool is_there(const char *header)
{
	if (!roots.known) {
		roots.known = new words;
		place_each_file(add_root_of);
		search_each_folder(add_root);
	}
	for (size_t i = 0; i < roots.count; i++) {
		const char *path = ab_printf(collector.arena, "%s%s", roots.items[i], header);

		if (is_file(path) || has_template(path))
			return true;
	}
	return false;
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
