/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol-node.c - version nodes: what they inherit from, and what became of the symbols of one
 * that is gone.
 */
#include "symbol.h"

#include <string.h>

/* Where some symbols of a node that is no more have gone. */
struct destination {
	const char *node;	       /* NULL: nowhere, they are not exported any more */
	const struct ab_symbol *place; /* where the first of them is now; NULL */
	const char *first;	       /* the first of them */
	size_t count;
};

/* What became of the symbols of a node that is no more. */
struct loss {
	const char *node;
	size_t count;
	struct destination *to;
	size_t n_to, to_capacity;
	const char *header;
};

static struct destination *destination_of(const struct ab_linking *linking, struct loss *loss,
					  const char *node)
{
	for (size_t i = 0; i < loss->n_to; i++)
		if (node && loss->to[i].node ? strcmp(loss->to[i].node, node) == 0
					     : node == loss->to[i].node)
			return &loss->to[i];
	loss->to = AB_GROW(linking->cmp->arena, loss->to, loss->n_to, &loss->to_capacity);
	loss->to[loss->n_to] = (struct destination){.node = node};
	return &loss->to[loss->n_to++];
}

static void add_loss(const struct ab_linking *linking, struct loss *loss, const char *name,
		     const struct ab_keeping *now, const char *header)
{
	const struct ab_symbol *place = now->n_symbols ? &now->symbols[0] : NULL;
	struct destination *to;

	loss->count++;
	if (!loss->header)
		loss->header = header;
	for (unsigned i = 0; i < now->n_symbols && !ab_has_version(place); i++)
		place = &now->symbols[i];
	to = destination_of(linking, loss, place ? place->node : NULL);
	if (to->count++)
		return;
	to->first = name;
	to->place = place;
}

static void count_lost_entity(const struct ab_linking *linking, struct loss *loss,
			      const struct ab_entity *then)
{
	const struct ab_entity *declared = ab_linked_now(linking, then);
	struct ab_keeping now;

	if (!declared)
		return;
	now = ab_keeping_of(declared);
	add_loss(linking, loss, ab_symbol_name(then), &now, then->header);
}

static void count_lost(const struct ab_linking *linking, struct loss *loss)
{
	for (const struct ab_holder *holder = ab_next_holder(linking, loss->node, NULL); holder;
	     holder = ab_next_holder(linking, loss->node, holder)) {
		const char *header;
		struct ab_keeping now;

		if (holder->entity) {
			count_lost_entity(linking, loss, holder->entity);
			continue;
		}
		header = ab_header_of_node(linking, loss->node);
		if (ab_keeping_of_listed(linking, holder->listed, header, &now))
			add_loss(linking, loss, holder->listed->name, &now, header);
	}
}

/* "'foo_mt' and 2 more are now in 'FOO_5.1a'" */
static void add_destination(struct ab_buf *buf, const struct destination *to)
{
	const bool is_one = to->count == 1;

	ab_buf_addf(buf, "%s'%s'", buf->length ? ", " : "", to->first);
	if (!is_one)
		ab_buf_addf(buf, " and %zu more", to->count - 1);
	if (!to->node)
		ab_buf_addf(buf, " %s no longer exported", is_one ? "is" : "are");
	else if (ab_has_version(to->place))
		ab_buf_addf(buf, " %s now in '%s'", is_one ? "is" : "are", to->node);
	else
		ab_buf_addf(buf, " %s now exported without a version", is_one ? "is" : "are");
}

static const char *loss_text(const struct ab_linking *linking, const struct loss *loss)
{
	struct ab_buf buf;

	if (loss->n_to == 1 && !loss->to[0].node)
		return "is gone with its symbols";
	if (loss->n_to == 1 && ab_has_version(loss->to[0].place))
		return ab_printf(linking->cmp->arena, "is gone, its symbols are now in '%s'",
				 loss->to[0].node);
	ab_buf_init(&buf, linking->cmp->arena);
	for (size_t i = 0; i < loss->n_to; i++)
		add_destination(&buf, &loss->to[i]);
	return ab_printf(linking->cmp->arena, "is gone: %s", buf.text);
}

