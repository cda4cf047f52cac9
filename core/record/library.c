/* SPDX-License-Identifier: GPL-3.0-or-later */
/* library.c - symbols and versions of a library, found by name (library.h). */
#include "abiding/library.h"

#include <stdlib.h>
#include <string.h>

static int node_order(const void *a, const void *b)
{
	const struct ab_node *x = a, *y = b;

	return strcmp(x->name, y->name);
}

const struct ab_library_symbol *ab_library_find(const struct ab_library *symbols, const char *name,
						size_t *n)
{
	size_t low = 0, high = symbols->count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (strcmp(symbols->items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (high = low; high < symbols->count && !strcmp(symbols->items[high].name, name);)
		high++;
	*n = high - low;
	return *n ? &symbols->items[low] : NULL;
}

const struct ab_node *ab_library_node(const struct ab_library *symbols, const char *name)
{
	const struct ab_node wanted = {.name = name};

	return symbols->n_nodes ? bsearch(&wanted, symbols->nodes, symbols->n_nodes,
					  sizeof *symbols->nodes, node_order)
				: NULL;
}
