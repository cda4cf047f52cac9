/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbols.c - what version scripts say, entered into a collected record.
 *
 * A script belongs to the library, and so to all surfaces that name it.
 */
#include <string.h>

#include "abiding/policy.h"
#include "abiding/version-script.h"

struct taker {
	struct ab_record *record;
	const struct ab_policy *policy;
	const struct ab_surface *surface; /* the first that names the script */
	const struct ab_version_script *script;
	struct ab_error *error;
};

/* Whether a header is of a surface that has the script. */
static bool is_covered(const struct taker *t, const char *header)
{
	const char *logical;
	const struct ab_surface *surface =
	    header ? ab_policy_surface(t->policy, header, &logical) : NULL;

	return surface && ab_surfaces_share_symbols(surface, t->surface);
}

static bool sees_any(const struct taker *t)
{
	for (size_t i = 0; i < t->record->n_headers; i++)
		if (is_covered(t, t->record->headers[i].name))
			return true;
	return false;
}

/* Whether the record holds all that the surfaces of the script declare. */
static bool sees_all(const struct taker *t)
{
	for (unsigned i = 0; i < t->policy->n_surfaces; i++) {
		const struct ab_surface *surface = &t->policy->surfaces[i];

		if (!ab_surfaces_share_symbols(surface, t->surface))
			continue;
		for (unsigned j = 0; j < surface->n_entries; j++)
			if (!ab_record_has_header(t->record, surface->entries[j]))
				return false;
	}
	return true;
}

static struct ab_symbol symbol_of(const struct ab_version_node *node, ab_place place)
{
	const struct ab_symbol symbol = {node->name ? node->name : AB_UNVERSIONED, node->file,
					 place};

	return symbol;
}

/* The nodes that list a name as exported. */
static struct ab_symbol *listings(const struct taker *t, const char *name, unsigned *n)
{
	struct ab_symbol *symbols = NULL;
	const struct ab_version_symbol *at = NULL;
	const struct ab_version_node *node;
	size_t capacity = 0, count = 0;

	while ((at = ab_version_script_next(t->script, name, at, &node)) != NULL) {
		symbols = AB_GROW(t->record->arena, symbols, count, &capacity);
		symbols[count++] = symbol_of(node, at->place);
	}
	*n = (unsigned)count;
	return symbols;
}

static void take_symbol(const struct taker *t, struct ab_entity *entity)
{
	const struct ab_version_node *node = &t->script->nodes[0];
	const struct ab_version_symbol *found;
	struct ab_symbol *one;

	if (!is_covered(t, entity->header))
		return;
	entity->symbols = listings(t, ab_symbol_name(entity), &entity->n_symbols);
	if (entity->n_symbols || !ab_is_linked(entity))
		return;
	found = ab_version_script_find(t->script, ab_symbol_name(entity), &node);
	one = AB_NEW(t->record->arena, struct ab_symbol);
	*one = symbol_of(node, found ? found->place : 0);
	if (!found)
		one->node = AB_UNVERSIONED;
	if (found && found->is_local) {
		if (found->is_pattern)
			one->node = NULL;
		entity->local = one;
	} else {
		entity->symbols = one;
		entity->n_symbols = 1;
	}
}

static bool take_node(const struct taker *t, const struct ab_version_node *from)
{
	struct ab_node *node = ab_record_add_node(t->record, from->name);
	const char **parents;

	if (!node)
		return ab_error_set(t->error, t->record->arena, from->file,
				    ab_place_line(from->place), ab_place_column(from->place),
				    "another version script of the policy has a node '%s', too: "
				    "two libraries with the same versions need two policies",
				    from->name);
	parents = AB_NEW_ARRAY(t->record->arena, const char *, from->n_parents);
	for (size_t i = 0; i < from->n_parents; i++)
		parents[i] = from->parents[i].name;
	node->parents = parents;
	node->n_parents = (unsigned)from->n_parents;
	node->at = symbol_of(from, from->place);
	node->header = t->surface->entries[0];
	return true;
}

static void take_listed(const struct taker *t, const struct ab_version_node *node)
{
	for (size_t i = 0; i < node->n_symbols; i++) {
		const struct ab_version_symbol *symbol = &node->symbols[i];
		struct ab_listed *listed;

		if (symbol->is_local || symbol->is_pattern || strcmp(symbol->language, "C") != 0 ||
		    ab_record_find_symbol(t->record, symbol->name))
			continue;
		listed = ab_record_add_listed(t->record, symbol->name);
		if (listed)
			listed->symbols = listings(t, symbol->name, &listed->n_symbols);
	}
}

static bool take_script(const struct taker *t)
{
	static const enum ab_kind kinds[] = {AB_FUNCTION, AB_VARIABLE};
	const bool is_complete = sees_all(t);

	for (unsigned k = 0; k < 2; k++)
		for (size_t i = 0; i < t->record->of[kinds[k]].count; i++)
			take_symbol(t, t->record->of[kinds[k]].items[i]);
	for (size_t i = 0; i < t->script->n_nodes; i++) {
		const struct ab_version_node *node = &t->script->nodes[i];

		if (node->name && !take_node(t, node))
			return false;
		if (is_complete)
			take_listed(t, node);
	}
	return true;
}

static bool is_first(const struct ab_policy *policy, const struct ab_surface *surface)
{
	for (const struct ab_surface *other = policy->surfaces; other < surface; other++)
		if (ab_surfaces_share_symbols(other, surface))
			return false;
	return surface->n_symbols > 0;
}

bool ab_record_take_symbols(struct ab_record *record, const struct ab_policy *policy,
			    struct ab_error *error)
{
	struct taker t = {.record = record, .policy = policy, .error = error};

	for (unsigned i = 0; i < policy->n_surfaces; i++) {
		struct ab_version_script *script;

		t.surface = &policy->surfaces[i];
		if (!is_first(policy, t.surface) || !sees_any(&t))
			continue;
		if (!ab_version_script_load(record->arena, t.surface->symbols, t.surface->n_symbols,
					    &script, error))
			return false;
		t.script = script;
		if (!take_script(&t))
			return false;
	}
	ab_record_sort(record);
	return true;
}
