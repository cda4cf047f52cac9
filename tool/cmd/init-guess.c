/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init-guess.c - the customs of a library, guessed from what it declares.
 *
 * Names: a prefix is followed letter by letter as long as nearly all names go
 * on with the same one; a few such prefixes that cover nearly all are a custom.
 */
#include "init.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SOME = 3, NEARLY_ALL = 95, MOST_GO_ON = 80 }; /* the latter two in percent */

/* ---- names ---- */

struct names {
	struct ab_arena *arena;
	const char **items;
	size_t count, capacity;
};

static void add_name(struct names *names, const char *name)
{
	const char *space = strrchr(name, ' '); /* "struct foo" */

	if (name[0] == '_')
		return;
	names->items = AB_GROW(names->arena, names->items, names->count, &names->capacity);
	names->items[names->count++] = space ? space + 1 : name;
}

static void add_names(struct names *names, const struct ab_record *record, enum ab_kind kind)
{
	const struct ab_entities *of = &record->of[kind];

	for (size_t i = 0; i < of->count; i++) {
		const struct ab_entity *entity = of->items[i];

		if (kind != AB_ENUM)
			add_name(names, entity->name);
		for (unsigned j = 0; kind == AB_ENUM && j < entity->n_enumerators; j++)
			add_name(names, entity->enumerators[j].name);
	}
}

/* How many go on with c behind the prefix. */
static size_t count_next(const struct names *names, const char *prefix, size_t length, int c)
{
	size_t n = 0;

	for (size_t i = 0; i < names->count; i++)
		n += !strncmp(names->items[i], prefix, length) && names->items[i][length] == c;
	return n;
}

/* The longest prefix that nearly all names go on with which have begun like it. */
static size_t find_prefix(const struct names *names, char *prefix, size_t size, size_t *count)
{
	size_t length = 0;

	*count = names->count;
	while (length + 1 < size) {
		size_t most = 0;
		int next = 0;

		for (int c = '0'; c <= 'z'; c++) {
			const size_t n = count_next(names, prefix, length, c);

			if (n > most)
				most = n, next = c;
		}
		if (!most || (length && most * 100 < *count * MOST_GO_ON))
			break;
		prefix[length++] = (char)next;
		*count = most;
	}
	return length;
}

/* Back to where a word ends: "png_", "xml" of "xmlP", "SQLITE_". */
static size_t at_word(const char *prefix, size_t length)
{
	size_t end = length;

	while (end > 0 && prefix[end - 1] != '_' &&
	       !(islower((unsigned char)prefix[end - 1]) && prefix[end] &&
		 isupper((unsigned char)prefix[end])))
		end--;
	if (end)
		return end;
	return length;
}

static void remove_with(struct names *names, const char *prefix, size_t length)
{
	size_t n = 0;

	for (size_t i = 0; i < names->count; i++)
		if (strncmp(names->items[i], prefix, length) != 0)
			names->items[n++] = names->items[i];
	names->count = n;
}

/* Patterns that a wider one makes needless go; how many names they had. */
static size_t take_narrower(struct init_names *guess, const char *prefix, size_t length)
{
	size_t n = 0, count = 0;

	for (size_t i = 0; i < guess->n_patterns; i++)
		if (!strncmp(guess->patterns[i].text, prefix, length))
			count += guess->patterns[i].count;
		else
			guess->patterns[n++] = guess->patterns[i];
	guess->n_patterns = n;
	return count;
}

/* A letter or two are a custom only as a word, "g_", or where nearly all begin so: "GObject". */
static bool is_telling(const char *prefix, size_t length, size_t percent)
{
	return length > 2 || (length == 2 && prefix[1] == '_') ||
	       (length > 0 && percent >= NEARLY_ALL);
}

