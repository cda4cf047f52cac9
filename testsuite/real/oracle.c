/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * oracle.c - is all that libvirt says of its API in the record, and nothing else?
 *
 *	oracle EXPLAINED COUNTS {RECORD TREE}...
 *
 * TREE holds usr/include and the API XML of RECORD's release; with "-" for it,
 * only the counts of that record are held against COUNTS.  Each difference is
 * a line; one that a pattern of EXPLAINED matches is allowed, and a pattern
 * that matches nothing in any release is itself an error, so that the list
 * cannot outlive its reasons.  COUNTS says how many of each there are.
 */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/file.h"
#include "oracle.h"

struct explanation {
	const char *pattern;
	size_t used;
};

struct oracle {
	struct ab_arena arena;
	int argc;
	char **argv;
	struct explanation *explanations;
	size_t n_explanations, explanations_capacity;
	char *counts;		    /* the text of COUNTS */
	const char *release, *tree; /* the one at hand */
	struct facts record;
	bool knows_versions; /* the record has the symbols', which say since when they are there */
	size_t agreed, unsaid, explained, wrong; /* of that release */
	int status;
};

void fact_add(struct facts *facts, const char *subject, const char *what, const char *text)
{
	facts->items = AB_GROW(facts->arena, facts->items, facts->count, &facts->capacity);
	facts->items[facts->count++] = (struct fact){subject, what, text};
}

const char *body_text(struct ab_arena *arena, const char *body)
{
	struct ab_buf buf;
	const char *end;

	ab_buf_init(&buf, arena);
	for (; body && *body; body++) {
		if (!strncmp(body, "/*", 2) && (end = strstr(body, "*/")))
			body = end + 1;
		else if (*body != ' ' && *body != '\t' && *body != '\n')
			ab_buf_add_n(&buf, body, 1);
	}
	return buf.text;
}

static int by_subject(const void *a, const void *b)
{
	const struct fact *x = a, *y = b;
	int order = strcmp(x->subject, y->subject);

	return order ? order : strcmp(x->what, y->what);
}

static void differ(struct oracle *oracle, const char *text)
{
	const char *line = ab_printf(&oracle->arena, "%s: %s", oracle->release, text);
	size_t i;

	for (i = 0; i < oracle->n_explanations; i++) {
		if (fnmatch(oracle->explanations[i].pattern, line, 0))
			continue;
		oracle->explanations[i].used++;
		oracle->explained++;
		return;
	}
	oracle->wrong++;
	oracle->status = 1;
	puts(line);
}

/*
 * The XML has the names of arguments from the functions' definitions.  Where a
 * declaration has another name, the header decides.
 */
static bool is_argument_name(struct oracle *oracle, const struct fact *record)
{
	struct fact header = {record->subject, "header", NULL};
	const struct fact *found;
	unsigned argument;
	int end = 0;

	sscanf(record->what, "argument %u's name%n", &argument, &end);
	if (!end || strncmp(record->subject, "function ", 9))
		return false;
	found = bsearch(&header, oracle->record.items, oracle->record.count, sizeof(header),
			by_subject);
	return found && header_names_argument(&oracle->arena, oracle->tree, found->text,
					      record->subject + 9, argument, record->text);
}

/* libvirt tells in the sources, not in the headers, since when these are there. */
static bool is_documented_elsewhere(const struct fact *fact)
{
	return !strncmp(fact->subject, "function ", 9);
}

/* Where nothing tells, a thing is since the one release that was frozen. */
static bool is_since(const struct oracle *oracle, const struct fact *xml, const struct fact *record)
{
	return !strcmp(xml->what, "since") && is_documented_elsewhere(record) &&
	       !oracle->knows_versions && !strcmp(record->text, oracle->release) &&
	       ab_release_compare(xml->text, record->text) <= 0;
}

