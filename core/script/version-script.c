/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * version-script.c - version scripts, read as the linkers read them.
 *
 *   script:  node...
 *   node:    [NAME] { section... } [PARENT...] ;
 *   section: [global: | local:] { entry ; }...
 *   entry:   NAME | "NAME" | PATTERN | extern "C" { entry ; ... [;] }
 *
 * GNU ld wants global: before local:, at most one of each and none of them
 * empty; lld takes them as they come, and so does this.  What all of them
 * refuse is refused here.
 */
#include "version-script.h"

#include <ctype.h>
#include <string.h>

#include "abiding/file.h"

enum kind { END, WORD, STRING, PUNCTUATOR };

struct token {
	enum kind kind;
	const char *text; /* in the file, without quotes */
	size_t length;
	ab_place place;
};

struct reader {
	struct ab_arena *arena;
	struct ab_error *error;
	struct ab_version_script *script;
	const char *file;
	const char *at;
	unsigned line, column;
	struct token token, next;
};

static bool fail(struct reader *r, ab_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool fail(struct reader *r, ab_place place, const char *format, ...)
{
	va_list args;
	const char *message;

	va_start(args, format);
	message = ab_vprintf(r->arena, format, args);
	va_end(args);
	return ab_error_set(r->error, r->arena, r->file, ab_place_line(place),
			    ab_place_column(place), "%s", message);
}

/* ---- tokens ---- */

static void step(struct reader *r)
{
	if (*r->at == '\n') {
		r->line++;
		r->column = 1;
	} else if ((r->at[1] & 0xc0) != 0x80) {
		r->column++; /* columns count characters, of UTF-8 */
	}
	r->at++;
}

static ab_place here(const struct reader *r)
{
	return AB_PLACE(r->line, r->column);
}

static bool skip_comment(struct reader *r)
{
	const ab_place start = here(r);

	step(r);
	step(r);
	while (*r->at && (r->at[0] != '*' || r->at[1] != '/'))
		step(r);
	if (!*r->at)
		return fail(r, start, "this comment has no end, expected '*/'");
	step(r);
	step(r);
	return true;
}

static bool skip_blanks(struct reader *r)
{
	for (;;) {
		if (isspace((unsigned char)*r->at)) {
			step(r);
		} else if (*r->at == '#') {
			while (*r->at && *r->at != '\n')
				step(r);
		} else if (r->at[0] == '/' && r->at[1] == '*') {
			if (!skip_comment(r))
				return false;
		} else {
			return true;
		}
	}
}

static bool is_in_word(const char *at)
{
	return *at && (isalnum((unsigned char)*at) || (unsigned char)*at >= 0x80 ||
		       strchr("_.$*?[]-!^\\~@+", *at));
}

static void read_word(struct reader *r, struct token *token)
{
	token->kind = WORD;
	token->text = r->at;
	for (;;) {
		if (r->at[0] == ':' && r->at[1] == ':')
			step(r);
		else if (!is_in_word(r->at))
			break;
		step(r);
	}
	token->length = (size_t)(r->at - token->text);
}

static bool read_string(struct reader *r, struct token *token)
{
	step(r);
	token->kind = STRING;
	token->text = r->at;
	while (*r->at && *r->at != '"' && *r->at != '\n')
		step(r);
	token->length = (size_t)(r->at - token->text);
	if (*r->at != '"')
		return fail(r, token->place, "this name has no end, expected '\"'");
	step(r);
	return true;
}

static bool read_token(struct reader *r, struct token *token)
{
	if (!skip_blanks(r))
		return false;
	token->place = here(r);
	token->text = r->at;
	token->length = *r->at != '\0';
	token->kind = *r->at ? PUNCTUATOR : END;
	if (*r->at == '"')
		return read_string(r, token);
	if (is_in_word(r->at) || (r->at[0] == ':' && r->at[1] == ':')) {
		read_word(r, token);
		return true;
	}
	if (*r->at && !strchr("{};:", *r->at))
		return fail(r, token->place, "'%c' has no meaning in a version script", *r->at);
	if (*r->at)
		step(r);
	return true;
}

static bool advance(struct reader *r)
{
	r->token = r->next;
	return read_token(r, &r->next);
}

static bool is(const struct token *token, const char *text)
{
	return token->kind != STRING && token->length == strlen(text) &&
	       strncmp(token->text, text, token->length) == 0;
}

static bool is_name(const struct token *token)
{
	return token->kind == WORD || token->kind == STRING;
}

static const char *text_of(const struct reader *r, const struct token *token)
{
	return ab_strndup(r->arena, token->text, token->length);
}

static bool expected(struct reader *r, const char *what)
{
	if (r->token.kind == END)
		return fail(r, r->token.place, "expected %s, found the end of the file", what);
	return fail(r, r->token.place, "expected %s, found '%s'", what, text_of(r, &r->token));
}

static bool expect(struct reader *r, const char *punctuator, const char *behind)
{
	if (is(&r->token, punctuator) && r->token.kind == PUNCTUATOR)
		return advance(r);
	return expected(r, ab_printf(r->arena, "'%s' behind %s", punctuator, behind));
}

/* ---- symbols ---- */

static bool has_wildcard(const char *text)
{
	for (; *text; text++) {
		if (*text == '\\' && text[1])
			text++;
		else if (strchr("*?[", *text))
			return true;
	}
	return false;
}

static const char *without_backslashes(struct ab_arena *arena, const char *text)
{
	struct ab_buf buf;

	if (!strchr(text, '\\'))
		return text;
	ab_buf_init(&buf, arena);
	for (; *text; text++) {
		text += text[0] == '\\' && text[1];
		ab_buf_add_n(&buf, text, 1);
	}
	return buf.text;
}

static void add_symbol(struct reader *r, struct ab_version_node *node, bool is_local,
		       const char *language)
{
	struct ab_version_symbol *symbol;
	const char *text = text_of(r, &r->token);

	node->symbols = AB_GROW(r->arena, node->symbols, node->n_symbols, &node->symbols_capacity);
	symbol = &node->symbols[node->n_symbols++];
	symbol->is_pattern = r->token.kind == WORD && has_wildcard(text);
	symbol->name = symbol->is_pattern || r->token.kind == STRING
			   ? text
			   : without_backslashes(r->arena, text);
	symbol->is_local = is_local;
	symbol->language = language;
	symbol->place = r->token.place;
}

static bool read_language(struct reader *r, const char **language)
{
	static const char *const known[] = {"C", "C++", "Java"};
	const char *word, *nearest;

	if (!is_name(&r->token))
		return expected(r, "a language such as \"C\" after 'extern'");
	word = text_of(r, &r->token);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(word, known[i]) == 0) {
			*language = known[i];
			return advance(r);
		}
	nearest = ab_nearest(word, known, sizeof known / sizeof *known);
	return fail(r, r->token.place, "unknown language '%s', %s%s%s", word,
		    nearest ? "did you mean '" : "there are C, C++ and Java",
		    nearest ? nearest : "", nearest ? "'?" : "");
}

