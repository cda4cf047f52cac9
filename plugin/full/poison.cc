/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * poison.cc - what a public header declares and forbids to use: "#pragma GCC poison foo".
 *
 * Any use behind it is an error, so it is no longer there.  The compiler knows which names
 * are poisoned, and not by whom: users poison what they do not want in their own code.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

static words *poisoned; /* by public headers, whoever includes them */

static bool is_poisoned(const char *name)
{
	return cpp_lookup(parse_in, (const unsigned char *)name, strlen(name))->flags &
	       NODE_POISONED;
}

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* The names behind "GCC poison", to the end of the line or of the string of a _Pragma. */
static void note_names(const char *names)
{
	for (names = skip_blanks(names); ISIDST(*names); names = skip_blanks(names)) {
		size_t length = 1;
		const char *name;

		while (ISIDNUM(names[length]))
			length++;
		name = ab_strndup(collector.arena, names, length);
		if (is_poisoned(name)) {
			if (!poisoned)
				poisoned = new words;
			poisoned->add(name);
		}
		names += length;
	}
}

static bool begins_with(const char *text, const char *word)
{
	const size_t length = strlen(word);

	return !strncmp(text, word, length) && !ISIDNUM(text[length]);
}

static void look_at_pragma(const struct source_file *file, const char *text, const char *pragma)
{
	const char *at = skip_blanks(pragma + strlen("ragma"));

	at = skip_blanks(at + strspn(at, "(\""));
	if (!begins_with(at, "GCC"))
		return;
	at = skip_blanks(at + strlen("GCC"));
	if (begins_with(at, "poison") && !stretch_is_chosen(file->path, text, pragma))
		note_names(at + strlen("poison"));
}

static void look(struct source_file *file)
{
	struct ab_error ignored;
	size_t length;
	char *text;

	if (!file->is_public || file->is_perhaps_users || !file->is_begun ||
	    !ab_file_read(collector.arena, file->path, &text, &length, &ignored))
		return;
	/* "pragma" and "_Pragma" */
	for (const char *at = strstr(text, "ragma"); at; at = strstr(at + 1, "ragma"))
		look_at_pragma(file, text, at);
}

static void take_out(struct ab_record *record, const char *name)
{
	struct ab_entity *owner;
	struct ab_enumerator *const enumerator = ab_record_find_enumerator(record, name, &owner);
	const struct ab_entity *const tagged = ab_record_find_tag(record, name);

	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entity *const entity =
		    ab_record_find(record, (enum ab_kind)kind, name);

		if (entity && !entity->is_tag_only)
			ab_record_remove(record, entity);
	}
	if (tagged && tagged->is_tag_only)
		ab_record_remove(record, tagged);
	if (enumerator)
		ab_record_remove_enumerator(record, owner, enumerator);
}

/* Whether anything that is declared is poisoned: most compiles have no such name. */
static bool has_poisoned(const struct ab_record *record)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++) {
			const struct ab_entity *const entity = record->of[kind].items[i];

			if (is_poisoned(entity->is_tag_only ? entity->tag : entity->name))
				return true;
			for (unsigned j = 0; j < entity->n_enumerators; j++)
				if (is_poisoned(entity->enumerators[j].name))
					return true;
		}
	return false;
}

void poison_sweep(void)
{
	if (!has_poisoned(collector.record))
		return;
	place_each_file(look);
	if (!poisoned)
		return;
	for (words::iterator at = poisoned->begin(); at != poisoned->end(); ++at)
		take_out(collector.record, *at);
	ab_record_sweep(collector.record);
}

bool collect_is_poisoned(const char *name)
{
	const char *const tag = name ? strchr(name, ' ') : NULL; /* "struct foo" */

	return poisoned && name && poisoned->contains(tag ? tag + 1 : name);
}
