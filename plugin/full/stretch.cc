/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stretch.cc - which lines of a header, and what words in them, stand under
 * conditions that ask for what this translation unit brings along: a macro of its
 * user's, or one of the language or an option ("#ifndef NDEBUG" under -DNDEBUG,
 * "#ifndef __cplusplus" in C++, "#ifdef __OPTIMIZE__" with -O2).
 *
 * Headers are read again only where something is missing or different.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

extern "C" {
#include "abiding/lex.h"
}

static hash_map<nofree_string_hash, struct header_words *> *headers; /* by path */
static unsigned n_being_read;

/* ---- who brings a macro along ---- */

bool stretch_is_condition_of_record(const char *name)
{
	const struct ab_policy *policy = collector.policy;

	if (policy->sentinel_guard && !strcmp(policy->sentinel_guard, name))
		return true;
	for (const char *const *macro = policy->switches; *macro; macro++)
		if (!strcmp(*macro, name))
			return true;
	return false;
}

/* Whether a header has a #define of that name, under whatever condition. */
static bool defines(const char *text, const char *name)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer)) {
		if (!ab_token_is(&token, "define"))
			continue;
		token = ab_lexer_next(&lexer);
		if (ab_token_is(&token, name))
			return true;
	}
	return false;
}

/*
 * Where no macros are to be seen, all may have been the user's but those of the
 * header itself (its guard) and of the compiler.
 */
static enum source source_in_gap(const char *text, const char *name)
{
	const enum source source = language_source_of(name);

	if (source != BY_NOBODY)
		return source;
	if (!strncmp(name, "__", 2) || !strcmp(name, "defined") || defines(text, name))
		return BY_NOBODY;
	return BY_USER;
}

static bool is_chosen_anywhere(const char *name);

/* On whose account this translation unit has the macro that a condition in the text asks for. */
static enum source source_of(const struct header_words *header, const char *text, const char *name)
{
	location_t where;
	enum source source;

	if (collector.record->gap)
		return source_in_gap(text, name);
	if (stretch_is_condition_of_record(name))
		return BY_NOBODY;
	source = language_source_of(name);
	if (source != BY_NOBODY)
		return source;
	/* "#ifndef LIB_WORD", where lines above have defined it, or not */
	if (header->chosen->contains(name))
		return BY_COMPILE;
	if (!macro_location(name, &where))
		return is_chosen_anywhere(name) ? BY_COMPILE : BY_NOBODY;
	/* one that a header defines only under such a condition, or of one that is, goes on the
	 * same account */
	if (collect_is_macro_conditional(name))
		return BY_COMPILE;
	return place_is_users(where) || stretch_has(where, BY_USER) ? BY_USER : BY_NOBODY;
}

static bool is_one_of(const struct ab_token *token, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ab_token_is(token, list[i]))
			return true;
	return false;
}

enum { NESTING_MAX = 64 };

/* Reads a header's directives; conditions nest. */
struct reading {
	struct header_words *header;
	bool is_first_look; /* at what conditions ask for themselves, and no further */
	const char *text;
	struct ab_lexer lexer;
	struct ab_token token;
	const char *counted; /* lines are counted up to here */
	unsigned line;
	unsigned depth;			 /* of conditions */
	unsigned braces;		 /* open, from those of a function's body on */
	unsigned braces_at[NESTING_MAX]; /* where the condition of that depth began */
	bool is_type_head;		 /* behind struct, union or enum */
	unsigned parentheses;		 /* open there */
	bool is_behind_word, is_behind_parenthesis;
	/* by source: the depth of the outermost that asks for its macros, 0: none; its stretch is the last */
	unsigned since_depth[SOURCES];
};

/* The next token; true: it is the first of its line. */
static bool next_token(struct reading *reading)
{
	bool is_first = reading->line == 0;

	reading->token = ab_lexer_next(&reading->lexer);
	for (;;) {
		const size_t length = reading->token.text - reading->counted;
		const char *const end = (const char *)memchr(reading->counted, '\n', length);

		if (!end)
			break;
		reading->line++;
		is_first |= end == reading->text || end[-1] != '\\';
		reading->counted = end + 1;
	}
	reading->counted = reading->token.text;
	reading->line += reading->line == 0;
	return is_first;
}

static const char *word_at(const struct reading *reading)
{
	return ab_strndup(collector.arena, reading->token.text, reading->token.length);
}

static bool is_chosen(const struct reading *reading)
{
	return reading->since_depth[BY_COMPILE] || reading->since_depth[BY_LANGUAGE];
}

