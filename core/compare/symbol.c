/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol.c - symbols and their versions (P7).
 *
 * Held against each other is what both records know: a current record knows the
 * symbols of a surface whose version script was read.  What has lost its
 * declaration is told by its function or variable, and what a lost node held
 * is told with the node.
 */
#include "symbol.h"

#include <string.h>

/* A promised symbol, whether it is declared or only listed. */
struct promise {
	struct ab_entity entity; /* for ab_say() */
	const char *name;
	const struct ab_symbol *symbols;
	unsigned n_symbols;
};

/* ---- findings ---- */

/* "foo@V1", or "foo" where it has no version. */
static const char *versioned(const struct ab_linking *linking, const char *name, const char *node)
{
	return strcmp(node, AB_UNVERSIONED) == 0
		   ? name
		   : ab_printf(linking->cmp->arena, "%s@%s", name, node);
}

static void say_moved(const struct ab_linking *linking, const struct promise *then,
		      const struct ab_symbol *was, const struct ab_symbol *is)
{
	struct ab_finding *finding =
	    ab_say(linking->cmp, AB_SYMBOL_VERSION_CHANGED, &then->entity, NULL, 0,
		   "symbol '%s' is now in version node '%s', promised in '%s'", then->name,
		   is->node, was->node);

	ab_stand_at_symbol(linking, finding, is);
	finding->promised_as = versioned(linking, then->name, was->node);
	finding->consequence = ab_printf(linking->cmp->arena,
					 "programs linked with it require '%s' and will not start",
					 finding->promised_as);
}

static void say_removed(const struct ab_linking *linking, const struct promise *then,
			const struct ab_symbol *was, const struct ab_keeping *now)
{
	const struct ab_node *node = ab_record_find_node(linking->cmp->current, was->node);
	const struct ab_symbols_of_surface *of = ab_symbols_of(linking, then->entity.header);
	struct ab_finding *finding =
	    ab_say(linking->cmp, AB_SYMBOL_REMOVED, &then->entity, NULL, now->place,
		   now->local ? "symbol '%s' is now local, promised%s%s%s"
			      : "symbol '%s' is no longer exported, promised%s%s%s",
		   then->name, ab_has_version(was) ? " in version node '" : " without a version",
		   ab_has_version(was) ? was->node : "", ab_has_version(was) ? "'" : "");

	/* where it was listed, if nothing says by itself that it is hidden */
	if (!node && of)
		node = of->node;
	if (now->local && now->local->node)
		ab_stand_at_symbol(linking, finding, now->local);
	else if (node)
		ab_stand_at_symbol(linking, finding, &node->at);
	finding->promised_as = versioned(linking, then->name, was->node);
	finding->consequence = ab_printf(linking->cmp->arena,
					 "programs linked with it require '%s' and will not start",
					 finding->promised_as);
}

/* ---- symbols that are promised ---- */

/* The first version that is kept no more and is not lost with its node, or NULL. */
static const struct ab_symbol *first_lost(const struct ab_linking *linking,
					  const struct promise *then, const struct ab_keeping *now)
{
	for (unsigned i = 0; i < then->n_symbols; i++) {
		const struct ab_symbol *was = &then->symbols[i];

		if (ab_has_version(was)
			? !ab_find_version(now->symbols, now->n_symbols, was->node) &&
			      !ab_is_node_gone(linking, was->node)
			: !now->n_symbols)
			return was;
	}
	return NULL;
}

/* The first version that it has now and was not promised, or NULL. */
static const struct ab_symbol *first_new(const struct promise *then, const struct ab_keeping *now)
{
	for (unsigned i = 0; i < now->n_symbols; i++)
		if (ab_has_version(&now->symbols[i]) &&
		    !ab_find_version(then->symbols, then->n_symbols, now->symbols[i].node))
			return &now->symbols[i];
	return NULL;
}

