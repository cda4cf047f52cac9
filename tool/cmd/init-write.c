/* SPDX-License-Identifier: GPL-3.0-or-later */
/* init-write.c - a first policy as text, with what is guessed and not known said in comments. */
#include "init.h"

#include <string.h>

enum { HALF = 50, COLUMNS = 100 };

struct writer {
	const struct init *init;
	const struct init_guess *guess;
	struct ab_buf out;
};

/* Patterns begin with what YAML takes for something else; a quote in them is doubled. */
static const char *quoted(struct ab_arena *arena, const char *text)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_buf_add(&buf, "'");
	for (; *text; text++)
		ab_buf_addf(&buf, *text == '\'' ? "''" : "%c", *text);
	ab_buf_add(&buf, "'");
	return buf.text;
}

static const char *as_word(struct ab_arena *arena, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "_./+-";

	return text[strspn(text, plain)] || !strspn(text, plain) || text[0] == '-'
		   ? quoted(arena, text)
		   : text;
}

/* "KEY: [a, b,\n  c]", or one word alone. */
/* The words are as YAML wants them. */
static void write_items(struct writer *w, const char *indent, const char *key,
			const struct words *words)
{
	size_t column = strlen(indent) + strlen(key) + 3;

	ab_buf_addf(&w->out, "%s%s: %s", indent, key, words->count == 1 ? "" : "[");
	for (size_t i = 0; i < words->count; i++) {
		const char *word = words->items[i];

		if (i && column + strlen(word) + 3 > COLUMNS) {
			ab_buf_addf(&w->out, ",\n%s  %s", indent, word);
			column = strlen(indent) + 2 + strlen(word);
		} else {
			ab_buf_addf(&w->out, "%s%s", i ? ", " : "", word);
			column += strlen(word) + 2;
		}
	}
	ab_buf_addf(&w->out, "%s\n", words->count == 1 ? "" : "]");
}

static void write_list(struct writer *w, const char *indent, const char *key,
		       const struct words *words)
{
	struct words items = {.arena = w->init->arena};

	for (size_t i = 0; i < words->count; i++)
		words_add(&items, as_word(w->init->arena, words->items[i]));
	write_items(w, indent, key, &items);
}

/* ---- surfaces ---- */

static const char *entry_text(const struct writer *w, const struct init_header *header)
{
	struct ab_arena *const arena = w->init->arena;

	if (!header->after)
		return as_word(arena, header->name);
	return ab_printf(arena, "{header: %s, after: %s}", as_word(arena, header->name),
			 as_word(arena, header->after));
}

static size_t folder_length(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? (size_t)(slash - name) + 1 : 0;
}

static size_t count_in_folder(const struct init *init, const char *name)
{
	const size_t length = folder_length(name);
	size_t n = 0;

	for (size_t i = 0; i < init->n_headers; i++)
		n += folder_length(init->headers[i].name) == length &&
		     !strncmp(init->headers[i].name, name, length);
	return n;
}

static void add_once(struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (!strcmp(words->items[i], word))
			return;
	words_add(words, word);
}

/* Folders as patterns; names without one are the whole system's, and stand alone. */
static struct words header_patterns(const struct init *init)
{
	struct words words = {.arena = init->arena};

	for (size_t i = 0; i < init->n_headers; i++) {
		const char *name = init->headers[i].name;
		const size_t length = folder_length(name);

		if (length && init->folder && count_in_folder(init, name) > 1)
			add_once(&words, ab_printf(init->arena, "%.*s*.h", (int)length, name));
		else
			add_once(&words, name);
	}
	return words;
}

static void write_left_out(struct writer *w)
{
	bool is_first = true;

	for (size_t i = 0; i < w->init->n_headers; i++) {
		const struct init_header *header = &w->init->headers[i];
		const char *why = header->conflict ? header->conflict : header->why_not;

		if (!why || (header->is_included && !header->conflict))
			continue;
		if (is_first)
			ab_buf_add(&w->out,
				   "# Not included, since they do not compile alone, or not with "
				   "the others before them:\n");
		is_first = false;
		ab_buf_addf(&w->out, "#   %s: %s\n", header->name, why);
	}
}

static void write_surface(struct writer *w)
{
	struct words entries = {.arena = w->init->arena}, others = entries;
	const struct words headers = header_patterns(w->init);

	for (size_t i = 0; i < w->init->n_headers; i++)
		if (w->init->headers[i].is_entry)
			words_add(&entries, entry_text(w, &w->init->headers[i]));
	ab_buf_add(&w->out,
		   "# What users include (entry), and which headers that brings along which are "
		   "public too.\n"
		   "# Where the promise of some is weaker, give them a surface of their own.\n");
	write_left_out(w);
	ab_buf_addf(&w->out, "surfaces:\n- name: %s\n", as_word(w->init->arena, w->init->library));
	write_items(w, "  ", "entry", &entries);
	write_list(w, "  ", "headers", &headers);
	for (size_t i = 0; i < w->init->n_headers; i++)
		if (!w->init->headers[i].is_entry && !w->init->headers[i].is_included)
			words_add(&others, w->init->headers[i].name);
	if (others.count)
		write_list(w, "  ", "except", &others);
	ab_buf_add(
	    &w->out,
	    "  promise: forever # a break is an error; best-effort: a warning; none: nothing\n"
	    "  # Not told by headers: the version script of the library, and its soname.\n"
	    "  #symbols: FILE.map\n  #soname: libFOO.so.1\n\n");
}

/* ---- customs ---- */

