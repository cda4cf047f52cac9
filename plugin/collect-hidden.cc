/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collect-hidden.cc - what the promise has, this translation unit lacks, and
 * its user hides: by a macro of the same name, by #undef, or by a macro that
 * the header's own conditions ask for ("#ifndef NDEBUG" under -DNDEBUG; "#ifndef
 * __cplusplus" in C++).  None of that says anything about the library.
 *
 * Headers are read again only where something is missing.
 */
#include "gcc-includes.h"
#include "collect.h"

extern "C" {
#include "lex.h"
}

struct header_words {
	const char *logical;
	hash_set<nofree_string_hash> *all; /* every word outside of comments; NULL: not readable */
	bool is_conditional; /* on something that this translation unit brings along */
};

static struct header_words *headers;
static size_t n_headers, headers_capacity;

static hash_set<nofree_string_hash> *undefined; /* by the user */
static void (*gcc_undef)(cpp_reader *, location_t, cpp_hashnode *);

/* ---- #undef ---- */

static void note_undefined(void *name)
{
	if (!undefined)
		undefined = new hash_set<nofree_string_hash>;
	undefined->add(ab_strdup(collector.arena, (const char *)name));
}

static void on_undef(cpp_reader *reader, location_t where, cpp_hashnode *node)
{
	const char *name = (const char *)NODE_NAME(node);

	if (place_is_users(where) && (ab_record_find(collector.promised, AB_MACRO, name) ||
				      ab_record_find(collector.promised, AB_FUNCTION_MACRO, name)))
		collect_guarded(note_undefined, (void *)name);
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

/* ---- the text of a header ---- */

/* Whether the user brings the macro along that a condition asks for. */
static bool is_users_macro(const char *name)
{
	location_t where;

	if (is_cplusplus() && !strcmp(name, "__cplusplus"))
		return true;
	return macro_location(name, &where) && place_is_users(where);
}

static bool has_newline(const char *from, const char *to)
{
	for (; from < to; from++)
		if (*from == '\n' && from[-1] != '\\')
			return true;
	return false;
}

static bool is_condition(const struct ab_token *word)
{
	static const char *const words[] = {"if", "ifdef", "ifndef", "elif", "elifdef", "elifndef"};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (ab_token_is(word, words[i]))
			return true;
	return false;
}

static void read_words(struct header_words *header, const char *text)
{
	enum { NO_DIRECTIVE, HASH, CONDITION } state = NO_DIRECTIVE;
	const char *line_end = text; /* of the token before */
	struct ab_lexer lexer;
	struct ab_token token;

	header->all = new hash_set<nofree_string_hash>;
	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer)) {
		if (has_newline(line_end, token.text))
			state = NO_DIRECTIVE;
		line_end = token.text + token.length;
		if (state == NO_DIRECTIVE && ab_token_is(&token, "#")) {
			state = HASH;
			continue;
		}
		if (state == HASH)
			state = is_condition(&token) ? CONDITION : NO_DIRECTIVE;
		if (token.kind != AB_TOKEN_WORD)
			continue;
		const char *word = ab_strndup(collector.arena, token.text, token.length);

		if (state == CONDITION)
			header->is_conditional |= is_users_macro(word);
		else
			header->all->add(word);
	}
}

static const char *wanted_header;
static const char *wanted_path;

static void look_for_path(struct source_file *file)
{
	if (file->is_public && file->logical && !strcmp(file->logical, wanted_header))
		wanted_path = file->path;
}

static struct header_words *words_of(const char *logical)
{
	struct header_words *header;
	struct ab_error ignored;
	size_t length;
	char *text;

	for (size_t i = 0; i < n_headers; i++)
		if (!strcmp(headers[i].logical, logical))
			return &headers[i];
	headers = AB_GROW(collector.arena, headers, n_headers, &headers_capacity);
	header = &headers[n_headers++];
	header->logical = logical;
	wanted_header = logical;
	wanted_path = NULL;
	place_each_file(look_for_path);
	if (wanted_path && ab_file_read(collector.arena, wanted_path, &text, &length, &ignored))
		read_words(header, text);
	return header;
}

/* ---- what is missing ---- */

static bool is_hidden(const char *name, const char *logical)
{
	const struct header_words *header;

	if (macro_is_defined(name) && !ab_record_find(collector.record, AB_MACRO, name) &&
	    !ab_record_find(collector.record, AB_FUNCTION_MACRO, name))
		return true;
	if (undefined && undefined->contains(name))
		return true;
	header = logical ? words_of(logical) : NULL;
	return header && header->all && header->is_conditional && header->all->contains(name);
}

static bool is_there(const char *name)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		if (ab_record_find(collector.record, (enum ab_kind)kind, name))
			return true;
	return ab_record_find_enumerator(collector.record, name, NULL) != NULL;
}

/* A function of that name counts as missing while a macro hides it. */
static bool is_missing(const struct ab_entity *then)
{
	if (then->is_tag_only)
		return !ab_record_find_tag(collector.record, then->tag);
	if (then->kind == AB_FUNCTION)
		return !ab_record_find(collector.record, AB_FUNCTION, then->name);
	return !is_there(then->name);
}

static void look_at(const struct ab_entity *then)
{
	if (is_missing(then) && is_hidden(then->is_tag_only ? then->tag : then->name, then->header))
		ab_record_hide(collector.record, then->name);
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const char *name = then->enumerators[i].name;

		if (!is_there(name) && (!then->sentinel || strcmp(name, then->sentinel)) &&
		    is_hidden(name, then->header))
			ab_record_hide(collector.record, name);
	}
}

static bool has_header(const char *logical)
{
	return logical && ab_record_find_header(collector.record, logical);
}

void hidden_sweep(void)
{
	if (!collector.promised)
		return;
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &collector.promised->of[kind];

		for (size_t i = 0; i < of->count; i++)
			if (has_header(of->items[i]->header))
				look_at(of->items[i]);
	}
}