/* One fact of each side, or one side's only (the other NULL). */
static void hold(struct oracle *oracle, const struct fact *xml, const struct fact *record)
{
	struct ab_arena *arena = &oracle->arena;

	if (!xml || !record)
		differ(oracle, ab_printf(arena, "%s, %s: only in the %s: %s",
					 (xml ? xml : record)->subject, (xml ? xml : record)->what,
					 xml ? "XML" : "record", (xml ? xml : record)->text));
	else if (!xml->text || !record->text)
		oracle->unsaid++;
	else if (strcmp(xml->text, record->text) && !is_argument_name(oracle, record) &&
		 !is_since(oracle, xml, record))
		differ(oracle, ab_printf(arena, "%s, %s: XML '%s', record '%s'", xml->subject,
					 xml->what, xml->text, record->text));
	else
		oracle->agreed++;
}

static size_t same_subject(const struct facts *facts, size_t from)
{
	size_t i = from;

	while (i < facts->count && !strcmp(facts->items[i].subject, facts->items[from].subject))
		i++;
	return i;
}

/* The facts of one subject that both have: [x, x_end) and [r, r_end). */
static void hold_subject(struct oracle *oracle, const struct fact *x, const struct fact *x_end,
			 const struct fact *r, const struct fact *r_end)
{
	while (x < x_end || r < r_end) {
		int order = x == x_end ? 1 : r == r_end ? -1 : strcmp(x->what, r->what);

		hold(oracle, order <= 0 ? x : NULL, order >= 0 ? r : NULL);
		x += order <= 0;
		r += order >= 0;
	}
}

static void hold_all(struct oracle *oracle, struct facts *xml)
{
	struct facts *record = &oracle->record;
	size_t x = 0, r = 0, x_end, r_end;

	qsort(xml->items, xml->count, sizeof(*xml->items), by_subject);
	qsort(record->items, record->count, sizeof(*record->items), by_subject);
	while (x < xml->count || r < record->count) {
		int order = x == xml->count ? 1
			    : r == record->count
				? -1
				: strcmp(xml->items[x].subject, record->items[r].subject);

		x_end = order <= 0 ? same_subject(xml, x) : x;
		r_end = order >= 0 ? same_subject(record, r) : r;
		if (!order)
			hold_subject(oracle, xml->items + x, xml->items + x_end, record->items + r,
				     record->items + r_end);
		else
			differ(oracle, ab_printf(&oracle->arena, "%s: only in the %s",
						 order < 0 ? xml->items[x].subject
							   : record->items[r].subject,
						 order < 0 ? "XML" : "record"));
		x = x_end;
		r = r_end;
	}
}

/* The words of the line of COUNTS that starts with key, NULL-terminated; NULL: no such line. */
static char **count_line(struct oracle *oracle, const char *key)
{
	char *text = ab_strdup(&oracle->arena, oracle->counts);
	char *line, *word, *save_line, *save_word;

	for (line = strtok_r(text, "\n", &save_line); line;
	     line = strtok_r(NULL, "\n", &save_line)) {
		char **words = AB_NEW_ARRAY(&oracle->arena, char *, strlen(line) / 2 + 2);
		size_t n = 0;

		for (word = strtok_r(line, " \t", &save_word); word;
		     word = strtok_r(NULL, " \t", &save_word))
			words[n++] = word;
		if (n && !strcmp(words[0], key))
			return words;
	}
	return NULL;
}

/* The count that COUNTS holds for what in this release; -1: none. */
static long expected_count(struct oracle *oracle, const char *what)
{
	char **releases = count_line(oracle, "release");
	char **counts = count_line(oracle, what);
	size_t i;

	for (i = 1; releases && counts && releases[i] && counts[i]; i++)
		if (!strcmp(releases[i], oracle->release))
			return strtol(counts[i], NULL, 10);
	return -1;
}

