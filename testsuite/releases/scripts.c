/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scripts.c FOLDER SEED CHAINS - version scripts of releases at random, frozen one onto the other.
 *
 * Of each release, three to six in a chain: its script is accepted by the record of those
 * before, and the record that it was frozen onto is kept by it and promises all of it; to
 * freeze it again changes nothing; and each change of one thing in it is found, as by a
 * record that was frozen from this release alone.  Ends in "N passed, N failed".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/compare.h"
#include "abiding/version-script.h"

enum { NODES_MAX = 24, SYMBOLS_MAX = 160, NONE = -1 };

struct symbol {
	char name[24];
	int node;	  /* index, NONE: local by its name */
	bool is_declared; /* in foo.h */
	bool is_grouped;  /* exported by the pattern of its group */
};

struct node {
	char name[16];
	int parent; /* index or NONE */
};

struct release {
	struct node nodes[NODES_MAX];
	struct symbol symbols[SYMBOLS_MAX];
	int n_nodes, n_symbols;
	unsigned style; /* of the text: it says the same in another way */
};

static const char *folder;
static unsigned long state, n_failed, n_asked;
static char chain_name[64];

static unsigned below(unsigned n)
{
	state = state * 6364136223846793005UL + 1442695040888963407UL;
	return (unsigned)(state >> 33) % n;
}

static void fail(int release, const char *what, const char *more)
{
	printf("FAIL: %s: release %d: %s%s%s\n", chain_name, release, what, *more ? ": " : "",
	       more);
	n_failed++;
}

/* ---- as text ---- */

static const char *path_of(struct ab_arena *arena, const char *name)
{
	return ab_printf(arena, "%s/%s", folder, name);
}

static void put(struct ab_arena *arena, const char *name, const char *text)
{
	const char *path = path_of(arena, name);
	FILE *file = fopen(path, "w");

	if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
		perror(path);
		exit(2);
	}
}

/* Symbols of a node, "foo_g3_*" for those of a group, once. */
static void add_symbols(struct ab_buf *buf, const struct release *release, int node)
{
	for (int at = 0; at < release->n_symbols; at++) {
		const int i = release->style & 1 ? release->n_symbols - 1 - at : at;
		const struct symbol *symbol = &release->symbols[i];
		bool is_said = false;

		if (symbol->node != node)
			continue;
		if (!symbol->is_grouped) {
			ab_buf_addf(buf, "    %s;%s\n", symbol->name,
				    release->style & 2 ? " /* one */" : "");
			continue;
		}
		for (int j = 0; j < i; j++)
			is_said |= release->symbols[j].node == node &&
				   release->symbols[j].is_grouped &&
				   strncmp(release->symbols[j].name, symbol->name, 7) == 0;
		if (!is_said)
			ab_buf_addf(buf, "    %.7s*;\n", symbol->name);
	}
}

static bool has_local(const struct release *release)
{
	for (int i = 0; i < release->n_symbols; i++)
		if (release->symbols[i].node == NONE)
			return true;
	return false;
}

static const char *script_text(struct ab_arena *arena, const struct release *release)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (int i = 0; i < release->n_nodes; i++) {
		ab_buf_addf(&buf, "%s%s {\n  global:\n", release->style & 4 ? "# a node\n" : "",
			    release->nodes[i].name);
		add_symbols(&buf, release, i);
		if (i == 0) {
			ab_buf_add(&buf, "  local:\n");
			if (has_local(release))
				add_symbols(&buf, release, NONE);
			ab_buf_add(&buf, "    *;\n");
		}
		ab_buf_addf(&buf, "}%s%s;\n", release->nodes[i].parent == NONE ? "" : " ",
			    release->nodes[i].parent == NONE
				? ""
				: release->nodes[release->nodes[i].parent].name);
	}
	return buf.text;
}