/* The word at hand, if it is in a stretch that hides. */
static void add_word(const struct reading *reading, words *to)
{
	if (reading->token.kind != AB_TOKEN_WORD ||
	    !(reading->since_depth[BY_USER] || is_chosen(reading)))
		return;
	to->add(word_at(reading));
	if (reading->since_depth[BY_LANGUAGE])
		reading->header->spoken->add(word_at(reading));
}

static struct stretch *last_stretch(const struct reading *reading, unsigned source)
{
	const struct stretches *const by = &reading->header->by[source];

	return &by->items[by->count - 1];
}

/* By which macro of the user's a word is there, or not. */
static void add_asked(const struct reading *reading)
{
	if (reading->token.kind == AB_TOKEN_WORD && reading->since_depth[BY_USER])
		reading->header->asked->put(word_at(reading),
					    last_stretch(reading, BY_USER)->macro);
}

static void add_definition(const struct reading *reading)
{
	add_word(reading, reading->header->defined);
	if (reading->token.kind == AB_TOKEN_WORD && is_chosen(reading))
		reading->header->chosen->add(word_at(reading));
}

static void begin_stretch(struct reading *reading, enum source source)
{
	struct stretches *const by = &reading->header->by[source];

	if (reading->since_depth[source])
		return;
	reading->since_depth[source] = reading->depth;
	by->items = AB_GROW(collector.arena, by->items, by->count, &by->capacity);
	by->items[by->count++] = {reading->line, UINT_MAX, word_at(reading)};
}

static void end_condition(struct reading *reading)
{
	for (unsigned source = BY_USER; source < SOURCES && reading->depth; source++) {
		if (reading->since_depth[source] != reading->depth)
			continue;
		reading->since_depth[source] = 0;
		last_stretch(reading, source)->last = reading->line;
	}
	reading->depth -= reading->depth > 0;
}

/* Each branch of a condition may begin a body, which is ended behind the last of them. */
static void note_branch(struct reading *reading, bool is_first)
{
	static const char *const others[] = {"else", "elif", "elifdef", "elifndef"};

	if (!reading->depth || reading->depth > NESTING_MAX)
		return;
	if (is_first)
		reading->braces_at[reading->depth - 1] = reading->braces;
	else if (is_one_of(&reading->token, others, ARRAY_SIZE(others)))
		reading->braces = reading->braces_at[reading->depth - 1];
}

static enum source source_at(const struct reading *reading)
{
	if (collector.policy->sentinel_guard &&
	    ab_token_is(&reading->token, collector.policy->sentinel_guard))
		return BY_GUARD;
	if (ab_token_is(&reading->token, "__STDC_VERSION__"))
		return language_source_of_c(&reading->lexer);
	if (ab_token_is(&reading->token, "__cplusplus") &&
	    !stretch_is_condition_of_record("__cplusplus"))
		return language_source_of_cplusplus(&reading->lexer);
	if (reading->is_first_look)
		return language_source_of(word_at(reading));
	return source_of(reading->header, reading->text, word_at(reading));
}

/* From behind the "#" to the first token of the next line. */
static void read_directive(struct reading *reading)
{
	static const char *const begins[] = {"if", "ifdef", "ifndef"};
	static const char *const goes_on[] = {"elif", "elifdef", "elifndef"};
	static const char *const defines[] = {"define", "undef"};
	bool is_condition, is_definition, is_first = next_token(reading);

	if (is_first)
		return;
	is_condition = is_one_of(&reading->token, begins, ARRAY_SIZE(begins));
	reading->depth += is_condition;
	note_branch(reading, is_condition);
	is_condition |= is_one_of(&reading->token, goes_on, ARRAY_SIZE(goes_on));
	is_definition = is_one_of(&reading->token, defines, ARRAY_SIZE(defines));
	if (ab_token_is(&reading->token, "endif"))
		end_condition(reading);
	while (!next_token(reading) && reading->token.kind != AB_TOKEN_END) {
		if (is_definition)
			add_definition(reading);
		is_definition = false; /* what it stands for names other things */
		if (!is_condition || reading->token.kind != AB_TOKEN_WORD)
			continue;
		const enum source source = source_at(reading);

		if (source != BY_NOBODY)
			begin_stretch(reading, source);
	}
}

/* Between such a word and its brace stand attributes, macros with arguments, and a tag. */
static void note_type_head(struct reading *reading)
{
	static const char *const begins[] = {"struct", "union", "enum"};
	const struct ab_token *const token = &reading->token;
	const bool is_word = token->kind == AB_TOKEN_WORD;
	const bool is_begin = is_one_of(token, begins, ARRAY_SIZE(begins));

	if (is_begin) {
		reading->is_type_head = true;
	} else if (reading->is_type_head && ab_token_is(token, "(")) {
		reading->parentheses++;
	} else if (reading->parentheses && ab_token_is(token, ")")) {
		reading->parentheses--;
	} else if (ab_token_is(token, ";") ||
		   (!reading->parentheses && (!is_word || reading->is_behind_word))) {
		/* behind two words it is what is of that type */
		reading->is_type_head = false;
		reading->parentheses = 0;
	}
	reading->is_behind_word = is_word && !is_begin;
}

