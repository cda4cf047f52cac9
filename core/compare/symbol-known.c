/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol-known.c - which symbols can be held against which.
 *
 * A current record knows the symbols of a surface whose version script was read: no others
 * are compared.
 */
#include "symbol.h"

#include <string.h>

static const enum ab_kind linked_kinds[] = {AB_FUNCTION, AB_VARIABLE};
enum { N_LINKED_KINDS = 2 };

void ab_each_linked(struct ab_linking *linking, const struct ab_record *record,
		    void (*visit)(struct ab_linking *linking, const struct ab_entity *entity))
{
	for (unsigned k = 0; k < N_LINKED_KINDS; k++)
		for (size_t i = 0; i < record->of[linked_kinds[k]].count; i++)
			visit(linking, record->of[linked_kinds[k]].items[i]);
}

bool ab_has_version(const struct ab_symbol *symbol)
{
	return strcmp(symbol->node, AB_UNVERSIONED) != 0;
}

const struct ab_symbol *ab_find_version(const struct ab_symbol *symbols, unsigned n,
					const char *node)
{
	for (unsigned i = 0; i < n; i++)
		if (strcmp(symbols[i].node, node) == 0)
			return &symbols[i];
	return NULL;
}

/* ---- who has a symbol in a node ---- */

static void enter_holder(struct ab_linking *linking, const struct ab_symbol *symbols, unsigned n,
			 struct ab_holder holder)
{
	struct ab_arena *const arena = linking->cmp->arena;

	for (unsigned i = 0; i < n; i++) {
		struct ab_index_entry *entry =
		    ab_index_enter(arena, &linking->nodes, 0, symbols[i].node, NULL);

		holder.next = entry->at;
		linking->holders = AB_GROW(arena, linking->holders, linking->n_holders,
					   &linking->holders_capacity);
		linking->holders[linking->n_holders++] = holder;
		entry->at = linking->n_holders;
	}
}

/* Backwards, so that they are found in their order: functions, variables, what is listed. */
static void know_holders(struct ab_linking *linking)
{
	const struct ab_record *promised = linking->cmp->promised;

	for (size_t i = promised->n_listed; i-- > 0;)
		enter_holder(linking, promised->listed[i]->symbols, promised->listed[i]->n_symbols,
			     (struct ab_holder){NULL, promised->listed[i], 0});
	for (unsigned k = N_LINKED_KINDS; k-- > 0;)
		for (size_t i = promised->of[linked_kinds[k]].count; i-- > 0;) {
			const struct ab_entity *entity = promised->of[linked_kinds[k]].items[i];

			enter_holder(linking, entity->symbols, entity->n_symbols,
				     (struct ab_holder){entity, NULL, 0});
		}
}

const struct ab_holder *ab_next_holder(const struct ab_linking *linking, const char *node,
				       const struct ab_holder *after)
{
	const struct ab_index_entry *found = after ? NULL : ab_index_find(&linking->nodes, 0, node);
	const size_t at = after ? after->next : found ? found->at : 0;

	return at ? &linking->holders[at - 1] : NULL;
}

/* ---- what can be held against what ---- */

struct ab_symbols_of_surface *ab_symbols_of(const struct ab_linking *linking, const char *header)
{
	const struct ab_surface *surface = ab_surface_of(linking->cmp, header);

	return surface ? &linking->surfaces[surface - linking->cmp->policy->surfaces] : NULL;
}

bool ab_are_symbols_held(const struct ab_linking *linking, const char *header)
{
	const struct ab_symbols_of_surface *of = ab_symbols_of(linking, header);

	return of && of->is_held;
}

static void note_known(struct ab_linking *linking, const struct ab_entity *now)
{
	struct ab_symbols_of_surface *of = ab_symbols_of(linking, now->header);

	if (!of)
		return;
	of->is_held |= now->n_symbols > 0 || now->local;
	for (unsigned i = 0; i < now->n_symbols; i++)
		of->is_versioned |= ab_has_version(&now->symbols[i]);
}

static void note_nodes(struct ab_linking *linking)
{
	const struct ab_policy *policy = linking->cmp->policy;

	for (size_t i = 0; i < linking->cmp->current->n_nodes; i++) {
		const struct ab_node *node = linking->cmp->current->nodes[i];
		const struct ab_surface *owner = ab_surface_of(linking->cmp, node->header);

		for (unsigned j = 0; owner && j < policy->n_surfaces; j++)
			if (ab_surfaces_share_symbols(owner, &policy->surfaces[j])) {
				linking->surfaces[j].is_held = linking->surfaces[j].is_versioned =
				    true;
				linking->surfaces[j].node = node;
			}
	}
}