static const char *record_text(struct ab_arena *arena, const struct release *release)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_buf_add(&buf, "abiding-record: 2\ndata-models: [lp64]\n"
			 "headers: {foo.h: {entry: true}}\nfunctions:\n");
	for (int i = 0; i < release->n_symbols; i++) {
		bool is_said = !release->symbols[i].is_declared;

		for (int j = 0; j < i; j++)
			is_said |= !strcmp(release->symbols[i].name, release->symbols[j].name) &&
				   release->symbols[j].is_declared;
		if (!is_said)
			ab_buf_addf(&buf, "  %s: {header: foo.h, type: int (void)}\n",
				    release->symbols[i].name);
	}
	return buf.text;
}

/* ---- as records ---- */

static const char *printed(struct ab_arena *arena, struct ab_record *record)
{
	struct ab_error error;
	const char *text;
	size_t length;

	return ab_record_print(arena, record, &text, &length, &error) ? text : "";
}

static struct ab_record *parsed(struct ab_arena *arena, const char *text)
{
	struct ab_record *record;
	struct ab_error error;

	if (ab_record_parse(arena, "foo.record.yaml", text, strlen(text), &record, &error))
		return record;
	printf("FAIL: %s: %u:%u: %s in\n%s", chain_name, error.line, error.column, error.message,
	       text);
	exit(1);
}

static struct ab_policy *policy_of(struct ab_arena *arena)
{
	const char *path = path_of(arena, "foo.policy.yaml");
	struct ab_policy *policy;
	struct ab_error error;

	if (ab_policy_load(arena, path, &policy, &error))
		return policy;
	printf("FAIL: %s: %s\n", path, error.message);
	exit(1);
}

/* What a compile would collect; NULL: the script is a bad one. */
static struct ab_record *collected(struct ab_arena *arena, const struct release *release)
{
	static struct release written; /* in the file */
	struct ab_record *record = parsed(arena, record_text(arena, release));
	struct ab_error error;

	record->file = NULL;
	if (memcmp(release, &written, sizeof written) != 0)
		put(arena, "foo.syms", script_text(arena, release));
	written = *release;
	return ab_record_take_symbols(record, policy_of(arena), &error) ? record : NULL;
}

static const char *frozen(struct ab_arena *arena, const char *before, const struct release *release,
			  int number)
{
	struct ab_record *record = before ? parsed(arena, before) : ab_record_new(arena);
	struct ab_record *current = collected(arena, release);

	record->library = "foo";
	ab_record_freeze_onto(record, current, policy_of(arena), ab_printf(arena, "%d.0", number));
	return printed(arena, record);
}

static struct ab_findings compare(struct ab_arena *arena, const char *promised,
				  struct ab_record *current)
{
	struct ab_findings findings = {0};

	current->file = NULL;
	ab_compare(arena, parsed(arena, promised), current, policy_of(arena), &findings);
	return findings;
}

/* ---- releases ---- */

static struct symbol *add_symbol(struct release *release, const char *name, int node,
				 bool is_declared)
{
	struct symbol *symbol = &release->symbols[release->n_symbols++];

	*symbol = (struct symbol){.node = node, .is_declared = is_declared};
	snprintf(symbol->name, sizeof symbol->name, "%s", name);
	return symbol;
}

/* A node of its own for what is new: functions, a group of them, what no header declares. */
static void add_node(struct release *release)
{
	const int node = release->n_nodes++;
	char name[24];

	snprintf(release->nodes[node].name, sizeof release->nodes[node].name, "FOO_%d", node);
	release->nodes[node].parent = node - 1;
	for (unsigned i = 0, n = 1 + below(3); i < n; i++) {
		snprintf(name, sizeof name, "foo_%c%d", 'a' + (int)i, node);
		add_symbol(release, name, node, i == 0 || below(3));
	}
	for (unsigned i = 0, n = below(2) ? 2 : 0; i < n; i++) {
		snprintf(name, sizeof name, "foo_%c%d_%u", 'p' + node % 8, node % 10, i);
		add_symbol(release, name, node, true)->is_grouped = true;
	}
}