static void guess_names(struct names *names, struct init_names *guess)
{
	guess->total = names->count;
	while (guess->n_patterns < INIT_PATTERNS && names->count) {
		char prefix[64] = "";
		size_t count, length = find_prefix(names, prefix, sizeof prefix, &count);
		const size_t before = names->count;

		prefix[length] = '\0';
		length = at_word(prefix, length);
		if (count < SOME || !is_telling(prefix, length, count * 100 / guess->total))
			break;
		remove_with(names, prefix, length);
		count = before - names->count;
		guess->covered += count;
		count += take_narrower(guess, prefix, length);
		guess->patterns[guess->n_patterns++] = (struct init_pattern){
		    ab_printf(names->arena, "%.*s*", (int)length, prefix), count};
	}
	if (guess->covered * 100 < guess->total * NEARLY_ALL)
		guess->n_patterns = 0;
}

static void guess_all_names(const struct init *init, struct init_guess *guess)
{
	static const enum ab_kind types[] = {AB_STRUCT, AB_UNION, AB_TYPEDEF};
	struct names functions = {.arena = init->arena}, kinds = functions, constants = functions;
	const struct ab_entities *enums = &init->record->of[AB_ENUM];

	add_names(&functions, init->record, AB_FUNCTION);
	guess_names(&functions, &guess->functions);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		add_names(&kinds, init->record, types[i]);
	for (size_t i = 0; i < enums->count; i++)
		add_name(&kinds, enums->items[i]->name);
	guess_names(&kinds, &guess->types);
	add_names(&constants, init->record, AB_MACRO);
	add_names(&constants, init->record, AB_ENUM);
	add_names(&constants, init->record, AB_ENUMERATOR);
	guess_names(&constants, &guess->constants);
}

/* ---- tags ---- */

static bool is_called(struct ab_arena *arena, const struct ab_entity *entity, const char *custom)
{
	const char *hole = strchr(custom, '{');

	return !strcmp(entity->tag, ab_printf(arena, "%.*s%s%s", (int)(hole - custom), custom,
					      entity->name, strchr(hole, '}') + 1));
}

static void guess_tag(const struct init *init, struct init_guess *guess)
{
	static const char *const customs[] = {"_{typedef}", "{typedef}", "{typedef}_s",
					      "{typedef}_st", "{typedef}_tag"};
	static const enum ab_kind kinds[] = {AB_STRUCT, AB_UNION, AB_ENUM};
	size_t counts[sizeof customs / sizeof *customs] = {0};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < init->record->of[kinds[k]].count; i++) {
			const struct ab_entity *entity = init->record->of[kinds[k]].items[i];

			if (!entity->tag || entity->is_tag_only)
				continue;
			guess->tags_total++;
			for (size_t c = 0; c < sizeof customs / sizeof *customs; c++)
				counts[c] += is_called(init->arena, entity, customs[c]);
		}
	for (size_t c = 0; c < sizeof customs / sizeof *customs; c++)
		if (guess->tags_total >= SOME &&
		    counts[c] * 100 >= guess->tags_total * NEARLY_ALL) {
			guess->tag = customs[c];
			guess->tags = counts[c];
			return;
		}
}

/* ---- sentinels ---- */

static void guess_sentinel(const struct init *init, struct init_guess *guess)
{
	const struct ab_entities *of = &init->record->of[AB_ENUM];
	struct init_pattern found[16] = {{NULL, 0}};
	size_t best = 0;

	for (size_t i = 0; i < of->count; i++) {
		const struct ab_entity *one = of->items[i];
		const char *suffix = one->sentinel ? strrchr(one->sentinel, '_') : NULL;
		size_t j = 0;

		guess->sequences += ab_policy_is_sequence(one->enumerators, one->n_enumerators) &&
				    one->n_enumerators > 1;
		if (!suffix)
			continue;
		while (j < 15 && found[j].text && strcmp(found[j].text, suffix) != 0)
			j++;
		found[j].text = suffix;
		found[j].count++;
		best = found[j].count > found[best].count ? j : best;
	}
	guess->suffix = found[best].text;
	guess->sentinels = found[best].count;
}

