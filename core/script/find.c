/* SPDX-License-Identifier: GPL-3.0-or-later */
/* find.c - what the linker finds in a version script for a symbol. */
#include "version-script.h"

#include <stdlib.h>
#include <string.h>

#include "abiding/pattern.h"

static int entry_order(const void *a, const void *b)
{
	const struct ab_version_entry *x = a, *y = b;
	const int order = strcmp(x->symbol->name, y->symbol->name);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

struct ab_version_index {
	struct ab_index nodes;		 /* by name */
	struct ab_version_entry *behind; /* of the patterns, the last one first */
	struct ab_patterns patterns;
};

static void know_nodes(struct ab_version_script *script)
{
	for (size_t i = script->n_nodes; i-- > 0;)
		if (script->nodes[i].name)
			ab_index_enter(script->arena, &script->index->nodes, 0,
				       script->nodes[i].name, NULL)
			    ->of = &script->nodes[i];
}

/* The entries of one sort, in the order of the script; returns how many. */
static size_t list(const struct ab_version_script *script, bool is_pattern,
		   struct ab_version_entry *entries)
{
	size_t n = 0;

	for (size_t i = 0; i < script->n_nodes; i++)
		for (size_t j = 0; j < script->nodes[i].n_symbols; j++) {
			const struct ab_version_symbol *symbol = &script->nodes[i].symbols[j];

			if (symbol->is_pattern == is_pattern)
				entries[n++] = (struct ab_version_entry){symbol, &script->nodes[i],
									 2 * i + symbol->is_local};
		}
	return n;
}

static void know_patterns(struct ab_version_script *script, size_t count)
{
	struct ab_version_entry *all = AB_NEW_ARRAY(script->arena, struct ab_version_entry, count);
	const size_t n = list(script, true, all);
	struct ab_version_entry *behind = AB_NEW_ARRAY(script->arena, struct ab_version_entry, n);
	const char **names = AB_NEW_ARRAY(script->arena, const char *, n);

	for (size_t i = 0; i < n; i++) {
		behind[i] = all[n - 1 - i];
		names[i] = behind[i].symbol->name;
	}
	script->index->behind = behind;
	script->index->patterns = ab_patterns_of(script->arena, names, n);
}

void ab_version_script_index(struct ab_version_script *script)
{
	size_t count = 0;

	for (size_t i = 0; i < script->n_nodes; i++)
		count += script->nodes[i].n_symbols;
	script->index = AB_NEW(script->arena, struct ab_version_index);
	script->entries = AB_NEW_ARRAY(script->arena, struct ab_version_entry, count);
	script->n_entries = list(script, false, script->entries);
	if (script->n_entries)
		qsort(script->entries, script->n_entries, sizeof *script->entries, entry_order);
	know_nodes(script);
	know_patterns(script, count);
}

const struct ab_version_node *ab_version_script_node(const struct ab_version_script *script,
						     const char *name)
{
	const struct ab_index_entry *found = ab_index_find(&script->index->nodes, 0, name);

	return found ? found->of : NULL;
}

/* The first of the entries with that name, or the end of them all. */
static const struct ab_version_entry *first_entry(const struct ab_version_script *script,
						  const char *name)
{
	size_t low = 0, high = script->n_entries;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (strcmp(script->entries[middle].symbol->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return script->entries + low;
}

static bool has_name(const struct ab_version_script *script, const struct ab_version_entry *entry,
		     const char *name)
{
	return entry < script->entries + script->n_entries &&
	       strcmp(entry->symbol->name, name) == 0;
}

/* How patterns go before each other. */
enum rank { GLOBAL_PATTERN, LOCAL_PATTERN, GLOBAL_STAR, LOCAL_STAR, RANKS };

struct ranked {
	const struct ab_version_script *script;
	enum rank rank;
};

static bool is_ranked(const void *context, size_t i)
{
	const struct ranked *ranked = context;
	const struct ab_version_symbol *symbol = ranked->script->index->behind[i].symbol;
	const bool is_star = strcmp(symbol->name, "*") == 0;

	if (symbol->is_local)
		return ranked->rank == (is_star ? LOCAL_STAR : LOCAL_PATTERN);
	return ranked->rank == (is_star ? GLOBAL_STAR : GLOBAL_PATTERN);
}

const struct ab_version_symbol *ab_version_script_find(const struct ab_version_script *script,
						       const char *name,
						       const struct ab_version_node **node)
{
	const struct ab_version_entry *entry = first_entry(script, name);

	if (has_name(script, entry, name)) {
		*node = entry->node;
		return entry->symbol;
	}
	for (unsigned rank = 0; rank < RANKS; rank++) {
		const struct ranked ranked = {script, (enum rank)rank};
		/* of patterns that rank alike the last node's counts */
		const size_t i =
		    ab_patterns_find(&script->index->patterns, name, is_ranked, &ranked);

		if (i == script->index->patterns.count)
			continue;
		*node = script->index->behind[i].node;
		return script->index->behind[i].symbol;
	}
	return NULL;
}

const struct ab_version_symbol *ab_version_script_next(const struct ab_version_script *script,
						       const char *name,
						       const struct ab_version_symbol *after,
						       const struct ab_version_node **node)
{
	const struct ab_version_entry *entry = first_entry(script, name);
	const struct ab_version_node *behind = NULL;

	for (; has_name(script, entry, name); entry++) {
		if (entry->symbol == after)
			behind = entry->node;
		/* a node may list it twice */
		if (entry->symbol->is_local || (after && !behind) || entry->node == behind)
			continue;
		*node = entry->node;
		return entry->symbol;
	}
	return NULL;
}

bool ab_version_script_has_versions(const struct ab_version_script *script)
{
	return script->nodes[0].name != NULL;
}