static bool is_of_group(const struct symbol *symbol)
{
	return symbol->name[strlen(symbol->name) - 2] == '_';
}

/* An old symbol gets a new version, and keeps the old one for programs that have it. */
static void add_version(struct release *release)
{
	struct symbol *old = &release->symbols[below((unsigned)release->n_symbols)];
	const int newest = release->n_nodes - 1;

	for (int i = 0; i < release->n_symbols; i++)
		if (release->symbols[i].node == newest &&
		    strcmp(release->symbols[i].name, old->name) == 0)
			return;
	if (is_of_group(old))
		return;
	/* what was only listed is declared with it, or stays so */
	old->is_declared |= below(2);
	add_symbol(release, old->name, newest, old->is_declared);
}

/* What was only listed, a header declares; what a pattern exported is listed, and vice versa. */
static void respell(struct release *release)
{
	const struct symbol one = release->symbols[below((unsigned)release->n_symbols)];

	release->style = below(8);
	for (int i = 0; i < release->n_symbols; i++) {
		struct symbol *symbol = &release->symbols[i];

		if (strcmp(symbol->name, one.name) == 0)
			symbol->is_declared = true;
		if (is_of_group(&one) && strncmp(symbol->name, one.name, 7) == 0)
			symbol->is_grouped = !one.is_grouped;
	}
}

static void next(struct release *release)
{
	if (below(4)) {
		add_node(release);
		for (unsigned n = below(3); n; n--)
			add_version(release);
	}
	if (below(2))
		respell(release);
}

/* ---- one change ---- */

/* The k-th change of a release, each of which breaks it; NULL: there are no more. */
static const char *change(struct release *release, int k)
{
	const int n_of_symbols = release->n_symbols * 3;
	const int node = (k - n_of_symbols) / 4;

	if (k < n_of_symbols) {
		struct symbol *symbol = &release->symbols[k / 3];
		const int other = (symbol->node + 1) % release->n_nodes;

		for (int i = 0; i < release->n_symbols; i++)
			if (k % 3 && &release->symbols[i] != symbol &&
			    !strcmp(release->symbols[i].name, symbol->name))
				return "";
		if (k % 3 == 0 && !symbol->is_grouped) {
			symbol->node = NODES_MAX; /* in no node */
			return "a symbol is gone";
		}
		if (k % 3 == 1 && other != symbol->node) {
			symbol->is_grouped = false;
			symbol->node = other;
			return "a symbol has another version";
		}
		if (k % 3 == 2) {
			symbol->is_grouped = false;
			symbol->node = NONE;
			return "a symbol is local";
		}
		return "";
	}
	if (node >= release->n_nodes)
		return NULL;
	switch ((k - n_of_symbols) % 4) {
	case 0:
		release->nodes[node].name[0] = 'X';
		return "a node has another name";
	case 1:
		if (release->nodes[node].parent == NONE)
			return "";
		release->nodes[node].parent = NONE;
		return "a node inherits from none";
	case 2:
		add_symbol(release, "foo_new", node, true);
		return "a function is new in a released node";
	default:
		if (node != release->n_nodes - 1 || !node)
			return "";
		for (int i = 0; i < release->n_symbols; i++)
			if (release->symbols[i].node == node)
				release->symbols[i].node = node - 1;
		release->n_nodes--;
		return "a node is gone, its symbols are in the one before";
	}
}

static bool is_told(const struct ab_findings *findings, const struct ab_finding *wanted)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].rule == wanted->rule &&
		    !strcmp(findings->items[i].entity ? findings->items[i].entity : "",
			    wanted->entity ? wanted->entity : ""))
			return true;
	return false;
}

static size_t count_errors(const struct ab_findings *findings)
{
	return ab_findings_count(findings, AB_ERROR);
}