enum { NESTING_MAX = 16 };

static bool read_entries(struct reader *r, struct ab_version_node *node, bool *is_local,
			 const char *language, unsigned level);

/* extern "C" { ... }, the word just read. */
static bool read_extern(struct reader *r, struct ab_version_node *node, bool *is_local,
			unsigned level)
{
	const char *language = NULL;

	if (level == NESTING_MAX)
		return fail(r, r->token.place, "'extern' blocks are nested too deep");
	return read_language(r, &language) && expect(r, "{", "the language") &&
	       read_entries(r, node, is_local, language, level + 1) &&
	       expect(r, "}", "the names of an 'extern' block");
}

static bool is_section(const struct reader *r)
{
	return r->token.kind == WORD && r->next.kind == PUNCTUATOR && is(&r->next, ":");
}

static bool read_section(struct reader *r, bool *is_local, unsigned level)
{
	static const char *const known[] = {"global", "local"};
	const char *word = text_of(r, &r->token), *nearest;

	if (level)
		return fail(r, r->token.place, "'%s:' cannot be in an 'extern' block", word);
	*is_local = is(&r->token, "local");
	if (*is_local || is(&r->token, "global"))
		return advance(r) && advance(r);
	nearest = ab_nearest(word, known, 2);
	return fail(r, r->token.place, "unknown section '%s', %s%s%s", word,
		    nearest ? "did you mean '" : "expected 'global' or 'local'",
		    nearest ? nearest : "", nearest ? "'?" : "");
}

/* All up to the closing brace, which is left. */
static bool read_entries(struct reader *r, struct ab_version_node *node, bool *is_local,
			 const char *language, unsigned level)
{
	while (is_name(&r->token)) {
		const char *behind = ab_printf(r->arena, "'%s'", text_of(r, &r->token));

		if (is_section(r)) {
			if (!read_section(r, is_local, level))
				return false;
			continue;
		}
		if (is(&r->token, "extern") && is_name(&r->next)) {
			behind = "'}' of an 'extern' block";
			if (!advance(r) || !read_extern(r, node, is_local, level))
				return false;
		} else {
			add_symbol(r, node, *is_local, language);
			if (!advance(r))
				return false;
		}
		if (level && is(&r->token, "}"))
			return true;
		if (!expect(r, ";", behind))
			return false;
	}
	return is(&r->token, "}") || expected(r, "a symbol or '}'");
}

/* ---- nodes ---- */

static bool read_parents(struct reader *r, struct ab_version_node *node)
{
	while (is_name(&r->token)) {
		struct ab_version_parent *parent;

		node->parents =
		    AB_GROW(r->arena, node->parents, node->n_parents, &node->parents_capacity);
		parent = &node->parents[node->n_parents++];
		parent->name = text_of(r, &r->token);
		parent->place = r->token.place;
		if (!advance(r))
			return false;
	}
	return expect(r, ";",
		      node->name ? ab_printf(r->arena, "node '%s'", node->name)
				 : "the anonymous node");
}

