/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load-symbol.c - version nodes, and the symbols in them. */
#include "load.h"

#include <string.h>

static bool unknown_node(struct ab_loader *l, const struct ab_yaml *node)
{
	const char **names = AB_NEW_ARRAY(l->arena, const char *, l->whole->n_nodes + 1);
	const char *nearest;

	for (size_t i = 0; i < l->whole->n_nodes; i++)
		names[i] = l->whole->nodes[i]->name;
	nearest = ab_nearest(node->text, names, l->whole->n_nodes);
	return ab_yaml_fail(&l->source, node, "'nodes' has no '%s'%s%s%s", node->text,
			    nearest ? ", did you mean '" : "", nearest ? nearest : "",
			    nearest ? "'?" : "");
}

bool ab_load_node(struct ab_loader *l, const struct ab_yaml_item *item)
{
	static const char *const keys[] = {"since", "parents", NULL};
	struct ab_node *node = ab_record_add_node(l->record, item->key->text); /* keys are unique */

	node->at.place = ab_yaml_place(item->key);
	return ab_yaml_has_only(&l->source, item->value, "a node", keys) &&
	       ab_yaml_release(&l->source, item->value, "since", &node->since) &&
	       ab_yaml_texts(&l->source, item->value, "parents", false, &node->parents,
			     &node->n_parents);
}

bool ab_load_has_known_parents(struct ab_loader *l, const struct ab_yaml *root)
{
	const struct ab_yaml *section = ab_yaml_get(root, "nodes");

	for (size_t i = 0; section && i < section->count; i++) {
		const struct ab_yaml *parents = ab_yaml_get(section->items[i].value, "parents");

		for (size_t j = 0; parents && j < parents->count; j++)
			if (!ab_record_find_node(l->record, parents->items[j].value->text))
				return unknown_node(l, parents->items[j].value);
	}
	return true;
}

/* The nodes of a symbol, one or a list; each must be in the record's `nodes`. */
bool ab_load_symbols(struct ab_loader *l, const struct ab_yaml *map, const char *key,
		     struct ab_symbol **symbols, unsigned *n)
{
	const struct ab_yaml *node = ab_yaml_get(map, key);
	const char *const *names = NULL;

	if (!ab_yaml_texts(&l->source, map, key, true, &names, n))
		return false;
	*symbols = AB_NEW_ARRAY(l->arena, struct ab_symbol, *n);
	for (unsigned i = 0; i < *n; i++) {
		const struct ab_yaml *item =
		    node->kind == AB_YAML_SCALAR ? node : node->items[i].value;

		(*symbols)[i].node = names[i];
		(*symbols)[i].place = ab_yaml_place(item);
		if (strcmp(names[i], AB_UNVERSIONED) != 0 &&
		    !ab_record_find_node(l->whole, names[i]))
			return unknown_node(l, item);
	}
	return true;
}

bool ab_load_listed(struct ab_loader *l, const struct ab_yaml_item *item)
{
	static const char *const keys[] = {"since", "node", NULL};
	struct ab_listed *listed = ab_record_add_listed(l->record, item->key->text);

	return ab_yaml_has_only(&l->source, item->value, "a symbol", keys) &&
	       ab_yaml_has(&l->source, item->value, "a symbol", "node") &&
	       ab_yaml_release(&l->source, item->value, "since", &listed->since) &&
	       ab_load_symbols(l, item->value, "node", &listed->symbols, &listed->n_symbols);
}