/* Returns whether there is anything to do. */
static bool drop_unpromised(struct ab_linking *linking)
{
	const struct ab_policy *policy = linking->cmp->policy;
	bool is_any_held = false;

	for (unsigned i = 0; i < policy->n_surfaces; i++) {
		linking->surfaces[i].is_held &= policy->surfaces[i].promise != AB_PROMISE_NONE;
		is_any_held |= linking->surfaces[i].is_held;
	}
	return is_any_held;
}

bool ab_is_symbol_newer(const struct ab_linking *linking, const char *since)
{
	const char *release = linking->cmp->release;

	return release && since && ab_release_compare(since, release) > 0;
}

const struct ab_entity *ab_linked_now(const struct ab_linking *linking,
				      const struct ab_entity *then)
{
	const struct ab_entity *now = ab_record_find(linking->cmp->current, then->kind, then->name);

	if (!now || !then->n_symbols || !ab_are_symbols_held(linking, then->header) ||
	    ab_is_symbol_newer(linking, then->since) || !ab_is_linked(now) ||
	    strcmp(ab_symbol_name(then), ab_symbol_name(now)) != 0)
		return NULL;
	return now;
}

bool ab_is_node_gone(const struct ab_linking *linking, const char *node)
{
	return strcmp(node, AB_UNVERSIONED) != 0 &&
	       !ab_record_find_node(linking->cmp->current, node);
}

void ab_stand_at_symbol(const struct ab_linking *linking, struct ab_finding *finding,
			const struct ab_symbol *symbol)
{
	/* a record read from a file has places of its own */
	if (!symbol || (!symbol->file && !linking->cmp->current->file))
		return;
	finding->now = symbol->place;
	finding->now_file = symbol->file;
}

struct ab_keeping ab_keeping_of(const struct ab_entity *now)
{
	const struct ab_keeping keeping = {now->symbols, now->n_symbols, now->local, now->place};

	return keeping;
}

const char *ab_header_of_node(const struct ab_linking *linking, const char *name)
{
	const struct ab_node *node = ab_record_find_node(linking->cmp->current, name);

	if (node && node->header)
		return node->header;
	for (const struct ab_holder *holder = ab_next_holder(linking, name, NULL);
	     holder && holder->entity; holder = ab_next_holder(linking, name, holder))
		if (ab_are_symbols_held(linking, holder->entity->header))
			return holder->entity->header;
	for (unsigned i = 0; i < linking->cmp->policy->n_surfaces; i++)
		if (linking->surfaces[i].is_held && linking->cmp->policy->surfaces[i].n_entries)
			return linking->cmp->policy->surfaces[i].entries[0];
	return NULL;
}

/* Whether all is there that the surfaces of that header's script declare. */
static bool is_complete(const struct ab_linking *linking, const char *header, const char *since)
{
	const struct ab_policy *policy = linking->cmp->policy;
	const struct ab_surface *surface = ab_surface_of(linking->cmp, header);

	if (!surface || !ab_is_expected(linking->cmp, header, since))
		return false;
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		if (ab_surfaces_share_symbols(surface, &policy->surfaces[i]) &&
		    !ab_sees_surface(policy, linking->cmp->current, &policy->surfaces[i],
				     linking->cmp->waiver_release))
			return false;
	return true;
}

bool ab_keeping_of_listed(const struct ab_linking *linking, const struct ab_listed *then,
			  const char *header, struct ab_keeping *now)
{
	const struct ab_listed *listed = ab_record_find_listed(linking->cmp->current, then->name);
	const struct ab_entity *declared = ab_record_find_symbol(linking->cmp->current, then->name);

	*now = (struct ab_keeping){0};
	if (declared) {
		*now = ab_keeping_of(declared);
	} else if (listed) {
		now->symbols = listed->symbols;
		now->n_symbols = listed->n_symbols;
	} else {
		return is_complete(linking, header, then->since);
	}
	return true;
}

bool ab_know_linking(struct ab_comparison *cmp, struct ab_linking *linking)
{
	*linking =
	    (struct ab_linking){.cmp = cmp,
				.surfaces = AB_NEW_ARRAY(cmp->arena, struct ab_symbols_of_surface,
							 cmp->policy->n_surfaces)};
	ab_each_linked(linking, cmp->current, note_known);
	note_nodes(linking);
	if (!drop_unpromised(linking))
		return false;
	know_holders(linking);
	return true;
}
