/* SPDX-License-Identifier: GPL-3.0-or-later */
/* find.c - what the linker finds in a version script for a symbol. */
#include "version-script.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static int entry_order(const void *a, const void *b)
{
	const struct ab_version_entry *x = a, *y = b;
	const int order = strcmp(x->symbol->name, y->symbol->name);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

void ab_version_script_index(struct ab_version_script *script)
{
	size_t count = 0, n = 0;

	for (size_t i = 0; i < script->n_nodes; i++)
		count += script->nodes[i].n_symbols;
	script->entries = AB_NEW_ARRAY(script->arena, struct ab_version_entry, count);
	for (size_t i = 0; i < script->n_nodes; i++)
		for (size_t j = 0; j < script->nodes[i].n_symbols; j++)
			if (!script->nodes[i].symbols[j].is_pattern) {
				const struct ab_version_symbol *symbol =
				    &script->nodes[i].symbols[j];
				const struct ab_version_entry entry = {symbol, &script->nodes[i],
								       2 * i + symbol->is_local};

				script->entries[n++] = entry;
			}
	script->n_entries = n;
	if (n)
		qsort(script->entries, n, sizeof *script->entries, entry_order);
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

enum rank { NO_MATCH, LOCAL_STAR, GLOBAL_STAR, LOCAL_PATTERN, GLOBAL_PATTERN };

static enum rank rank_of(const struct ab_version_symbol *symbol, const char *name)
{
	if (!symbol->is_pattern || fnmatch(symbol->name, name, 0) != 0)
		return NO_MATCH;
	if (strcmp(symbol->name, "*") == 0)
		return symbol->is_local ? LOCAL_STAR : GLOBAL_STAR;
	return symbol->is_local ? LOCAL_PATTERN : GLOBAL_PATTERN;
}

const struct ab_version_symbol *ab_version_script_find(const struct ab_version_script *script,
						       const char *name,
						       const struct ab_version_node **node)
{
	const struct ab_version_entry *entry = first_entry(script, name);
	const struct ab_version_symbol *best = NULL;
	enum rank best_rank = NO_MATCH;

	if (has_name(script, entry, name)) {
		*node = entry->node;
		return entry->symbol;
	}
	for (size_t i = 0; i < script->n_nodes; i++)
		for (size_t j = 0; j < script->nodes[i].n_symbols; j++) {
			const struct ab_version_symbol *symbol = &script->nodes[i].symbols[j];
			const enum rank rank = rank_of(symbol, name);

			/* of patterns that rank alike the last node's counts */
			if (rank == NO_MATCH || rank < best_rank)
				continue;
			best_rank = rank;
			best = symbol;
			*node = &script->nodes[i];
		}
	return best;
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