static void hold_counts(struct oracle *oracle, const struct ab_record *record)
{
	struct tally tallies[TALLIES];
	size_t i, n = tallies_of_record(record, tallies);

	for (i = 0; i < n; i++) {
		long expected = expected_count(oracle, tallies[i].what);

		printf("%s\t%s\t%zu\n", oracle->release, tallies[i].what, tallies[i].count);
		if (expected >= 0 && (size_t)expected != tallies[i].count)
			differ(oracle, ab_printf(&oracle->arena, "%s: %zu of them, not %ld",
						 tallies[i].what, tallies[i].count, expected));
	}
}

static void hold_xml(struct oracle *oracle, const struct ab_record *record)
{
	struct facts xml = {.arena = &oracle->arena};

	if (!facts_of_xml(&xml, oracle->tree)) {
		fprintf(stderr, "oracle: %s: cannot read the API XML\n", oracle->tree);
		oracle->status = 2;
		return;
	}
	oracle->record = (struct facts){.arena = &oracle->arena};
	facts_of_record(&oracle->record, record);
	oracle->knows_versions = record->n_nodes > 0;
	oracle->agreed = oracle->unsaid = oracle->explained = oracle->wrong = 0;
	hold_all(oracle, &xml);
	printf("%s: %zu facts agree, %zu cannot be compared, %zu differences are explained, "
	       "%zu are not\n",
	       oracle->release, oracle->agreed, oracle->unsaid, oracle->explained, oracle->wrong);
	if (!oracle->agreed)
		oracle->status = 1;
}

static void hold_release(struct oracle *oracle, const char *path, const char *tree)
{
	struct ab_record *record;
	struct ab_error error;

	if (!ab_record_load(&oracle->arena, path, &record, &error)) {
		fprintf(stderr, "oracle: %s:%u:%u: %s\n", path, error.line, error.column,
			error.message);
		oracle->status = 2;
		return;
	}
	oracle->release = record->release ? record->release : "unreleased";
	oracle->tree = tree;
	hold_counts(oracle, record);
	if (strcmp(tree, "-"))
		hold_xml(oracle, record);
}

/* EXPLAINED: a pattern a line; the lines above it that start with # give the reason. */
static bool read_explanations(struct oracle *oracle, const char *path, struct ab_error *error)
{
	char *text, *line, *save;
	size_t length;

	if (!ab_file_read(&oracle->arena, path, &text, &length, error))
		return false;
	for (line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		if (*line == '#')
			continue;
		oracle->explanations =
		    AB_GROW(&oracle->arena, oracle->explanations, oracle->n_explanations,
			    &oracle->explanations_capacity);
		oracle->explanations[oracle->n_explanations++].pattern = line;
	}
	return true;
}

static void work(void *context)
{
	struct oracle *oracle = context;
	struct ab_error error;
	size_t i, length;

	if (!read_explanations(oracle, oracle->argv[1], &error) ||
	    !ab_file_read(&oracle->arena, oracle->argv[2], &oracle->counts, &length, &error)) {
		fprintf(stderr, "oracle: %s\n", error.message);
		oracle->status = 2;
		return;
	}
	for (i = 3; i + 1 < (size_t)oracle->argc; i += 2)
		hold_release(oracle, oracle->argv[i], oracle->argv[i + 1]);
	for (i = 0; i < oracle->n_explanations; i++) {
		if (oracle->explanations[i].used)
			continue;
		printf("nothing is explained by: %s\n", oracle->explanations[i].pattern);
		oracle->status = oracle->status ? oracle->status : 1;
	}
}

int main(int argc, char **argv)
{
	struct oracle oracle = {.argc = argc, .argv = argv};

	if (argc < 5 || argc % 2 == 0) {
		fputs("usage: oracle EXPLAINED COUNTS {RECORD TREE}...\n", stderr);
		return 2;
	}
	ab_arena_init(&oracle.arena);
	if (!ab_arena_guard(&oracle.arena, work, &oracle)) {
		fputs("oracle: out of memory\n", stderr);
		oracle.status = 2;
	}
	ab_arena_release(&oracle.arena);
	return oracle.status;
}