/* What a function calls is not declared there; a list of members or enumerators is. */
static void note_body(struct reading *reading)
{
	const struct ab_token *const token = &reading->token;

	if (ab_token_is(token, "{") &&
	    (reading->braces || (reading->is_behind_parenthesis && !reading->is_type_head)))
		reading->braces++;
	else if (ab_token_is(token, "}") && reading->braces)
		reading->braces--;
	note_type_head(reading);
	reading->is_behind_parenthesis = ab_token_is(token, ")");
}

static void read_words(struct header_words *header, const char *text, bool is_first_look)
{
	struct reading reading = {};

	header->named = new words;
	header->defined = new words;
	header->chosen = new words;
	header->spoken = new words;
	header->asked = new hash_map<nofree_string_hash, const char *>;
	reading.header = header;
	reading.is_first_look = is_first_look;
	reading.text = reading.counted = text;
	ab_lexer_init(&reading.lexer, text);
	bool is_first = next_token(&reading);
	while (reading.token.kind != AB_TOKEN_END) {
		if (is_first && ab_token_is(&reading.token, "#")) {
			read_directive(&reading);
			is_first = true; /* of the line behind the directive */
			continue;
		}
		note_body(&reading);
		if (!reading.braces)
			add_word(&reading, header->named);
		add_asked(&reading);
		is_first = next_token(&reading);
	}
}

static words *chosen_anywhere;

static void take_first_look(struct source_file *file)
{
	struct header_words header = {};
	struct ab_error ignored;
	size_t length;
	char *text;

	if (!file->is_public ||
	    !ab_file_read(collector.arena, file->path, &text, &length, &ignored))
		return;
	read_words(&header, text, true);
	for (words::iterator at = header.chosen->begin(); at != header.chosen->end(); ++at)
		chosen_anywhere->add(*at);
}

/* Whether a header defines it where another choice of the language or an option asks for it. */
static bool is_chosen_anywhere(const char *name)
{
	if (!chosen_anywhere) {
		chosen_anywhere = new words;
		place_each_file(take_first_look);
	}
	return chosen_anywhere->contains(name);
}

const struct header_words *stretch_words(const char *path)
{
	struct header_words *header;
	struct ab_error ignored;
	size_t length;
	char *text;

	if (!headers)
		headers = new hash_map<nofree_string_hash, struct header_words *>;
	if (headers->get(path))
		return *headers->get(path); /* as far as it has been read */
	header = AB_NEW(collector.arena, struct header_words);
	header->path = path;
	headers->put(path, header);
	n_being_read++;
	if (ab_file_read(collector.arena, path, &text, &length, &ignored))
		read_words(header, text, false);
	n_being_read--;
	return header;
}

const struct stretch *stretch_at(const struct header_words *header, enum source source,
				 unsigned line)
{
	const struct stretches *const by = &header->by[source];
	size_t begin = 0, end = by->count;

	while (begin < end) { /* the first that ends there or below */
		const size_t middle = begin + (end - begin) / 2;

		if (by->items[middle].last < line)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin < by->count && by->items[begin].first <= line ? &by->items[begin] : NULL;
}

/* Likewise of a place in a public header. */
static const struct stretch *stretch_of(location_t where, enum source source)
{
	const expanded_location place = expand_location(where);

	if (!place.file || place.line < 1 || !place_is_public(where))
		return NULL;
	return stretch_at(stretch_words(place.file), source, (unsigned)place.line);
}

bool stretch_has(location_t where, enum source source)
{
	return stretch_of(where, source) != NULL;
}

/*
 * What stands under the user's own macros may as well have been frozen under
 * them, and a difference in it be the library's: that is not passed over.
 */
bool stretch_is_conditional(location_t where)
{
	return stretch_has(where, BY_COMPILE) || stretch_has(where, BY_LANGUAGE);
}

/* ---- macros that stand on such ---- */

/* Macros that one stands on, the nearest first. */
struct standing {
	struct {
		const char *name;
		size_t from; /* the one that names it */
	} * items;
	size_t count, capacity;
	words *seen;
};

typedef hash_map<nofree_string_hash, bool> verdicts;

static void add_standing(struct standing *on, const char *name, size_t from)
{
	if (on->seen->add(name))
		return;
	on->items = AB_GROW(collector.arena, on->items, on->count, &on->capacity);
	on->items[on->count].name = name;
	on->items[on->count++].from = from;
}

static void add_words_of(struct standing *on, cpp_hashnode *node, size_t from)
{
	const char *const text = macro_text(node);
	struct ab_lexer lexer;
	struct ab_token token;

	if (!text)
		return;
	ab_lexer_init(&lexer, ab_strdup(collector.arena, text + NODE_LEN(node)));
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer))
		if (token.kind == AB_TOKEN_WORD)
			add_standing(on, ab_strndup(collector.arena, token.text, token.length),
				     from);
}