/* The first place to which some have gone; NULL: no symbol has a version now. */
static const struct ab_symbol *first_place(const struct loss *loss)
{
	for (size_t i = 0; i < loss->n_to; i++)
		if (loss->to[i].node && ab_has_version(loss->to[i].place))
			return loss->to[i].place;
	return NULL;
}

static void say_node_gone(const struct ab_linking *linking, const struct ab_node *then)
{
	struct loss loss = {.node = then->name};
	struct ab_entity entity = {.name = then->name, .since = then->since};
	const struct ab_symbol *place;
	const struct ab_symbols_of_surface *of;
	struct ab_finding *finding;

	count_lost(linking, &loss);
	if (!loss.count || ab_is_symbol_newer(linking, then->since))
		return;
	entity.header = loss.header;
	entity.place = then->at.place;
	of = ab_symbols_of(linking, loss.header);
	place = first_place(&loss);
	finding =
	    ab_say(linking->cmp, place ? AB_SYMBOL_VERSION_CHANGED : AB_SYMBOL_REMOVED, &entity,
		   NULL, 0, "version node '%s' %s", then->name, loss_text(linking, &loss));
	ab_stand_at_symbol(linking, finding, place ? place : of && of->node ? &of->node->at : NULL);
	finding->consequence = ab_printf(
	    linking->cmp->arena,
	    "programs linked with %s%zu symbol%s that it had require '%s' and will not start",
	    loss.count == 1 ? "the " : "any of the ", loss.count, loss.count == 1 ? "" : "s",
	    then->name);
}

static bool has_parent(const struct ab_node *node, const char *name)
{
	for (unsigned i = 0; i < node->n_parents; i++)
		if (strcmp(node->parents[i], name) == 0)
			return true;
	return false;
}

static const char *parents_text(const struct ab_linking *linking, const struct ab_node *node)
{
	struct ab_buf buf;

	ab_buf_init(&buf, linking->cmp->arena);
	for (unsigned i = 0; i < node->n_parents; i++)
		ab_buf_addf(&buf, "%s'%s'", i ? ", " : "", node->parents[i]);
	return node->n_parents ? buf.text : "nothing";
}

/* Whether the parents are others; a parent that is gone is told by itself. */
static bool has_other_parents(const struct ab_linking *linking, const struct ab_node *then,
			      const struct ab_node *now)
{
	bool differs = false;

	for (unsigned i = 0; i < then->n_parents; i++) {
		if (has_parent(now, then->parents[i]))
			continue;
		if (ab_is_node_gone(linking, then->parents[i]))
			return false;
		differs = true;
	}
	for (unsigned i = 0; i < now->n_parents; i++)
		differs |= !has_parent(then, now->parents[i]);
	return differs;
}

void ab_compare_node(const struct ab_linking *linking, const struct ab_node *then)
{
	const struct ab_node *now = ab_record_find_node(linking->cmp->current, then->name);
	struct ab_entity entity = {.name = then->name, .since = then->since};
	struct ab_finding *finding;

	if (!now) {
		say_node_gone(linking, then);
		return;
	}
	entity.header = ab_header_of_node(linking, then->name);
	entity.place = then->at.place;
	if (ab_is_symbol_newer(linking, then->since) ||
	    !ab_are_symbols_held(linking, entity.header) || !has_other_parents(linking, then, now))
		return;
	finding = ab_say(linking->cmp, AB_SYMBOL_VERSION_CHANGED, &entity, NULL, 0,
			 "version node '%s' now inherits from %s, promised from %s", then->name,
			 parents_text(linking, now), parents_text(linking, then));
	ab_stand_at_symbol(linking, finding, &now->at);
}
