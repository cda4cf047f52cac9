/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* One that the record has may be gone, and one that it was let go is: both declare nothing then. */
static bool may_be_gone(const struct ab_record *record, const char *header)
{
	const char *const removed = ab_rule_info(AB_HEADER_REMOVED)->id;

	for (size_t i = 0; record && i < record->n_headers; i++)
		if (ab_header_is_same(record->headers[i].name, header))
			return true;
	for (size_t i = 0; record && i < record->n_passed; i++)
		if (!strcmp(record->passed[i].rule, removed) &&
		    ab_header_is_same(record->passed[i].entity, header))
			return true;
	return false;
}

static void write_include(struct ab_buf *buf, const struct include *include,
			  const struct ab_record *record)
{
	const char *name = include->name;

	for (const char *const *after = include->after; after && *after; after++)
		ab_buf_addf(buf, "#include <%s>\n", *after);
	if (include->is_quoted)
		ab_buf_addf(buf, "#include \"%s\"\n", name);
	else if (may_be_gone(record, name))
		ab_buf_addf(buf,
			    "#if __has_include(<%s>) || __has_include(\"%s\")\n"
			    "#include <%s>\n#endif\n",
			    name, name, name);
	else
		ab_buf_addf(buf, "#include <%s>\n", name);
}

const char *sources_write_named(struct ab_arena *arena, const char *name,
				const struct sources *sources, const struct ab_record *record)
{
	const char *path = temp_path(arena, name);
	struct ab_error error;
	struct ab_buf buf;
	size_t i;

	if (!path)
		return NULL;
	ab_buf_init(&buf, arena);
	for (i = 0; i < sources->includes.count; i++)
		write_include(&buf, &sources->includes.items[i], record);
	if (ab_file_replace(arena, path, buf.text, buf.length, &error))
		return path;
	say_error(&error, 0);
	return NULL;
}

const char *sources_write_unit(struct ab_arena *arena, const struct sources *sources,
			       const struct ab_record *record)
{
	return sources_write_named(arena, "unit.c", sources, record);
}

/* One word of a makefile rule, its escapes undone; *text moves behind it.  NULL: the end. */
static const char *next_dependency(struct ab_arena *arena, const char **text)
{
	const char *at = *text;
	struct ab_buf buf;

	while (*at == ' ' || *at == '\n' || (at[0] == '\\' && at[1] == '\n'))
		at += *at == '\\' ? 2 : 1;
	ab_buf_init(&buf, arena);
	while (*at && *at != ' ' && *at != '\n') {
		if (at[0] == '\\' && at[1] == '\n')
			break;
		if ((at[0] == '\\' && (at[1] == ' ' || at[1] == '#')) ||
		    (at[0] == '$' && at[1] == '$'))
			at++;
		ab_buf_add_n(&buf, at++, 1);
	}
	*text = at;
	return buf.length ? buf.text : NULL;
}

struct words sources_read_dependencies(struct ab_arena *arena, const char *path)
{
	struct words words = {.arena = arena};
	const char *word, *at;
	struct ab_error error;
	size_t length;
	char *text;

	if (!ab_file_read(arena, path, &text, &length, &error))
		return words;
	at = text;
	while ((word = next_dependency(arena, &at)))
		words_add(&words, word);
	return words;
}

static const void *as_pointer(uint64_t number)
{
	return (const void *)(uintptr_t)number;
}

bool sources_has_read(struct words *read, const char *file)
{
	struct stat of;

	for (; read->n_files < read->count; read->n_files++)
		if (stat(read->items[read->n_files], &of) == 0)
			ab_index_enter_pair(read->arena, &read->files, as_pointer(of.st_ino),
					    as_pointer(of.st_dev), NULL);
	return stat(file, &of) == 0 &&
	       ab_index_find_pair(&read->files, as_pointer(of.st_ino), as_pointer(of.st_dev));
}

bool sources_has_read_header(struct words *read, const char *header)
{
	if (!read->names)
		read->names = ab_record_new(read->arena);
	for (; read->n_names < read->count; read->n_names++)
		ab_record_header(read->names, read->items[read->n_names]);
	return ab_record_has_header(read->names, header);
}