static void write_names(struct writer *w, const char *key, const char *what,
			const struct init_names *names)
{
	struct words words = {.arena = w->init->arena};

	for (size_t i = 0; i < names->n_patterns; i++)
		words_add(&words, names->patterns[i].text);
	if (!names->total)
		return;
	if (!words.count) {
		ab_buf_addf(&w->out, "  # %s: no few prefixes cover the %zu %s\n", key,
			    names->total, what);
		return;
	}
	ab_buf_addf(&w->out, "  # %zu of %zu %s\n", names->covered, names->total, what);
	write_list(w, "  ", key, &words);
}

static void write_naming(struct writer *w)
{
	const struct init_guess *g = w->guess;
	const bool has_any =
	    g->functions.n_patterns || g->types.n_patterns || g->constants.n_patterns || g->tag;

	ab_buf_addf(&w->out,
		    "# A guess: how names begin. What is new and called otherwise gets a "
		    "warning.\n%snaming:\n",
		    has_any ? "" : "#");
	write_names(w, "function", "functions", &g->functions);
	write_names(w, "type", "types", &g->types);
	write_names(w, "constant", "constants", &g->constants);
	if (g->tag)
		ab_buf_addf(&w->out, "  # %zu of %zu tags that have a typedef\n  tag: %s\n",
			    g->tags, g->tags_total, quoted(w->init->arena, g->tag));
	else if (g->tags_total)
		ab_buf_addf(&w->out, "  # tag: no one custom for the %zu tag%s with a typedef\n",
			    g->tags_total, g->tags_total == 1 ? "" : "s");
	ab_buf_add(&w->out, "\n");
}

static void write_sentinel(struct writer *w)
{
	const struct init_guess *g = w->guess;
	const bool is_custom = g->suffix && g->sentinels * 100 >= g->sequences * HALF;
	const char *suffix = g->suffix ? g->suffix : "_LAST";

	if (!g->sequences)
		return;
	ab_buf_addf(
	    &w->out,
	    "# A guess: how the last value of an enum is called, which says where it ends and "
	    "may grow:\n# %zu of %zu enums that count have one%s%s.  A new one without gets a "
	    "warning.\n",
	    g->sentinels, g->sequences, g->suffix ? ", *" : "", g->suffix ? g->suffix : "");
	ab_buf_addf(&w->out, "%ssentinel: {suffix: %s", is_custom || w->init->guard ? "" : "#",
		    suffix);
	if (w->init->guard)
		ab_buf_addf(&w->out, ", guard: %s", w->init->guard);
	ab_buf_add(&w->out, "}\n\n");
}

static void write_version(struct writer *w)
{
	const struct init_guess *g = w->guess;

	if (g->version_macro)
		ab_buf_addf(
		    &w->out,
		    "# Which release the headers are, here %s, says this macro: major * %llu "
		    "+ minor * %llu\n# + micro * %llu.  What came later is not missed in "
		    "older headers.\nversion: {macro: %s, scale: [%llu, %llu, %llu]}\n\n",
		    g->release, (unsigned long long)g->scale[0], (unsigned long long)g->scale[1],
		    (unsigned long long)g->scale[2], g->version_macro,
		    (unsigned long long)g->scale[0], (unsigned long long)g->scale[1],
		    (unsigned long long)g->scale[2]);
	else
		ab_buf_addf(
		    &w->out,
		    "# No one number says which release the headers are%s%s; if a macro does, "
		    "name it here:\n#version: {macro: FOO_VERSION, scale: [10000, 100, 1]}\n\n",
		    g->release ? ", here " : "", g->release ? g->release : "");
	if (!g->changing.count)
		return;
	ab_buf_add(&w->out,
		   "# A guess: these may have another value in each release, but may not go "
		   "away.\n");
	write_list(w, "", "changing", &g->changing);
	ab_buf_add(&w->out, "\n");
}

static void write_ignored(struct writer *w)
{
	ab_buf_add(&w->out,
		   "# Macros that are no constants: include guards, and what is empty or an "
		   "attribute, are left\n# out by themselves.");
	if (!w->guess->ignored.count) {
		ab_buf_add(&w->out, "  Others, if there are any, go here.\n#ignore: {macros: "
				    "['FOO_PRIVATE_*']}\n\n");
		return;
	}
	ab_buf_add(&w->out, "  A guess: these, too.\nignore:\n");
	write_list(w, "  ", "macros", &w->guess->ignored);
	ab_buf_add(&w->out, "\n");
}

static void write_since(struct writer *w)
{
	const struct init_guess *g = w->guess;
	const bool is_custom = g->since_said * 100 >= g->since_asked * HALF && g->since_said;

	ab_buf_addf(
	    &w->out,
	    "# Since when a thing is promised: of %zu types and constants, %zu have a comment "
	    "that says\n# \"Since: 1.2\".  Else it is the release that is frozen.\n"
	    "%ssince: comments\n",
	    g->since_asked, g->since_said, is_custom ? "" : "#");
}

const char *init_text(const struct init *init, const struct init_guess *guess)
{
	struct writer w = {init, guess, {0}};

	ab_buf_init(&w.out, init->arena);
	ab_buf_addf(
	    &w.out,
	    "# What %s promises to programs that use it.  Written by abiding init, to be read "
	    "and edited:\n# what is said to be a guess is one.\n"
	    "abiding: 1\nlibrary: %s\nrecord: %s\n\n",
	    init->library, as_word(init->arena, init->library),
	    as_word(init->arena, init->record_name));
	write_surface(&w);
	write_naming(&w);
	write_sentinel(&w);
	write_ignored(&w);
	write_version(&w);
	write_since(&w);
	return w.out.text;
}