static bool looks_like_sentinel(const char *word, size_t length)
{
	static const char *const suffixes[] = {"_LAST", "_MAX", "_COUNT", "_SENTINEL", "_END"};

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		const size_t n = strlen(suffixes[i]);

		if (length > n && !strncmp(word + length - n, suffixes[i], n))
			return true;
	}
	return false;
}

static size_t word_length(const char *text)
{
	size_t n = 0;

	while (isalnum((unsigned char)text[n]) || text[n] == '_')
		n++;
	return n;
}

/* The macro of "#ifdef FOO" at the start of a line, NULL: it is none; *next: the line below. */
static const char *condition(struct ab_arena *arena, const char *line, const char **next)
{
	const char *at = line + strspn(line, " \t");

	*next = line + strcspn(line, "\n");
	*next += **next == '\n';
	if (*at != '#')
		return NULL;
	at += 1 + strspn(at + 1, " \t");
	if (!strncmp(at, "ifdef", 5))
		at += 5 + strspn(at + 5, " \t");
	else if (!strncmp(at, "if defined", 10))
		at += 10 + strspn(at + 10, " \t(");
	else
		return NULL;
	return word_length(at) ? ab_strndup(arena, at, word_length(at)) : NULL;
}

static void count_guards(struct ab_arena *arena, const char *text, struct init_pattern *best)
{
	const char *next;

	for (const char *line = text; *line; line = next) {
		const char *macro = condition(arena, line, &next);
		const char *below = next + strspn(next, " \t\n");
		const size_t length = word_length(below);

		if (!macro || !looks_like_sentinel(below, length) ||
		    !strchr(" ,\n=/", below[length]))
			continue;
		if (!best->text || !strcmp(best->text, macro))
			*best = (struct init_pattern){macro, best->count + 1};
	}
}

const char *init_find_guard(const struct init *init)
{
	struct init_pattern best = {NULL, 0};
	struct ab_error error;
	size_t length;
	char *text;

	for (size_t i = 0; i < init->n_headers; i++)
		if (init->headers[i].real &&
		    ab_file_read(init->arena, init->headers[i].real, &text, &length, &error))
			count_guards(init->arena, text, &best);
	return best.text;
}

/* ---- which release ---- */

/* The numbers of "1.2.13", at most three; false: it is no release. */
static bool release_parts(const char *text, uint64_t parts[3])
{
	size_t n = 0;

	if (!isdigit((unsigned char)*text))
		return false;
	memset(parts, 0, 3 * sizeof *parts);
	while (n < 3 && isdigit((unsigned char)*text)) {
		char *end;

		parts[n++] = strtoull(text, &end, 10);
		text = *end == '.' ? end + 1 : end;
		if (*end != '.')
			break;
	}
	return n >= 2 && (!*text || strchr("-+. \"", *text));
}

static bool says_version(const char *name)
{
	return strstr(name, "VERSION") || strstr(name, "VERNUM") || strstr(name, "_VER") ||
	       strstr(name, "version");
}

/* The release in a string such as "1.2.13" (with its quotes); NULL: it has none. */
static const char *release_in_string(struct ab_arena *arena, const struct ab_entity *macro,
				     uint64_t parts[3])
{
	const char *text = macro->value.text;

	if (macro->value.kind != AB_VALUE_STRING || text[0] != '"' ||
	    !release_parts(text + 1, parts))
		return NULL;
	return ab_strndup(arena, text + 1, strspn(text + 1, "0123456789."));
}

static bool has_word(const char *name, const char *const *words)
{
	for (; *words; words++)
		if (strstr(name, *words))
			return true;
	return false;
}

static const struct ab_value *number_of(const struct ab_entity *macro)
{
	return macro->value.kind == AB_VALUE_INTEGER && !macro->value.integer.is_negative
		   ? &macro->value
		   : NULL;
}

