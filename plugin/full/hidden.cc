/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hidden.cc - what differs because of this translation unit, not of the
 * library: its user has a macro of the same name, has undefined one, or brings
 * along a macro that the header's own conditions ask for (stretch.cc).
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

extern "C" {
#include "abiding/language.h"
#include "abiding/lex.h"
}

static words *undefined; /* by the user */
static void (*gcc_undef)(cpp_reader *, location_t, cpp_hashnode *);

/* ---- #undef ---- */

static void note_undefined(const char *name)
{
	if (!undefined)
		undefined = new words;
	undefined->add(ab_strdup(collector.arena, name));
}

struct undef {
	location_t where;
	const char *name;
};

static void note_undef(void *event)
{
	const struct undef *undef = (const struct undef *)event;

	if (place_is_users(undef->where) && replaced_promise(undef->name) &&
	    !replaced_in(undef->name, undef->where))
		note_undefined(undef->name);
}

void collect_undef(location_t where, cpp_hashnode *node)
{
	struct undef undef = {where, (const char *)NODE_NAME(node)};

	facts_note_undef(node);
	collect_guarded(note_undef, &undef);
}

static void on_undef(cpp_reader *reader, location_t where, cpp_hashnode *node)
{
	collect_undef(where, node);
	if (gcc_undef)
		gcc_undef(reader, where, node);
}

void hidden_start(void)
{
	cpp_callbacks *callbacks = cpp_get_callbacks(parse_in);

	if (!collector.promised || callbacks->undef == on_undef)
		return;
	gcc_undef = callbacks->undef;
	callbacks->undef = on_undef;
}

static const char *wanted_header;
static const char *wanted_path;

static void look_for_path(struct source_file *file)
{
	if (file->is_public && file->logical && !strcmp(file->logical, wanted_header))
		wanted_path = file->path;
}

static const struct header_words *words_of(const char *logical)
{
	wanted_header = logical;
	wanted_path = NULL;
	place_each_file(look_for_path);
	return wanted_path ? stretch_words(wanted_path) : NULL;
}

/* ---- #undef in a precompiled header ---- */

static void read_undefs(const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer)) {
		const char *name;

		if (!ab_token_is(&token, "undef"))
			continue;
		token = ab_lexer_next(&lexer);
		name = ab_strndup(collector.arena, token.text, token.length);
		if (replaced_promise(name))
			note_undefined(name);
	}
}

/* Its directives were in another compile: the text of the user's files tells. */
static void look_for_undefs(struct source_file *file)
{
	struct ab_error ignored;
	size_t length;
	char *text;

	if (!file->was_opened && !file->is_main && place_is_users(maps_start(file->path)) &&
	    ab_file_read(collector.arena, file->path, &text, &length, &ignored))
		read_undefs(text);
}

/* ---- what is missing ---- */

/*
 * A macro of that name hides it, but not where the library itself has put one that
 * does nothing (and so is in no record) in the place of a function.
 */
static bool is_hidden_by_macro(const char *name, bool is_macro)
{
	const struct source_file *file;
	location_t where;

	if (!macro_location(name, &where) || ab_record_find(collector.record, AB_MACRO, name) ||
	    ab_record_find(collector.record, AB_FUNCTION_MACRO, name))
		return false;
	file = place_file(where);
	return is_macro || !file || !file->is_public || file->is_perhaps_users ||
	       stretch_is_asked_for(where);
}

static bool is_hidden(const char *name, const char *logical, bool is_macro)
{
	const struct header_words *header;

	if (is_hidden_by_macro(name, is_macro))
		return true;
	if (undefined && undefined->contains(name))
		return true;
	header = logical ? words_of(logical) : NULL;
	if (!header)
		return false;
	/* neither its macros nor its text: then nothing tells why the name is missing */
	if (!header->named)
		return collector.record->gap != NULL;
	return header->defined->contains(name) || (!is_macro && header->named->contains(name));
}

static bool is_there(const char *name)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		if (ab_record_find(collector.record, (enum ab_kind)kind, name))
			return true;
	return ab_record_find_enumerator(collector.record, name, NULL) != NULL;
}

/* A function or type of that name counts as missing while a macro hides it. */
static bool is_missing(const struct ab_entity *then)
{
	if (then->is_tag_only)
		return !ab_record_find_tag(collector.record, then->tag);
	if (then->kind == AB_MACRO || then->kind == AB_FUNCTION_MACRO ||
	    then->kind == AB_ENUMERATOR)
		return !is_there(then->name);
	return !ab_record_find(collector.record, then->kind, then->name);
}

/* Where bool is a word, hide_typedef_of_bool() knows more of it. */
static bool is_own_bool(const struct ab_entity *then)
{
	return collector.record->has_bool_word && then->kind == AB_TYPEDEF &&
	       !strcmp(then->name, "bool");
}

static void look_at(const struct ab_entity *then)
{
	const bool is_macro = then->kind == AB_MACRO || then->kind == AB_FUNCTION_MACRO;

	const char *const name = then->is_tag_only ? then->tag : then->name;

	if (is_missing(then) && !is_own_bool(then) &&
	    (made_is_like(name) || is_hidden(name, then->header, is_macro)))
		ab_record_hide(collector.record, then->name);
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const char *name = then->enumerators[i].name;

		if (!is_there(name) && (!then->sentinel || strcmp(name, then->sentinel)) &&
		    (made_is_like(name) || is_hidden(name, then->header, false)))
			ab_record_hide(collector.record, name);
	}
}

/* ---- bool, a word of C since C23 and a typedef of some libraries before ---- */

static bool has_typedef_of_bool(const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token, last = {};
	bool is_typedef = false;

	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer)) {
		if (is_typedef && ab_token_is(&token, ";") && ab_token_is(&last, "bool"))
			return true;
		is_typedef =
		    (is_typedef || ab_token_is(&token, "typedef")) && !ab_token_is(&token, ";");
		last = token;
	}
	return false;
}

/* As _Bool: where it is an int, who has the word has another type. */
static bool is_byte(const struct ab_entity *type)
{
	return type->type && type->type->kind == AB_TYPE_BASIC && strstr(type->type->name, "char");
}

/* Where bool is a word, the header's typedef can only stand in what is left out. */
static void hide_typedef_of_bool(void)
{
	const struct ab_entity *then = ab_record_find(collector.promised, AB_TYPEDEF, "bool");
	const struct header_words *header =
	    then && then->header && is_byte(then) ? words_of(then->header) : NULL;
	struct ab_error ignored;
	size_t length;
	char *text;

	if (header && ab_file_read(collector.arena, header->path, &text, &length, &ignored) &&
	    has_typedef_of_bool(text))
		ab_record_hide(collector.record, "bool");
}

static void note_stand_in_for_bool(void)
{
	const struct ab_entity *now = ab_record_find(collector.record, AB_TYPEDEF, "bool");

	collector.record->has_bool_stand_in =
	    now && is_byte(now) && stretch_has((location_t)now->place, BY_VERSION);
}

static bool has_header(const char *logical)
{
	return logical && ab_record_find_header(collector.record, logical);
}

void hidden_sweep(void)
{
	if (!collector.promised)
		return;
	place_each_file(look_for_undefs);
	if (collector.record->has_bool_word)
		hide_typedef_of_bool();
	else
		note_stand_in_for_bool();
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &collector.promised->of[kind];

		for (size_t i = 0; i < of->count; i++)
			if (has_header(of->items[i]->header))
				look_at(of->items[i]);
			else if (of->items[i]->header && include_is_left_out(of->items[i]->header))
				ab_record_hide(collector.record, of->items[i]->name);
	}
}