/* Returns whether all its versions are kept. */
static bool hold(const struct ab_linking *linking, const struct promise *then,
		 const struct ab_keeping *now)
{
	const struct ab_symbol *lost = first_lost(linking, then, now),
			       *added = first_new(then, now);

	if (lost && added)
		say_moved(linking, then, lost, added);
	else if (lost)
		say_removed(linking, then, lost, now);
	return !lost;
}

static struct promise promise_of(const struct ab_entity *then)
{
	const struct promise promise = {*then, ab_symbol_name(then), then->symbols,
					then->n_symbols};

	return promise;
}

static void compare_linked(struct ab_linking *linking, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_linked_now(linking, then);
	const struct promise promise = promise_of(then);
	struct ab_keeping keeping;

	if (!now)
		return;
	keeping = ab_keeping_of(now);
	if (!hold(linking, &promise, &keeping))
		ab_mark_broken(linking->cmp, then, AB_ERROR);
}

/* ---- symbols that are only listed ---- */

/* Whether a later release has declared it, with these versions at least: that is compared, too. */
static bool is_declared_since(const struct ab_linking *linking, const struct ab_listed *then)
{
	const struct ab_entity *of = ab_record_find_symbol(linking->cmp->promised, then->name);

	if (!of || !ab_are_symbols_held(linking, of->header) ||
	    ab_is_symbol_newer(linking, of->since) ||
	    !ab_record_find_symbol(linking->cmp->current, then->name))
		return false;
	for (unsigned i = 0; i < then->n_symbols; i++)
		if (!ab_find_version(of->symbols, of->n_symbols, then->symbols[i].node))
			return false;
	return true;
}

static void compare_listed(const struct ab_linking *linking, const struct ab_listed *then)
{
	struct promise promise = {.name = then->name};
	struct ab_keeping keeping;

	promise.symbols = then->symbols;
	promise.n_symbols = then->n_symbols;
	promise.entity.name = then->name;
	promise.entity.since = then->since;
	promise.entity.place = then->n_symbols ? then->symbols[0].place : 0;
	promise.entity.header =
	    then->n_symbols ? ab_header_of_node(linking, then->symbols[0].node) : NULL;
	if (ab_are_symbols_held(linking, promise.entity.header) &&
	    !ab_is_symbol_newer(linking, then->since) && !is_declared_since(linking, then) &&
	    ab_keeping_of_listed(linking, then, promise.entity.header, &keeping))
		(void)hold(linking, &promise, &keeping);
}

/* ---- what is new ---- */

/* A version that is released and has not had the symbol, declared or only listed; or NULL. */
static const struct ab_symbol *first_released(const struct ab_linking *linking,
					      const struct ab_symbol *symbols, unsigned n,
					      const struct ab_entity *then,
					      const struct ab_listed *listed)
{
	for (unsigned i = 0; i < n; i++)
		if (ab_record_find_node(linking->cmp->promised, symbols[i].node) &&
		    !(then && ab_find_version(then->symbols, then->n_symbols, symbols[i].node)) &&
		    !(listed &&
		      ab_find_version(listed->symbols, listed->n_symbols, symbols[i].node)))
			return &symbols[i];
	return NULL;
}

static void say_in_released(const struct ab_linking *linking, const char *name, const char *header,
			    const struct ab_symbol *symbol)
{
	const struct ab_node *node = ab_record_find_node(linking->cmp->promised, symbol->node);
	struct ab_entity entity = {.name = name, .since = node->since, .header = header};
	struct ab_finding *finding;

	entity.place = node->at.place;
	finding = ab_say(linking->cmp, AB_SYMBOL_IN_RELEASED_VERSION, &entity, NULL, 0,
			 "new symbol '%s' is in version node '%s', which is released already", name,
			 node->name);
	ab_stand_at_symbol(linking, finding, symbol);
	finding->promised_as = ab_printf(linking->cmp->arena, "version %s", node->name);
	finding->consequence =
	    ab_printf(linking->cmp->arena,
		      "a program that uses it starts with a release that has '%s' without it, and "
		      "fails when it calls it; put it into a new node",
		      node->name);
}