/* The number of the first that stands under such a condition itself; count: none does. */
static size_t first_conditional(struct standing *on, verdicts *known)
{
	static unsigned steps = 4000000; /* for all of a compile: beyond, none is looked for */
	size_t i;

	for (i = 0; i < on->count; i++) {
		const char *const name = on->items[i].name;
		const bool *const verdict = known ? known->get(name) : NULL;
		cpp_hashnode *const node = verdict || !steps ? NULL : macro_find(name);

		if (verdict && *verdict)
			break;
		if (!node)
			continue;
		steps--;
		if (stretch_is_conditional(cpp_macro_definition_location(node)))
			break;
		add_words_of(on, node, i);
	}
	return i;
}

bool collect_is_macro_conditional(const char *name)
{
	static verdicts *known;
	/* of a header that is being read not all is known yet */
	verdicts *const kept = n_being_read ? NULL : known ? known : known = new verdicts;
	words seen;
	struct standing on = {NULL, 0, 0, &seen};
	size_t at;

	add_standing(&on, name, 0);
	at = first_conditional(&on, kept);
	const bool is_conditional = at < on.count;
	if (!kept)
		return is_conditional;
	for (size_t i = 0; !is_conditional && i < on.count; i++)
		kept->put(on.items[i].name, false);
	for (size_t i = at; is_conditional; i = on.items[i].from) {
		kept->put(on.items[i].name, true);
		if (i == 0)
			break;
	}
	return is_conditional;
}

/* ---- places ---- */

bool stretch_is_unguarded(location_t where)
{
	const expanded_location place = expand_location(where);

	return collector.policy->sentinel_guard && place.file && place_is_public(where) &&
	       stretch_words(place.file)->named && !stretch_has(where, BY_GUARD);
}

bool stretch_is_asked_for(location_t where)
{
	return stretch_has(where, BY_USER) || stretch_is_conditional(where);
}

/* ---- the language ---- */

/* 'extern "C"' says nothing else, nor does a macro that stands for no more than such words. */
static bool is_idle(const char *word)
{
	return !strcmp(word, "extern") ||
	       (macro_is_defined(word) && !ab_record_find(collector.record, AB_MACRO, word) &&
		!ab_record_find(collector.record, AB_FUNCTION_MACRO, word));
}

static bool is_spoken;

static void look_for_spoken(struct source_file *file)
{
	const struct header_words *header = file->is_public ? stretch_words(file->path) : NULL;

	if (!header || !header->spoken)
		return;
	for (words::iterator at = header->spoken->begin(); at != header->spoken->end(); ++at)
		is_spoken |= !is_idle(*at);
}

bool stretch_is_language_spoken(void)
{
	place_each_file(look_for_spoken);
	return is_spoken;
}

static const char *asked_name;
static const char *asked_macro;

static void look_for_asked(struct source_file *file)
{
	const struct header_words *const header =
	    file->is_public ? stretch_words(file->path) : NULL;
	const char **const macro =
	    header && header->asked && !asked_macro ? header->asked->get(asked_name) : NULL;

	if (macro)
		asked_macro = *macro;
}

const char *collect_users_macro(location_t where, const char *name)
{
	const struct stretch *const stretch =
	    where == UNKNOWN_LOCATION ? NULL : stretch_of(where, BY_USER);

	asked_macro = stretch ? stretch->macro : NULL;
	asked_name = name;
	if (!asked_macro && name)
		place_each_file(look_for_asked);
	return asked_macro;
}

/* Counts from the last place on, as places mostly come in order. */
static unsigned line_of(const char *text, const char *at)
{
	static const char *last_text, *last_at;
	static unsigned line;

	if (text != last_text || at < last_at) {
		last_text = last_at = text;
		line = 1;
	}
	for (; last_at < at; last_at++)
		line += *last_at == '\n';
	return line;
}

bool stretch_is_chosen(const char *path, const char *text, const char *at)
{
	const struct header_words *const header = stretch_words(path);
	const unsigned line = line_of(text, at);

	return stretch_at(header, BY_USER, line) || stretch_at(header, BY_COMPILE, line) ||
	       stretch_at(header, BY_GUARD, line);
}