/* The scale by which a number says a release. */
static bool find_scale(uint64_t number, const uint64_t parts[3], uint64_t scale[3])
{
	static const uint64_t scales[][3] = {
	    {1000000, 1000, 1},
	    {10000, 100, 1},
	    {65536, 256, 1},
	    {4096, 256, 16},
	    {100, 10, 1},
	    {1000000, 10000, 100},
	    {1 << 24, 1 << 16, 1 << 8},
	};

	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
		const uint64_t *s = scales[i];

		if (number / s[0] != parts[0] || number % s[0] / s[1] != parts[1] ||
		    number % s[1] / s[2] != parts[2] || number < s[0])
			continue;
		memcpy(scale, s, 3 * sizeof *s);
		return true;
	}
	return false;
}

/* "3" of FOO_MAJOR_VERSION; NULL: no macro is called so. */
static const char *part_of_release(const struct init *init, const char *const *words)
{
	const struct ab_entities *of = &init->record->of[AB_MACRO];

	for (size_t i = 0; i < of->count; i++)
		if (says_version(of->items[i]->name) && has_word(of->items[i]->name, words) &&
		    number_of(of->items[i]) && number_of(of->items[i])->integer.magnitude < 1000)
			return ab_int_text(init->arena, number_of(of->items[i])->integer);
	return NULL;
}

/* By macros that say it part by part. */
static const char *release_in_parts(const struct init *init)
{
	static const char *const majors[] = {"MAJOR", NULL}, *const minors[] = {"MINOR", NULL};
	static const char *const micros[] = {"MICRO", "PATCH", "REVISION", "RELEASE", NULL};
	const char *major = part_of_release(init, majors), *minor = part_of_release(init, minors);
	const char *micro = part_of_release(init, micros);

	if (!major || !minor)
		return NULL;
	return ab_printf(init->arena, "%s.%s%s%s", major, minor, micro ? "." : "",
			 micro ? micro : "");
}

static void guess_version(const struct init *init, struct init_guess *guess)
{
	const struct ab_entities *of = &init->record->of[AB_MACRO];

	for (size_t i = 0; i < of->count; i++) {
		const struct ab_entity *named = of->items[i];
		uint64_t parts[3];
		const char *release =
		    says_version(named->name) ? release_in_string(init->arena, named, parts) : NULL;

		for (size_t j = 0; release && j < of->count && !guess->version_macro; j++) {
			const struct ab_entity *number = of->items[j];

			if (!says_version(number->name) || !number_of(number) ||
			    !find_scale(number_of(number)->integer.magnitude, parts, guess->scale))
				continue;
			guess->version_macro = number->name;
			guess->number = ab_int_text(init->arena, number_of(number)->integer);
			guess->release = release;
		}
		if (release && !guess->release)
			guess->release = release;
	}
	if (!guess->release)
		guess->release = release_in_parts(init);
}

/* "1.2.13", or the number that stands for it. */
static bool holds_release(const struct init_guess *guess, const char *text)
{
	return guess->release &&
	       (strstr(text, guess->release) || (guess->number && strstr(text, guess->number)));
}

/* "FOO_MAJOR_VERSION" and the like, what holds the release, and what tells the very build. */
static bool is_about_release(const struct init_guess *guess, const struct ab_entity *macro)
{
	static const char *const parts_of[] = {"MAJOR", "MINOR",   "MICRO", "PATCH", "REVISION",
					       "_AGE",	"RELEASE", "_REV",  NULL};
	static const char *const of_build[] = {"TIMESTAMP", "SOURCE_ID", "DATE", "COPYRIGHT", NULL};
	uint64_t parts[3], scale[3];

	if (macro->value.kind == AB_VALUE_STRING)
		return has_word(macro->name, of_build) ||
		       (says_version(macro->name) && holds_release(guess, macro->value.text));
	if (macro->value.kind == AB_VALUE_NONE)
		return macro->text && holds_release(guess, macro->text);
	if (!says_version(macro->name) || !number_of(macro))
		return false;
	return has_word(macro->name, parts_of) ||
	       (guess->release && release_parts(guess->release, parts) &&
		find_scale(number_of(macro)->integer.magnitude, parts, scale));
}