static void say_not_exported(const struct ab_linking *linking, const struct ab_entity *now)
{
	struct ab_entity entity = {.name = now->name, .header = now->header};
	struct ab_finding *finding =
	    ab_say(linking->cmp, AB_SYMBOL_NOT_EXPORTED, &entity, NULL, now->place,
		   now->n_symbols ? "'%s' is public, but in no version node of the version script"
				  : "'%s' is public, but the version script does not export it",
		   now->name);

	if (now->local && now->local->file)
		finding->consequence =
		    ab_printf(linking->cmp->arena,
			      "'%s' makes it local, on line %u; programs cannot link with it",
			      now->local->file, ab_place_line(now->local->place));
}

/* Whether the version script has versions, and none for this. */
static bool is_unlisted(const struct ab_linking *linking, const struct ab_entity *now)
{
	const struct ab_symbols_of_surface *of = ab_symbols_of(linking, now->header);

	return of->is_versioned && now->n_symbols && !ab_has_version(&now->symbols[0]);
}

/* Whether a version of it went with its node, which is told with the node. */
static bool has_gone_version(const struct ab_linking *linking, const struct ab_entity *then)
{
	for (unsigned i = 0; i < then->n_symbols; i++)
		if (ab_is_node_gone(linking, then->symbols[i].node))
			return true;
	return false;
}

static void compare_new(struct ab_linking *linking, const struct ab_entity *now)
{
	const struct ab_entity *then = ab_record_find(linking->cmp->promised, now->kind, now->name);
	/* a record that had none for it keeps what it had; who compiles the header is told */
	const bool is_as_ever = then && (then->n_symbols || linking->cmp->current->file);
	const struct ab_symbol *released;

	if (!ab_are_symbols_held(linking, now->header) ||
	    (then && (ab_is_covered(linking->cmp, then, AB_SYMBOL_IN_RELEASED_VERSION) ||
		      has_gone_version(linking, then))))
		return;
	released =
	    first_released(linking, now->symbols, now->n_symbols, then,
			   ab_record_find_listed(linking->cmp->promised, ab_symbol_name(now)));
	if (released)
		say_in_released(linking, now->name, now->header, released);
	else if (ab_is_linked(now) && !is_as_ever &&
		 (!now->n_symbols || (!then && is_unlisted(linking, now))))
		say_not_exported(linking, now);
}

static void compare_new_listed(const struct ab_linking *linking, const struct ab_listed *now)
{
	const struct ab_symbol *released;
	struct ab_entity entity = {.name = now->name};
	struct ab_finding *finding;

	if (ab_record_find_listed(linking->cmp->promised, now->name) ||
	    ab_record_find_symbol(linking->cmp->promised, now->name) || !now->n_symbols)
		return;
	entity.header = ab_header_of_node(linking, now->symbols[0].node);
	if (!ab_are_symbols_held(linking, entity.header))
		return;
	released = first_released(linking, now->symbols, now->n_symbols, NULL, NULL);
	if (released) {
		say_in_released(linking, now->name, entity.header, released);
		return;
	}
	finding = ab_say(linking->cmp, AB_SYMBOL_NOT_DECLARED, &entity, NULL, 0,
			 "symbol '%s' is exported, but declared in no public header", now->name);
	ab_stand_at_symbol(linking, finding, &now->symbols[0]);
}

void ab_compare_symbols(struct ab_comparison *cmp)
{
	const struct ab_record *promised = cmp->promised, *current = cmp->current;
	struct ab_linking linking;

	if (!ab_know_linking(cmp, &linking))
		return;
	ab_each_linked(&linking, promised, compare_linked);
	for (size_t i = 0; i < promised->n_nodes; i++)
		ab_compare_node(&linking, promised->nodes[i]);
	for (size_t i = 0; i < promised->n_listed; i++)
		compare_listed(&linking, promised->listed[i]);
	ab_each_linked(&linking, current, compare_new);
	for (size_t i = 0; i < current->n_listed; i++)
		compare_new_listed(&linking, current->listed[i]);
}