static void ask_changes(int number, const char *onto, const char *fresh,
			const struct release *release)
{
	const char *what = "";

	for (int k = 0; what; k++) {
		struct release broken = *release;
		struct ab_findings old, new;
		struct ab_arena arena;
		struct ab_record *record;

		what = change(&broken, k);
		if (!what || !*what)
			continue;
		n_asked++;
		ab_arena_init(&arena);
		record = collected(&arena, &broken);
		if (record) {
			old = compare(&arena, onto, record);
			new = compare(&arena, fresh, collected(&arena, &broken));
			if (!count_errors(&old))
				fail(number, "missed",
				     ab_printf(&arena, "%s (%d)\n%s", what, k,
					       script_text(&arena, &broken)));
			for (size_t i = 0; i < new.count; i++)
				if (!is_told(&old, &new.items[i]))
					fail(number, what, new.items[i].message);
			for (size_t i = 0; i < old.count; i++)
				if (!is_told(&new, &old.items[i]))
					fail(number, what, old.items[i].message);
		} else {
			fail(number, what, "the script is a bad one");
		}
		ab_arena_release(&arena);
	}
}

/* ---- chains ---- */

static const char *without_release(struct ab_arena *arena, const char *text)
{
	const char *at = strstr(text, "\nrelease: ");

	return at ? ab_printf(arena, "%.*s%s", (int)(at - text), text,
			      at + 1 + strcspn(at + 1, "\n"))
		  : text;
}

static void expect_silence(int number, const char *what, const struct ab_findings *findings)
{
	if (findings->count)
		fail(number, what, findings->items[0].message);
}

static const char *put_on(struct ab_arena *arena, const char *before, const struct release *release,
			  int number)
{
	const char *onto, *again, *fresh;
	struct ab_findings findings;

	if (before) {
		findings = compare(arena, before, collected(arena, release));
		/* what only the script lists is a warning, and stops no freeze */
		if (count_errors(&findings))
			fail(number, "not accepted", findings.items[0].message);
	}
	onto = frozen(arena, before, release, number);
	fresh = frozen(arena, NULL, release, number);
	findings = compare(arena, onto, collected(arena, release));
	expect_silence(number, "not kept by its own script", &findings);
	findings = compare(arena, fresh, parsed(arena, onto));
	expect_silence(number, "not promised", &findings);
	again = frozen(arena, onto, release, number + 1);
	if (strcmp(without_release(arena, again), without_release(arena, onto)) != 0)
		fail(number, "frozen again, another record", again);
	ask_changes(number, onto, fresh, release);
	return onto;
}

int main(int argc, char **argv)
{
	unsigned long n_passed = 0, n_bad = 0;
	const unsigned long seed = argc > 3 ? strtoul(argv[2], NULL, 10) : 1;
	struct ab_arena all;
	const unsigned long n = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;

	if (argc < 4)
		return 2;
	folder = argv[1];
	ab_arena_init(&all);
	put(&all, "foo.policy.yaml",
	    "abiding: 1\nlibrary: foo\n"
	    "surfaces: [{name: foo, entry: foo.h, symbols: foo.syms}]\n");
	for (unsigned long i = 0; i < n; i++) {
		struct release release = {0};
		const char *record = NULL;
		struct ab_arena arena;

		state = seed + i;
		n_failed = 0;
		snprintf(chain_name, sizeof chain_name, "scripts-%lu", seed + i);
		ab_arena_init(&arena);
		add_node(&release);
		for (int number = 1, last = 3 + (int)below(4); number <= last; number++) {
			record = put_on(&arena, record, &release, number);
			next(&release);
		}
		ab_arena_release(&arena);
		*(n_failed ? &n_bad : &n_passed) += 1;
	}
	ab_arena_release(&all);
	printf("%lu changes asked about\n", n_asked);
	printf("%lu passed, %lu failed\n", n_passed, n_bad);
	return n_bad ? 1 : 0;
}