static void guess_changing(const struct init *init, struct init_guess *guess)
{
	const struct ab_entities *of = &init->record->of[AB_MACRO];

	for (size_t i = 0; i < of->count; i++)
		if (is_about_release(guess, of->items[i]))
			words_add(&guess->changing, of->items[i]->name);
}

/* ---- macros that are no constants ---- */

static bool is_declared(const struct ab_record *record, const char *name)
{
	for (int kind = 0; kind < AB_KINDS; kind++)
		if (ab_record_find(record, (enum ab_kind)kind, name))
			return true;
	return ab_record_find_tag(record, name) || ab_record_find_enumerator(record, name, NULL);
}

/* "extern FOO_API": words that declare nothing, as attributes and their macros are. */
static bool is_decoration(const struct ab_record *record, const struct ab_entity *macro)
{
	const char *at = macro->text;

	if (macro->value.kind != AB_VALUE_NONE || !at || !*at)
		return false;
	while (*at) {
		const size_t length = word_length(at);
		const char *word = ab_strndup(record->arena, at, length);

		if (!length || at[length] == '(' || !word[strspn(word, "ULF")])
			return false;
		if (strcmp(word, "extern") != 0 &&
		    (!(isupper((unsigned char)*word) || *word == '_') || is_declared(record, word)))
			return false;
		at += length;
		at += strspn(at, " ");
	}
	return true;
}

/* "FOO_AVAILABLE_IN_*" of FOO_AVAILABLE_IN_2_26, if no constant is called so. */
static const char *widened(const struct init *init, const char *name)
{
	const struct ab_entities *of = &init->record->of[AB_MACRO];
	size_t end = strlen(name);
	const char *pattern;

	while (end && strchr("0123456789_", name[end - 1]))
		end--;
	if (end == strlen(name) || name[end] != '_')
		return name;
	pattern = ab_printf(init->arena, "%.*s_*", (int)end, name);
	for (size_t i = 0; i < of->count; i++)
		if (ab_pattern_matches(pattern, of->items[i]->name) &&
		    !is_decoration(init->record, of->items[i]))
			return name;
	return pattern;
}

static void add_once(struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (!strcmp(words->items[i], word))
			return;
	words_add(words, word);
}

static void guess_ignored(const struct init *init, struct init_guess *guess)
{
	static const enum ab_kind kinds[] = {AB_MACRO, AB_FUNCTION_MACRO};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < init->record->of[kinds[k]].count; i++) {
			const struct ab_entity *macro = init->record->of[kinds[k]].items[i];

			if (macro->name[0] == '_')
				add_once(&guess->ignored, "_*");
			else if (kinds[k] == AB_MACRO && is_decoration(init->record, macro))
				add_once(&guess->ignored, widened(init, macro->name));
		}
}

static void guess_since(const struct init *init, struct init_guess *guess)
{
	for (int kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; kind != AB_FUNCTION && i < init->record->of[kind].count; i++) {
			guess->since_asked++;
			guess->since_said += init->record->of[kind].items[i]->since != NULL;
		}
}

void init_guess(const struct init *init, struct init_guess *guess)
{
	memset(guess, 0, sizeof *guess);
	guess->changing.arena = guess->ignored.arena = init->arena;
	guess_all_names(init, guess);
	guess_tag(init, guess);
	guess_sentinel(init, guess);
	guess_version(init, guess);
	guess_changing(init, guess);
	guess_ignored(init, guess);
	guess_since(init, guess);
}