static bool read_node(struct reader *r)
{
	struct ab_version_script *script = r->script;
	struct ab_version_node *node;
	bool is_local = false;

	script->nodes = AB_GROW(r->arena, script->nodes, script->n_nodes, &script->nodes_capacity);
	node = &script->nodes[script->n_nodes++];
	node->file = r->file;
	node->place = r->token.place;
	if (is_name(&r->token)) {
		node->name = text_of(r, &r->token);
		if (!advance(r))
			return false;
	}
	if (!is(&r->token, "{"))
		return expected(r, node->name ? ab_printf(r->arena, "'{' behind '%s'", node->name)
					      : "a version node such as 'NAME { ... };'");
	return advance(r) && read_entries(r, node, &is_local, "C", 0) && advance(r) &&
	       read_parents(r, node);
}

static bool read_file(struct reader *r, const char *file, const char *text)
{
	r->file = file;
	r->at = text;
	r->line = r->column = 1;
	if (!read_token(r, &r->next) || !advance(r))
		return false;
	do
		if (!read_node(r))
			return false;
	while (r->token.kind != END);
	return true;
}

/* ---- what holds for the whole ---- */

/* "line 3", with the file where it is another one than the error's. */
static const char *line_text(struct reader *r, const struct ab_version_node *node, ab_place place)
{
	if (strcmp(node->file, r->file) == 0)
		return ab_printf(r->arena, "line %u", ab_place_line(place));
	return ab_printf(r->arena, "line %u of '%s'", ab_place_line(place), node->file);
}

static bool has_unique_name(struct reader *r, const struct ab_version_node *node)
{
	const struct ab_version_node *first;

	r->file = node->file;
	if (!node->name)
		return r->script->n_nodes == 1 ||
		       fail(r, node->place, "an anonymous node cannot be combined with others");
	first = ab_version_script_node(r->script, node->name);
	return first == node || fail(r, node->place, "repeated node '%s', first on %s", node->name,
				     line_text(r, first, first->place));
}

static bool has_known_parents(struct reader *r, const struct ab_version_node *node)
{
	const struct ab_version_script *script = r->script;

	for (size_t i = 0; i < node->n_parents; i++) {
		const struct ab_version_parent *parent = &node->parents[i];
		const char **names, *nearest;

		if (ab_version_script_node(script, parent->name) &&
		    (!node->name || strcmp(parent->name, node->name) != 0))
			continue;
		names = AB_NEW_ARRAY(r->arena, const char *, script->n_nodes);
		for (size_t j = 0; j < script->n_nodes; j++)
			names[j] = &script->nodes[j] == node ? NULL : script->nodes[j].name;
		nearest = ab_nearest(parent->name, names, script->n_nodes);
		return fail(r, parent->place, "there is no other node '%s'%s%s%s", parent->name,
			    nearest ? ", did you mean '" : "", nearest ? nearest : "",
			    nearest ? "'?" : "");
	}
	return true;
}

/* ld refuses a symbol that one node exports and another hides; in one node, exported counts. */
static bool has_clear_symbol(struct reader *r, const struct ab_version_entry *again)
{
	const struct ab_version_entry *first = again;

	while (first > r->script->entries &&
	       strcmp(first[-1].symbol->name, again->symbol->name) == 0) {
		first--;
		if (first->symbol->is_local == again->symbol->is_local ||
		    first->node == again->node)
			continue;
		r->file = again->node->file;
		return fail(r, again->symbol->place, "'%s' is %s here and %s on %s",
			    again->symbol->name, again->symbol->is_local ? "local" : "global",
			    first->symbol->is_local ? "local" : "global",
			    line_text(r, first->node, first->symbol->place));
	}
	return true;
}

static bool has_clear_symbols(struct reader *r)
{
	for (size_t i = 0; i < r->script->n_entries; i++)
		if (!has_clear_symbol(r, &r->script->entries[i]))
			return false;
	return true;
}

static bool finish(struct reader *r, struct ab_version_script **script)
{
	ab_version_script_index(r->script);
	for (size_t i = 0; i < r->script->n_nodes; i++)
		if (!has_unique_name(r, &r->script->nodes[i]) ||
		    !has_known_parents(r, &r->script->nodes[i]))
			return false;
	*script = r->script;
	return has_clear_symbols(r);
}

static struct reader reader_of(struct ab_arena *arena, struct ab_error *error)
{
	struct reader r = {.arena = arena, .error = error};

	r.script = AB_NEW(arena, struct ab_version_script);
	r.script->arena = arena;
	return r;
}

bool ab_version_script_load(struct ab_arena *arena, const char *const *files, unsigned n,
			    struct ab_version_script **script, struct ab_error *error)
{
	struct reader r = reader_of(arena, error);

	for (unsigned i = 0; i < n; i++) {
		size_t length;
		char *text;

		if (!ab_file_read(arena, files[i], &text, &length, error))
			return false;
		r.file = files[i];
		if (strlen(text) < length)
			return fail(&r, 0, "this is not text, so it is not a version script");
		if (!read_file(&r, files[i], text))
			return false;
	}
	return finish(&r, script);
}

bool ab_version_script_parse(struct ab_arena *arena, const char *file, const char *text,
			     struct ab_version_script **script, struct ab_error *error)
{
	struct reader r = reader_of(arena, error);

	return read_file(&r, file, text) && finish(&r, script);
}
